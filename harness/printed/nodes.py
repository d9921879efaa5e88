"""Compares two trees of printed text, node by node."""

from __future__ import annotations

from typing import List, Optional, Sequence

from harness.printed.braces import BraceComparison
from harness.printed.elements import STEPS_FOR_EACH, ElementComparison
from harness.printed.findings import Context, Findings
from harness.printed.forms import DEFAULTS, RELEASES, RULES
from harness.printed.names import renamed
from harness.printed.output_differences import FORM, TEXT
from harness.printed.precision import decimals_in, noise_beside
from harness.printed.rewriting import arguments
from harness.printed.tokens import FIGURE, Token
from harness.printed.trees import (
    CUT,
    Group,
    Node,
    elements_of,
    figures_in,
    first_token,
    flat,
    joined_text,
)
from harness.texts.diff import changes

_Nodes = Sequence[Node]

_ARRAYS = frozenset(("array", "masked_array", "tf.Tensor", "Array", "tensor", "matrix"))
_NAMES_OF_UNITS = """
% x X s ms us µs μs ns min h B kB KB MB GB TB KiB MiB GiB K k M G W V Hz kHz MHz GHz
mm cm m km mg g kg dB J kJ mA A px fps it °C °F
"""
_UNITS = frozenset(_NAMES_OF_UNITS.split())


class NodeComparison:
    """Compares nodes and adds what it finds.

    Args:
        findings: Where differences are added.
    """

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        said = findings.settings
        more = (*((DEFAULTS,) * said.defaults), *(RELEASES * said.releases))
        self._rules = (*more, *RULES)
        self._elements = ElementComparison(findings, self.sequence)
        self._braces = BraceComparison(findings, self._elements, self.sequence)

    def sequence(self, left: _Nodes, right: _Nodes, context: Context) -> None:
        """Compare nodes that stand in a row."""
        if joined_text(left) == joined_text(right):
            self._findings.same(left, context)
        elif len(left) == len(right) and (context.nested or _words(left) == _words(right)):
            self._pairs(left, right, context)
        else:
            ours, theirs = [node.text for node in left], [node.text for node in right]
            codes = changes(ours, theirs, STEPS_FOR_EACH * (len(left) + len(right)))
            for how, i, j, k, m in codes:
                if how == "equal":
                    self._findings.same(left[i:j], context)
                elif j - i == m - k:
                    self._pairs(left, right, context, range(i, j), range(k, m))
                else:
                    self._findings.differ(left[i:j], right[k:m], context)

    def _pairs(
        self,
        left: _Nodes,
        right: _Nodes,
        context: Context,
        here: Optional[range] = None,
        there: Optional[range] = None,
    ) -> None:
        for i, k in zip(here or range(len(left)), there or range(len(right))):
            is_dtype = joined_text(left[i - 1 : i]) == "Categories"
            within = context._replace(name="dtype") if is_dtype else context
            self.pair(left[i], right[k], within, _unit(left, i) == _unit(right, k) != "")

    def pair(self, left: Node, right: Node, context: Context, unit: bool = False) -> None:
        """Compare two nodes that stand for each other."""
        if left.text == right.text:
            self._findings.same([left], context)
        elif isinstance(left, Token) and isinstance(right, Token):
            self._tokens(left, right, context, unit)
        elif not self._explained(left, right, context):
            self._groups(left, right, context)

    def _tokens(self, left: Token, right: Token, context: Context, unit: bool) -> None:
        if left.kind == right.kind == FIGURE:
            self._findings.figure(left, right, context, unit)
        elif not self._explained(left, right, context) and not self._renamed(left, right, context):
            self._findings.differ([left], [right], context)

    def _explained(self, left: Node, right: Node, context: Context) -> bool:
        """Try the form rules; compare what the first one that explains a difference leaves."""
        for rule in self._rules:
            remaining = rule.explain(left, right, context.name)
            if remaining is not None:
                self._findings.add(FORM, [left], [right], context, rule.name)
                if rule is DEFAULTS:
                    self._leave_out(left, remaining[0])
                self.sequence(remaining[0], remaining[1], context._replace(nested=True))
                return True
        return False

    def _leave_out(self, left: Node, kept: _Nodes) -> None:
        """Count the figures of the document that are not written here."""
        number = figures_in([left]) - figures_in(kept)
        if number:
            line = first_token(left).line
            self._findings.leave_out(number, "figures", "defaults are not written here", line)

    def _renamed(self, left: Token, right: Token, context: Context) -> bool:
        names = renamed(left.text, right.text, context.name)
        if names:
            self._findings.renamed(names, left, right, context)
        return bool(names)

    def _groups(self, left: Node, right: Node, context: Context) -> None:
        if (
            not isinstance(left, Group)
            or not isinstance(right, Group)
            or left.opening.text != right.opening.text
        ):
            self._findings.differ([left], [right], context)
            return
        if left.name != right.name:
            self._heads(left, right, context)
        self._inside(left, right, _within(left, right, context))

    def _heads(self, left: Group, right: Group, context: Context) -> None:
        """Compare the names before two brackets."""
        if left.head and right.head:
            self.pair(left.head, right.head, context)
        else:
            heads = [[group.head] if group.head else [] for group in (left, right)]
            self._findings.differ(heads[0], heads[1], context)

    def _inside(self, left: Group, right: Group, context: Context) -> None:
        ours, commas = elements_of(left)
        theirs, others = elements_of(right)
        if left.opening.text == "{":
            self._braces.compare(ours, theirs, context)
            return
        is_cut = len(ours) == 2 and joined_text(ours[1]) == CUT  # of one element: no comma
        if commas != others and ours and theirs and not is_cut:
            note = "commas between the elements"
            self._findings.add(TEXT, [left], [right], context, note)
        self._elements.compare(ours, theirs, context)


def _within(left: Group, right: Group, context: Context) -> Context:
    """Return the context inside two groups."""
    array = context.array or (left.name in _ARRAYS and right.name in _ARRAYS)
    context = context._replace(dtype=context.dtype or _dtype(left))
    if left.opening.text == "[" and context.places < 0 and (array or "," not in left.text):
        figures = [t.text for t in flat([left, right]) if _has_point(t)]
        places = [decimals_in(text) for text in figures if "e" not in text]
        noise = noise_beside(figures)
        context = context._replace(places=max(places, default=-1), noise=noise)
    return context._replace(array=array, nested=True)


def _has_point(token: Token) -> bool:
    """Whether a token is a real number with a point."""
    text = token.text
    return token.kind == FIGURE and "." in text and not text.endswith(("..", "\u2026", "j"))


def _dtype(group: Group) -> str:
    """Return the type of the figures in brackets, as far as their look tells.

    NumPy prints a type that is not its own for numbers, float64; numbers of Python are float64.
    """
    if group.name in _ARRAYS:
        said = arguments(group).get("dtype")
        return said[0].text if said else "float64" if group.name == "array" else ""
    is_plain = not group.head and group.opening.text != "<"
    return "float64" if is_plain and "," in group.text else ""


def _unit(nodes: _Nodes, place: int) -> str:
    """Return the unit after a figure: a word glued to it, or a known unit after a blank."""
    if place + 1 >= len(nodes):
        return ""
    figure, unit = nodes[place], nodes[place + 1]
    if not isinstance(figure, Token) or figure.kind != FIGURE:
        return ""
    return unit.text if unit.text in _UNITS else ""


def _words(nodes: _Nodes) -> List[str]:
    """List the texts of nodes, but for figures."""
    return ["#" if type(n) is Token and n.kind == FIGURE else n.text for n in nodes]
