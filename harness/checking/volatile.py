"""Takes out of a comparison what differs by nature: times, dates, versions, paths, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from harness.checking.randomness import taken_out
from harness.printed.output_differences import SUBSTANCE, Difference, OutputComparison
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

_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%b %d, %Y", "%B %d, %Y",
         "%m/%d/%Y", "%d.%m.%Y", "%m/%d/%y", "%a %b %d", "%Y%m%d")  # fmt: skip
"""How a day is written."""

_WORD = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?")
_OBJECTS = re.compile(r"[\[({]?(?:<[^<>]*\b0x[0-9A-Fa-f]+[^<>]*>[,\s]*)+[\])}]?")


def shows_addresses(texts: Sequence[str]) -> bool:
    """Whether an output is made of objects of which it tells but the class and the address.

    Args:
        texts: Its lines.
    """
    return _OBJECTS.fullmatch(" ".join(texts).strip()) is not None


def without_dates(text: str, started: str) -> str:
    """Blank the day on which an output was printed, and the times beside it.

    Args:
        text: What was printed here.
        started: When the code ran, ISO 8601; empty where nobody knows.
    """
    lines = terminal(text)
    for number, parts in _dated_lines(lines, started).items():
        for part in parts:
            line = lines[number - 1]
            lines[number - 1] = f"{line[: part.start]}{'-' * len(part)}{line[part.stop :]}"
    return "\n".join(lines)


def without_volatile(
    found: OutputComparison,
    printed: Iterable[tuple[int, str]],
    here: str,
    *,
    clocked: bool,
    started: str = "",
) -> tuple[OutputComparison, Counter[str]]:
    """Take what differs by nature out of a comparison.

    Args:
        found: A document compared with what was printed here.
        printed: The lines of the document that were compared, with their numbers.
        here: What was printed here.
        clocked: Whether the code asks for a time, a version, a path or the like.
        started: When the code ran, ISO 8601; empty where nobody knows.

    Returns:
        The comparison, in which that is left out by name, and how much was left out.
    """
    if not found.substance:
        return found, Counter()
    shown = terminal(here)
    dated = _dated_lines(shown, started)
    shapes = (_PATH, _VERSION, _DATE) if clocked else (_PATH,)
    lines = dict(printed), dict(enumerate(shown, 1))

    def why(item: Difference) -> str:
        by_nature = item.kind in SUBSTANCE and (
            _is_dated(item, dated) or any(_lies_in(shape, item, *lines) for shape in shapes)
        )
        return "volatile" if by_nature else ""

    return taken_out(found, why)


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


def _is_dated(found: Difference, dated: dict[int, list[range]]) -> bool:
    return any(found.here_column in part for part in dated.get(found.here_line, ()))


def _dated_lines(lines: Sequence[str], started: str) -> dict[int, list[range]]:
    """Find where an output shows the day on which it was printed, and the time beside it."""
    days = _written_days(started)
    found: dict[int, list[range]] = {}
    for number, line in enumerate(lines, 1):
        for day in days:
            if (at := line.find(day)) >= 0:
                weekday = _WORD.search(line[max(0, at - 12) : at])
                begin = max(0, at - 12) + weekday.start() if weekday else at
                found.setdefault(number, []).append(range(begin, at + len(day)))
    if found:
        for number, line in enumerate(lines, 1):
            found.setdefault(number, []).extend(
                range(time.start(), time.end()) for time in _CLOCK.finditer(line)
            )
    return found


@lru_cache
def _written_days(started: str) -> tuple[str, ...]:
    """Write the day, and those before and after it, in every way: zones differ."""
    if not started:
        return ()
    day = datetime.fromisoformat(started)
    days = (day - timedelta(1), day, day + timedelta(1))
    return tuple(other.strftime(form) for other in days for form in _DAYS)
