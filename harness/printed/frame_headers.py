"""Headers of frames that were printed as text: where one may begin, and the names in it."""

from __future__ import annotations

import re
import unicodedata
from typing import Callable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from harness.printed.frame_columns import FULL, WORD
from harness.printed.screen import Line

_LEVELS, _NAMED = 8, 3
"""The most lines of a header, and of those the most that begin with the name of a level."""

_WRAPPED = re.compile(r" \\ *$")
WIDE_FILL = "\u2060"
"""What stands behind a wide character."""

Drawn = Callable[[Line], Line]
"""How a line is drawn: as it is, or with a place more for each wide character."""


class FrameHeader(NamedTuple):
    """A header, as far as it says what its rows look like.

    Args:
        lines: Its lines.
        named: Whether the last of them begins with the name of the columns.
        wrapped: Whether more columns stand in a block below.
        width: Where its last name ends.
        padded: Where its lines end, with the blanks behind.
        start: Where the first name of a column begins.
        words: The words of the names in its last line.
    """

    lines: Tuple[Line, ...]
    named: bool
    wrapped: bool
    width: int
    padded: int
    start: int
    words: int


def headers(
    lines: Sequence[Line], index: int, label_end: int, drawn: Drawn
) -> Iterator[FrameHeader]:
    """List the headers that may begin at a line, the shortest first."""
    named = 0
    for at in range(index, min(index + _LEVELS, len(lines) - 1)):
        text = lines[at].text
        if not text.strip() or named == _NAMED or (named and text.startswith(" ")):
            return
        named += not text.startswith(" ")
        following = [drawn(line).text for line in lines[at + 1 : at + 4]]
        header = _header(lines[index : at + 1], following, label_end, drawn)
        if header:
            yield header


def _header(
    lines: Sequence[Line], following: Sequence[str], label_end: int, drawn: Drawn
) -> Optional[FrameHeader]:
    named = not lines[-1].text.startswith(" ")
    wrapped = bool(_WRAPPED.search(lines[0].text))
    shown = tuple(
        drawn(line._replace(text=_WRAPPED.sub("", line.text)) if wrapped else line)
        for line in lines
    )
    width = max(len(line.text.rstrip(" ")) for line in shown)
    rows = [text for text in following if len(text.rstrip(" ")) >= width]
    if label_end:
        found = [_first_word(" " * label_end + line.text[label_end:]) for line in shown]
    else:
        found = [_data_starts(line.text, rows) for line in shown]
    starts = [start for possible in found for start in possible]
    if not starts or any(possible[1:] for possible in found):
        return None
    return FrameHeader(
        shown,
        named,
        wrapped,
        width,
        max(len(drawn(line).text) for line in lines),
        min(starts),
        len(WORD.findall(shown[-1].text[starts[-1] :])),
    )


def widened(line: Line) -> Line:
    """Set a character of no width after each wide one, so that positions are those on a screen."""
    if line.text.isascii():
        return line
    places = (c + WIDE_FILL if unicodedata.east_asian_width(c) in "WF" else c for c in line.text)
    return line._replace(text="".join(places))


def _data_starts(text: str, rows: Sequence[str]) -> List[int]:
    """List where the names of columns may begin in a line of the header, if it has any.

    Behind a name of them all, the first begins after two blanks, or ends where cells do; where it
    has several words, it may begin at any of them.
    """
    if text.startswith(" "):
        return _first_word(text)
    possible: List[int] = []
    for word in list(WORD.finditer(text))[1:]:
        start, end = word.span()
        if text[:start].endswith("  "):
            return [start]
        possible.append(start)
        parts = [(row[:end], row[end:] or " ") for row in rows]
        if any(not after.startswith(" ") for _, after in parts) or not any(
            " " in before and not before.endswith(" ") for before, _ in parts
        ):
            continue
        if not any(all(row[:at].endswith(" ") for row in rows) for at in possible):
            continue
        cells = [row[start:end] for row in rows]
        if possible[1:] or all(FULL.match(cell) for cell in cells if not cell.startswith(" ")):
            return possible
    return []


def _first_word(text: str) -> List[int]:
    """Say where the first word begins, if there is one."""
    shown = text.lstrip(" ")
    return [len(text) - len(shown)] if shown else []
