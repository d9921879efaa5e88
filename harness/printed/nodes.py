"""Compares two trees of printed text, node by node."""

from __future__ import annotations

from collections import Counter
from typing import List, Optional, Sequence, Tuple

from harness.printed.findings import Context, Findings
from harness.printed.forms import RULES
from harness.printed.names import renamed
from harness.printed.output_differences import FORM, ORDER, TEXT
from harness.printed.precision import decimals_in, noise_beside
from harness.printed.rewriting import arguments
from harness.printed.tokens import FIGURE, STRING, TIME, WORD, Token
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

_STEPS = 50
"""Pairs of equal nodes that are looked at while two rows are aligned, for each of their nodes."""

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

    def sequence(self, left: _Nodes, right: _Nodes, context: Context) -> None:
        """Compare nodes that stand in a row."""
        if joined_text(left) == joined_text(right):
            self._findings.same(left, context)
        elif len(left) == len(right) and (context.nested or _words(left) == _words(right)):
            self._pairs(left, right, context)
        else:
            ours, theirs = [node.text for node in left], [node.text for node in right]
            codes = changes(ours, theirs, _STEPS * (len(left) + len(right)))
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
            if isinstance(left[i], Group) and i and left[i - 1].text == "Categories":
                context = context._replace(name="dtype")
            self.pair(left[i], right[k], context, _unit(left, i) == _unit(right, k) != "")

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
        elif left.kind == right.kind == TIME:
            return
        elif not self._explained(left, right, context) and not self._renamed(left, right, context):
            self._findings.differ([left], [right], context)

    def _explained(self, left: Node, right: Node, context: Context) -> bool:
        """Try the form rules; compare what the first one that explains a difference leaves."""
        for rule in RULES:
            remaining = rule.explain(left, right, context.name)
            if remaining is not None:
                self._findings.add(FORM, [left], [right], context, rule.name)
                self.sequence(remaining[0], remaining[1], context._replace(nested=True))
                return True
        return False

    def _renamed(self, left: Token, right: Token, context: Context) -> bool:
        if left.kind not in (WORD, STRING) or left.kind != right.kind:
            return False
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
            self._braces(ours, theirs, context)
            return
        if commas != others and ours and theirs:
            note = "commas between the elements"
            self._findings.add(TEXT, [left], [right], context, note)
        self.elements(ours, theirs, context)

    def elements(self, left: Sequence[_Nodes], right: Sequence[_Nodes], context: Context) -> None:
        """Compare the elements of two containers."""
        ours, theirs = (
            [joined_text(nodes) for nodes in left],
            [joined_text(nodes) for nodes in right],
        )
        gaps = _gap(ours), _gap(theirs)
        is_gap = gaps[0] is not None and gaps[1] is None
        if is_gap or (gaps[0] != gaps[1] and len(left) != len(right)):
            self._around(left, right, gaps, context)
            return
        if len(left) != len(right):
            self._aligned(left, right, ours, theirs, context)
            return
        places = [place for place, text in enumerate(ours) if text != theirs[place]]
        self._equal(left, places, context)
        if _is_moved([ours[place] for place in places], [theirs[place] for place in places]):
            for place in places:
                self._findings.moved(left[place], right[place], context)
        else:
            for place in places:
                self._element(left[place], right[place], context)

    def _equal(self, left: Sequence[_Nodes], but: Sequence[int], context: Context) -> None:
        """Count the figures of all elements but some."""
        for begin, end in zip([0, *(place + 1 for place in but)], [*but, len(left)]):
            self._findings.same([node for nodes in left[begin:end] for node in nodes], context)

    def _element(self, left: _Nodes, right: _Nodes, context: Context) -> None:
        names = [_argument(nodes) for nodes in (left, right)]
        if names[0] and names[0] == names[1]:
            context = context._replace(name=names[0])
        self.sequence(left, right, context)

    def _aligned(
        self,
        left: Sequence[_Nodes],
        right: Sequence[_Nodes],
        ours: List[str],
        theirs: List[str],
        context: Context,
    ) -> None:
        """Compare containers of different lengths."""
        for how, i, j, k, m in changes(ours, theirs, _STEPS * (len(left) + len(right))):
            if how == "equal":
                for nodes in left[i:j]:
                    self._findings.same(nodes, context)
                continue
            both = min(j - i, m - k)
            for mine, other in zip(left[i : i + both], right[k : k + both]):
                self._element(mine, other, context)
            for nodes in left[i + both : j]:
                self._findings.differ(nodes, [], context)
            for nodes in right[k + both : m]:
                self._findings.differ([], nodes, context)

    def _around(
        self,
        left: Sequence[_Nodes],
        right: Sequence[_Nodes],
        gaps: Tuple[Optional[int], Optional[int]],
        context: Context,
    ) -> None:
        """Compare containers of which one leaves elements out: those before and after the gap."""
        gap = gaps[0] if gaps[0] is not None else gaps[1] or 0
        behind = max(0, (len(left) if gaps[0] is not None else len(right)) - gap - 1)
        rest = [side[gap : max(gap, len(side) - behind)] for side in (left, right)]
        for mine, other in zip(left[:gap], right[:gap]):
            self._element(mine, other, context)
        self._gaps(rest[0], rest[1], gaps, context)
        if behind:
            self._tails(left[-behind:], right[-behind:], context)
        for nodes in left[:gap][len(right) :]:
            self._findings.differ(nodes, [], context)

    def _tails(self, left: Sequence[_Nodes], right: Sequence[_Nodes], context: Context) -> None:
        for nodes in left[: len(left) - len(right)]:
            self._findings.differ(nodes, [], context)
        for mine, other in zip(left[-len(right) :], right[-len(left) :]):
            self._element(mine, other, context)

    def _gaps(
        self,
        left: Sequence[_Nodes],
        right: Sequence[_Nodes],
        gaps: Tuple[Optional[int], Optional[int]],
        context: Context,
    ) -> None:
        """Report what stands at a gap: the document's own is left out, one here is missing."""
        if gaps[0] is not None:
            number = sum(figures_in(nodes) for nodes in right)
            line = first_token(left[0][0]).line if left else 0
            cut = bool(left) and left[0][0].text == CUT
            why = "the document breaks off" if cut else "the document leaves them out"
            if right:
                self._findings.leave_out(number, "elements", why, line)
            elif cut:
                self._findings.add(TEXT, left[0], [], context, "a bracket is not closed")
            return
        for nodes in left:
            self._findings.differ(nodes, [], context)
        if not left:
            self._findings.add(TEXT, [], right[0], context, "elements are left out here")

    def _braces(self, left: Sequence[_Nodes], right: Sequence[_Nodes], context: Context) -> None:
        keys = [_keys(side) for side in (left, right)]
        if all(keys) and left and right and all(len(set(side)) == len(side) for side in keys):  # type: ignore[arg-type]
            self._dictionaries(left, right, keys[0] or [], keys[1] or [], context)
        elif any(keys) or any(
            _gap([joined_text(n) for n in side]) is not None for side in (left, right)
        ):
            self.elements(left, right, context)
        else:
            self._sets(left, right, context)

    def _dictionaries(
        self,
        left: Sequence[_Nodes],
        right: Sequence[_Nodes],
        ours: List[str],
        theirs: List[str],
        context: Context,
    ) -> None:
        there = dict(zip(theirs, right))
        for key, nodes in zip(ours, left):
            other = there.get(key)
            if other is not None:
                self.sequence(nodes, other, _of_key(key, context))
        known = set(ours)
        rest = [nodes for key, nodes in zip(ours, left) if key not in there]
        others = [nodes for key, nodes in zip(theirs, right) if key not in known]
        self._aligned(
            rest, others, [joined_text(n) for n in rest], [joined_text(n) for n in others], context
        )
        common = [key for key in ours if key in there]
        order = [key for key in theirs if key in known]
        moved = [place for place, pair in enumerate(zip(common, order)) if pair[0] != pair[1]]
        if moved:
            first = dict(zip(ours, left))[common[moved[0]]]
            self._findings.add(
                ORDER, first[:1], there[order[moved[0]]][:1], context, "order of keys"
            )

    def _sets(self, left: Sequence[_Nodes], right: Sequence[_Nodes], context: Context) -> None:
        """Compare sets, whose order means nothing."""
        rest = Counter(joined_text(nodes) for nodes in right)
        alone = []
        for nodes in left:
            text = joined_text(nodes)
            if rest[text] > 0:
                rest[text] -= 1
                self._findings.same(nodes, context)
            else:
                alone.append(nodes)
        others = []
        for nodes in right:
            if rest[joined_text(nodes)] > 0:
                rest[joined_text(nodes)] -= 1
                others.append(nodes)
        alone.sort(key=joined_text)
        others.sort(key=joined_text)
        self._aligned(alone, others, ["left"] * len(alone), ["right"] * len(others), context)


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
    return "float64" if not group.head and "," in group.text else ""


def _unit(nodes: _Nodes, place: int) -> str:
    """Return the unit after a figure: a word glued to it, or a known unit after a blank."""
    if place + 1 >= len(nodes):
        return ""
    figure, unit = nodes[place], nodes[place + 1]
    if not isinstance(figure, Token) or not isinstance(unit, Token) or figure.kind != FIGURE:
        return ""
    return unit.text if unit.text in _UNITS else ""


def _words(nodes: _Nodes) -> List[str]:
    """List the texts of nodes, but for figures."""
    if len(nodes) == 1:
        return [""]
    return ["#" if type(n) is Token and n.kind == FIGURE else n.text for n in nodes]


def _argument(nodes: _Nodes) -> str:
    """Return the name of an argument, if nodes are ``name=value``."""
    is_argument = len(nodes) > 2 and nodes[1].text == "=" and isinstance(nodes[0], Token)
    return nodes[0].text if is_argument else ""


def _gap(texts: Sequence[str]) -> Optional[int]:
    """Return the place of the first element that stands for others which are left out."""
    places = [texts.index(sign) for sign in ("...", "…", CUT) if sign in texts]
    return min(places) if places else None


def _is_moved(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two lists hold the same in another order."""
    return len(left) > 1 and Counter(left) == Counter(right)


def _keys(elements: Sequence[_Nodes]) -> Optional[List[str]]:
    """List the keys of a dictionary's elements; None if it is none."""
    found = []
    for nodes in elements:
        colons = [i for i, n in enumerate(nodes) if type(n) is Token and n.text == ":"]
        if not colons:
            return None
        found.append(joined_text(nodes[: colons[0]]))
    return found


def _of_key(key: str, context: Context) -> Context:
    name = key.strip("'\"")
    return context._replace(name=name, metric=name, nested=True)
