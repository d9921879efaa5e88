"""Compares what code prints here with what a document prints, value by value."""

from __future__ import annotations

import re
from typing import Iterator, List, NamedTuple, Sequence, Tuple

from harness.printed.differences import EXTRA, MISSING, TEXT, Comparison, Difference
from harness.printed.lines import document_lines, numbered
from harness.printed.parts import DEFAULT, Settings

_FIGURE = re.compile(r"\d+(?:\.\d*)?")


class PrintedFigure(NamedTuple):
    """A figure of an output, at its place."""

    text: str
    line: int
    column: int


def compare(
    printed: Sequence[Tuple[int, str]], here: str, settings: Settings = DEFAULT
) -> Comparison:
    """Compare an output with the one that a document prints (a stub that compares lines).

    Args:
        printed: Lines of the document with their numbers.
        here: What the code printed.
        settings: What is left out, and tolerances.
    """
    theirs = [line for line in document_lines(printed) if line.text.strip()]
    ours = [line for line in numbered(here) if line.text.strip()]
    found: List[Difference] = []
    for left, right in zip(theirs, ours):
        if left.text != right.text:
            found.append(Difference(TEXT, left.number, 0, left.text, right.text, right.number, 0))
    for left in theirs[len(ours) :]:
        found.append(Difference(MISSING, left.number, 0, left.text, "", 0, 0))
    for right in ours[len(theirs) :]:
        found.append(Difference(EXTRA, 0, 0, "", right.text, right.number, 0))
    total = sum(1 for _ in figures(printed))
    return Comparison(total, total - min(total, len(found)), tuple(found))


def figures(printed: Sequence[Tuple[int, str]]) -> Iterator[PrintedFigure]:
    """List the figures of an output that a comparison looks at, in order."""
    for line, text in printed:
        for match in _FIGURE.finditer(text):
            yield PrintedFigure(match.group(), line, match.start())
