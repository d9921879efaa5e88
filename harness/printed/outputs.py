"""Compares what code prints here with what a document prints, value by value."""

from __future__ import annotations

import gc
import re
from collections import deque
from typing import Deque, Dict, Iterator, List, NamedTuple, Sequence, Set, Tuple

from harness.printed.findings import Context, Findings
from harness.printed.items import Item, as_paragraphs, compared_tokens, items_of
from harness.printed.nodes import NodeComparison
from harness.printed.output_differences import BREAKS_OFF, FORM, OutputComparison
from harness.printed.parts import DEFAULT, Settings
from harness.printed.rows import TableComparison
from harness.printed.screen import Line, document_lines, numbered
from harness.printed.tokens import ADDRESS, MOMENT, TIME, tokens_of
from harness.printed.trees import Node
from harness.texts.diff import changes

_FIGURE = re.compile(r"[0-9][0-9,.]*")
_SEEMS_VOLATILE = re.compile(r"0x|(?:Date|Time): ")


class PrintedFigure(NamedTuple):
    """A figure of an output.

    Args:
        text: The figure as printed.
        line: Its line.
        column: Where it begins in the line, counted from 0.
    """

    text: str
    line: int
    column: int


def compare_outputs(
    printed: Sequence[Tuple[int, str]], here: str, settings: Settings = DEFAULT
) -> OutputComparison:
    """Compare an output with the one that a document prints.

    Both were printed by the same code, so their values are equal to the last digit. The time grows
    linearly with the length of the outputs.

    Args:
        printed: Lines of the document with their numbers.
        here: What the code printed.
        settings: What is left out, and tolerances.
    """
    collects = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and collecting looks at every token again and again
    try:
        return _compared(document_lines(printed), numbered(here), settings)
    finally:
        if collects:
            gc.enable()


def figures(printed: Sequence[Tuple[int, str]]) -> Iterator[PrintedFigure]:
    """List the figures of an output that a comparison looks at, in order.

    Args:
        printed: Lines of the document with their numbers.
    """
    for item in items_of(document_lines(printed)):
        for token in compared_tokens(item):
            yield PrintedFigure(token.text, token.line, token.column)


def _compared(theirs: Sequence[Line], ours: Sequence[Line], settings: Settings) -> OutputComparison:
    last, end = _broken_off(theirs, ours)
    left, right = (items_of(lines, settings.times) for lines in (theirs[:last], ours[:end]))
    comparison = _Outputs(left, right, settings)
    comparison.compare(theirs[last:], ours[end:])
    return comparison.result(theirs)


class _Outputs:
    """The items of two outputs."""

    def __init__(self, left: List[Item], right: List[Item], settings: Settings) -> None:
        self._left, self._right = left, right
        self._findings = Findings(settings)
        self._nodes = NodeComparison(self._findings)
        self._times = settings.times

    def compare(self, cut: Sequence[Line], beyond: Sequence[Line]) -> None:
        """Compare all items: first those that are equal to the letter, then what is between.

        Args:
            cut: The line where the document breaks off, and those behind it.
            beyond: Lines here that are beyond that place.
        """
        if cut:
            self._findings.leave_out(len(beyond), "lines", BREAKS_OFF, cut[0].number)
        line = self._left[0].lines[0].number if self._left else 0
        blocks: List[Tuple[List[Item], List[Item]]] = []
        begins: List[int] = []
        codes = changes([item.key for item in self._left], [item.key for item in self._right])
        for how, i, j, k, m in codes:
            if how == "equal":
                for mine, other in zip(self._left[i:j], self._right[k:m]):
                    self._pair(mine, other)
                    line = mine.lines[-1].number
            else:
                blocks.append((self._left[i:j], self._right[k:m]))
                begins.append(line)
        for line, (left, right) in zip(begins, self._without_moved(blocks)):
            self._findings.begin(line)
            self._block(left, right)

    def _without_moved(
        self, blocks: Sequence[Tuple[List[Item], List[Item]]]
    ) -> List[Tuple[List[Item], List[Item]]]:
        """Report items that are here, but elsewhere, and return the rest of each block."""
        here: Dict[str, Deque[Item]] = {}
        for _, right in blocks:
            for item in right:
                here.setdefault(item.key, deque()).append(item)
        moved: Set[int] = set()
        for left, _ in blocks:
            for item in left:
                if here.get(item.key):
                    other = here[item.key].popleft()
                    moved |= {id(item), id(other)}
                    self._findings.moved(_nodes(item), _nodes(other), Context())
        return [
            ([i for i in left if id(i) not in moved], [i for i in right if id(i) not in moved])
            for left, right in blocks
        ]

    def _block(self, left: List[Item], right: List[Item]) -> None:
        """Compare items of which none is equal, around the gaps that the document leaves."""
        gaps = [place for place, item in enumerate(left) if item.is_gap]
        if not gaps:
            self._between(left, right)
            return
        first, last = gaps[0], len(left) - gaps[-1] - 1
        inner = [item for item in left[first : gaps[-1]] if not item.is_gap]
        rest = right[first : max(first, len(right) - last)]
        self._between(left[:first], right[:first])
        self._between(inner, rest[: len(inner)])
        if rest[len(inner) :]:
            number = sum(len(item.lines) for item in rest[len(inner) :])
            line = left[first].lines[0].number
            self._findings.leave_out(number, "lines", "the document leaves them out", line)
        self._between(left[len(left) - last :], right[max(first, len(right) - last) :])

    def _between(self, left: List[Item], right: List[Item]) -> None:
        """Compare items that stand at the same place: first those that differ in figures alone."""
        for how, i, j, k, m in changes(_likenesses(left), _likenesses(right)):
            if how == "equal":
                for mine, other in zip(left[i:j], right[k:m]):
                    self._pair(mine, other)
            else:
                self._unlike(left[i:j], right[k:m])

    def _unlike(self, left: List[Item], right: List[Item]) -> None:
        """Compare items of other kinds or words in their order; tables as their lines."""
        if not any(item.table for item in left):
            right = self._without_bars(right, in_document=False)
        if not any(item.table for item in right):
            left = self._without_bars(left, in_document=True)
        left = [part for item in left for part in as_paragraphs(item, self._times)]
        right = [part for item in right for part in as_paragraphs(item, self._times)]
        both = min(len(left), len(right))
        for mine, other in zip(left, right):
            self._pair(mine, other)
        for item in left[both:]:
            self._findings.differ(item.nodes, [], Context())
        for item in right[both:]:
            self._findings.differ([], item.nodes, Context())

    def _without_bars(self, items: List[Item], in_document: bool) -> List[Item]:
        """Note progress bars that only some releases print, and return the other items."""
        found = []
        for item in items:
            if item.table and item.table.kind == "log" and not item.table.metrics:
                shown: Tuple[Sequence[Node], Sequence[Node]] = (_nodes(item), ())
                sides = shown if in_document else shown[::-1]
                self._findings.add(FORM, *sides, Context(), "progress-bar")
            else:
                found.append(item)
        return found

    def _pair(self, left: Item, right: Item) -> None:
        self._findings.begin(left.lines[0].number)
        if left.table and right.table:
            TableComparison(self._findings, left.table, right.table).compare()
            return
        if left.key != right.key:
            self._nodes.sequence(left.nodes, right.nodes, Context())
            return
        self._findings.same(left.nodes, Context())
        note = _spacing(left.lines, right.lines)
        if note and not self._times:
            self._findings.add(FORM, left.nodes[:1], right.nodes[:1], Context(), note)

    def result(self, lines: Sequence[Line]) -> OutputComparison:
        """Return what was found.

        Args:
            lines: The lines of the document.
        """
        some = [line for line in lines if self._times or _SEEMS_VOLATILE.search(line.text)]
        tokens = [token for line in some for token in tokens_of(line, self._times)]
        for kind, what in ((ADDRESS, "addresses"), (TIME, "times"), (MOMENT, "dates and times")):
            found = [token.line for token in tokens if token.kind == kind]
            if found:
                self._findings.leave_out(len(found), what, "volatile", found[0])
        return self._findings.result([line.text for line in lines])


def _broken_off(left: Sequence[Line], right: Sequence[Line]) -> Tuple[int, int]:
    """Find where the document breaks off within a word, as what was printed here shows.

    Another word, such as `GRUCell` for `GRU`, is no cut one: a cut has lines before it, and more
    words behind it.

    Returns:
        How many lines of the document, and of what was printed here, are before that place.
    """
    written = [place for place, line in enumerate(left) if line.text.strip()]
    last = max(written[1:], default=len(left))
    text = left[last].text.strip() if written[1:] else ""
    if text[-1:].isalpha():
        more = False
        for place in reversed(range(len(right))):
            whole = right[place].text.strip()
            if whole.startswith(text) and whole[len(text) : len(text) + 1].isalpha():
                cut = more or " " in whole[len(text) :]
                return (last, place) if cut else (len(left), len(right))
            more = more or bool(whole)
    return len(left), len(right)


def _likenesses(items: Sequence[Item]) -> List[str]:
    """Write each item without its figures; of a table its kind, as no paragraph begins."""
    return [f"\n{it.table.kind}" if it.table else _FIGURE.sub("#", it.key) for it in items]


def _nodes(item: Item) -> Sequence[Node]:
    return item.nodes or [node for part in as_paragraphs(item) for node in part.nodes]


def _spacing(left: Sequence[Line], right: Sequence[Line]) -> str:
    """Say how lines of the same tokens are laid out otherwise; empty if they are not."""
    if len(left) != len(right):
        return "line-breaks"
    pairs = ((mine.text, other.text) for mine, other in zip(left, right))
    apart = any(one != two and len(one.split()) != len(two.split()) for one, two in pairs)
    return "spacing" if apart else ""
