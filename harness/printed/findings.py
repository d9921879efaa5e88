"""What a comparison has found so far, and what it leaves out."""

from __future__ import annotations

from typing import Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

from harness.printed.names import Renamed, inconsistent
from harness.printed.output_differences import (
    BREAKS_OFF,
    EXTRA,
    FORM,
    LAST_DIGIT,
    MISSING,
    NOT_CLOSED,
    ORDER,
    SHAPE,
    TEXT,
    TOLERANCE,
    VALUE,
    Difference,
    LeftOut,
    OutputComparison,
)
from harness.printed.parts import COLUMN, LINES, METRIC, Part, Settings
from harness.printed.precision import close, related
from harness.printed.tokens import FIGURE, Token
from harness.printed.trees import CUT, Node, figures_in, first_token, flat
from harness.printed.whole_numbers import same_whole

_LONGEST = 200
"""The most characters of a text in a difference."""

_PARTS = {LINES: "this line", METRIC: "this metric", COLUMN: "this column"}


class Context(NamedTuple):
    """Where a comparison is.

    Args:
        part: The part of the output, as reports show it, such as ``metric loss, epoch 3``.
        name: The argument or cell whose value is compared, such as ``dtype``.
        metric: The metric whose value is compared; empty for none.
        column: The column whose value is compared; empty for none.
        places: Digits after the point of the longest element of the array around it; else -1.
        noise: Magnitude up to which an element of the array around it is rounding error.
        dtype: The type of the elements around it, as far as their look tells; else empty.
        array: Whether it is inside a call that prints an array.
        nested: Whether it is inside brackets.
    """

    part: str = ""
    name: str = ""
    metric: str = ""
    column: str = ""
    places: int = -1
    noise: float = 0.0
    dtype: str = ""
    array: bool = False
    nested: bool = False


class Findings:
    """The differences that a comparison has found, and the figures it has looked at.

    Args:
        settings: What is left out, and tolerances.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lines = [part.lines for part in settings.ignore if part.kind == LINES]
        self._named = {(part.kind, part.name) for part in settings.ignore}
        self._differences: List[Difference] = []
        self._left_out: Dict[Tuple[str, str], List[int]] = {}
        self._renamed: List[Tuple[Renamed, Difference]] = []
        self._equal = self._different = 0
        self._line = 0

    def begin(self, line: int) -> None:
        """Say which line of the document is compared now."""
        self._line = line

    def same(self, nodes: Sequence[Node], context: Context) -> None:
        """Count the figures of nodes that are equal on both sides."""
        self._equal += self._compared(nodes, context)

    def figure(self, left: Token, right: Token, context: Context, unit: bool) -> None:
        """Compare two figures."""
        if self.is_left_out(left, context):
            return
        places = -1 if "e" in left.text or "e" in right.text else context.places
        kind, note = related(
            left.text,
            right.text,
            places,
            unit,
            context.noise,
            context.dtype != "float64",
            self.settings.steps,
        )
        if note == "thousands" and context.nested:
            kind, note = VALUE, ""
        if kind == LAST_DIGIT and self.settings.exact:
            kind = VALUE
        same = same_whole(left.text, right.text) if self.settings.releases else ""
        if kind == VALUE and same:
            kind, note = FORM, same
        if kind == VALUE and self._is_close(left, right, context):
            kind, note = TOLERANCE, "within the claim's tolerance"
        if not kind:
            self._equal += 1
            return
        self._different += 1
        self.add(kind, [left], [right], context, note)

    def differ(self, left: Sequence[Node], right: Sequence[Node], context: Context) -> None:
        """Report nodes of which none stands for another."""
        if not left:
            self.add(EXTRA, left, right, context)
        elif not right:
            self._different += self._compared(left, context)
            self.add(MISSING, left, right, context)
        elif not (len(left) == len(right) == 1 and self.is_left_out(left[0], context)):
            self._different += self._compared(left, context)
            self.add(_kind(left, right, context), left, right, context)

    def moved(self, left: Sequence[Node], right: Sequence[Node], context: Context) -> None:
        """Report nodes that are here, but elsewhere."""
        self._different += self._compared(left, context)
        self.add(ORDER, left, right, context)

    def renamed(self, names: Iterable[Renamed], left: Node, right: Node, context: Context) -> None:
        """Remember automatic names with other numbers, to be judged together at the end."""
        found = self._difference(FORM, [left], [right], context, "automatic-name")
        self._renamed += [(name, found) for name in names]

    def add(
        self,
        kind: str,
        left: Sequence[Node],
        right: Sequence[Node],
        context: Context,
        note: str = "",
    ) -> None:
        """Add a difference."""
        self._differences.append(self._difference(kind, left, right, context, note))

    def leave_out(self, number: int, what: str, why: str, line: int) -> None:
        """Count figures or lines that are not compared; without a line, after what was compared."""
        found = self._left_out.setdefault((what, why), [0, line or self._line])
        found[0] += number

    def is_left_out(self, node: Node, context: Context) -> bool:
        """Whether a figure or a word of the document is not compared; then it is counted."""
        token = first_token(node)
        part = self._part_of(token.line, context)
        if part is None or not isinstance(node, Token):
            return False
        self.leave_out(1, part.shown, _PARTS[part.kind], token.line)
        return True

    def result(self, printed: Sequence[str]) -> OutputComparison:
        """Return the comparison.

        Args:
            printed: The lines of the document that were compared.
        """
        wrong = inconsistent([name for name, _ in self._renamed], printed)
        for name, difference in self._renamed:
            if name.base in wrong:
                difference = difference._replace(kind=VALUE, note=wrong[name.base])
            self._differences.append(difference)
        if self.settings.whole:
            self._differences += [
                Difference(EXTRA, line, 0, "", "…", 0, 0, "", BREAKS_OFF)
                for (_, why), (_, line) in self._left_out.items()
                if why == BREAKS_OFF
            ]
        unsaid = NOT_CLOSED if any(why == BREAKS_OFF for _, why in self._left_out) else None
        told = dict.fromkeys(d for d in self._differences if d.note != unsaid)
        found = sorted(told, key=_place)
        left_out = [
            LeftOut(n, what, why, line) for (what, why), (n, line) in self._left_out.items()
        ]
        return OutputComparison(
            self._equal + self._different, self._equal, tuple(found), tuple(left_out)
        )

    def _compared(self, nodes: Sequence[Node], context: Context) -> int:
        """Count the figures of nodes that are not left out."""
        if not self._lines and not self._is_named(context):
            return figures_in(nodes)
        figures = [token for token in flat(nodes) if token.kind == FIGURE]
        return sum(not self.is_left_out(token, context) for token in figures)

    def _is_named(self, context: Context) -> bool:
        named = ((METRIC, context.metric), (COLUMN, context.column))
        return bool(self._named) and any(pair in self._named for pair in named)

    def _part_of(self, line: int, context: Context) -> Optional[Part]:
        """Return the part to be left out that a place lies in."""
        for kind, name in ((METRIC, context.metric), (COLUMN, context.column)):
            if name and (kind, name) in self._named:
                return Part(kind, name)
        spans = (span for span in self._lines if span[0] <= line <= span[1])
        return next((Part(LINES, "", span) for span in spans), None)

    def _is_close(self, left: Token, right: Token, context: Context) -> bool:
        return any(
            close(left.text, right.text, tolerance.rtol, tolerance.atol)
            for tolerance in self.settings.tolerances
            if tolerance.part is None
            or tolerance.part.covers(left.line, context.metric, context.column)
        )

    def _difference(
        self, kind: str, left: Sequence[Node], right: Sequence[Node], context: Context, note: str
    ) -> Difference:
        line, column = _begin(left, self._line)
        self._line = line
        here_line, here_column = _begin(right, 0)
        texts = _shown(left), _shown(right)
        return Difference(
            kind, line, column, *texts, here_line, here_column, context.part, note
        )  # fmt: skip


def _kind(left: Sequence[Node], right: Sequence[Node], context: Context) -> str:
    """Name the difference between nodes that do not stand for each other."""
    if left[1:] or right[1:]:
        return TEXT
    tokens = [node for node in (*left, *right) if isinstance(node, Token)]
    if len(tokens) < 2:
        return SHAPE
    is_value = context.nested or all(
        token.kind == FIGURE or token.text in ("True", "False", "None") for token in tokens
    )
    return VALUE if is_value else TEXT


def _begin(nodes: Sequence[Node], otherwise: int) -> Tuple[int, int]:
    if not nodes:
        return otherwise, 0
    token = first_token(nodes[0])
    return token.line, token.column


def _shown(nodes: Sequence[Node]) -> str:
    """Write nodes as they were printed, one blank between what stands apart."""
    text = ""
    end: Optional[Tuple[int, int]] = None
    for token in (token for token in flat(nodes) if token.text != CUT):
        text += ("" if end in (None, (token.line, token.column)) else " ") + token.text
        end = (token.line, token.end)
        if len(text) > _LONGEST:
            return text[: _LONGEST - 1] + "…"
    return text


def _place(difference: Difference) -> Tuple[int, int]:
    return difference.line, difference.column
