"""Takes out of a comparison what differs by nature: times, dates, versions, paths, memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from harness.printed.output_differences import (
    SUBSTANCE,
    Difference,
    LeftOut,
    OutputComparison,
)
from harness.printed.screen import terminal

_VERSION = re.compile(r"(?<![\d.])v?\d+\.\d+(?:\.\d+)*(?:[-+.]?(?:a|b|rc|dev|post|cpu|cu)\w*)*")
_TIME = r"\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:[T ]{_TIME})?|{_TIME}|\b(?:datetime|date|time|Timestamp)\([^()]*\)"
    rf"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?(?: +\w{{3,9}},? +\d+,?(?: +{_TIME})?(?: +\d{{4}})?)?"
)
_PATH = re.compile(
    r"(?<![\w.:\\/])(?:[A-Za-z]:)?[\\/](?=\S*[A-Za-z])(?:[\w.+~ -]*[\w.+~-][\\/])+[\w.+~-]*"
)


def without_volatile(
    found: OutputComparison, printed: Iterable[tuple[int, str]], here: str, *, clocked: bool
) -> tuple[OutputComparison, Counter[str]]:
    """Take what differs by nature out of a comparison.

    Args:
        found: A document compared with what was printed here.
        printed: The lines of the document that were compared, with their numbers.
        here: What was printed here.
        clocked: Whether the code asks for a time, a version, a path or the like.

    Returns:
        The comparison, in which that is left out by name, and how much was left out.
    """
    shapes = (_PATH, _VERSION, _DATE) if clocked else (_PATH,)
    lines = dict(printed), dict(enumerate(terminal(here), 1))
    out = [
        item
        for item in found.differences
        if item.kind in SUBSTANCE and any(_lies_in(shape, item, *lines) for shape in shapes)
    ]
    if not out:
        return found, Counter()
    left = LeftOut(len(out), "figures", "volatile", out[0].line)
    kept = tuple(item for item in found.differences if item not in out)
    figures = max(0, found.figures - len(out))
    return (
        OutputComparison(figures, found.equal, kept, (*found.left_out, left)),
        Counter(volatile=len(out)),
    )


def _lies_in(
    shape: re.Pattern[str], found: Difference, printed: dict[int, str], here: dict[int, str]
) -> bool:
    """Whether a difference lies in passages of a shape, and all around these is the same."""
    ours = _around(shape, here.get(found.here_line, ""), found.here_column, found.here)
    theirs = _around(shape, printed.get(found.line, ""), found.column, found.printed)
    return ours is not None and ours == theirs


def _around(shape: re.Pattern[str], line: str, column: int, text: str) -> str | None:
    """Return what of a text does not lie in passages of a shape; None where it touches none."""
    if not text or not line.startswith(text, column):
        line, column = text, 0
    end = column + len(text)
    spans = [match.span() for match in shape.finditer(line)]
    touched = [(first, last) for first, last in spans if first < end and column < last]
    if not touched:
        return None
    free = (at for at in range(column, end) if not any(a <= at < b for a, b in touched))
    return "".join(line[at] for at in free)
