"""Headers of frames that were printed as text: where one may begin, and the names in it."""

from __future__ import annotations

import re
import unicodedata
from typing import Iterator, NamedTuple, Optional, Sequence, Tuple

from harness.printed.frame_columns import FULL, WORD
from harness.printed.screen import Line

_LEVELS, _NAMED = 8, 3
"""The most lines of a header, and of those the most that begin with the name of a level."""

_WRAPPED = re.compile(r" +\\ *$")
_UNSURE = -2
WIDE_FILL = "\u2060"
"""What stands behind a wide character."""


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


def headers(lines: Sequence[Line], index: int, label_end: int, wide: bool) -> Iterator[FrameHeader]:
    """List the headers that may begin at a line, the shortest first."""
    width, padded, named = 0, 0, 0
    for at in range(index, min(index + _LEVELS, len(lines) - 1)):
        text = widened(lines[at], wide).text
        shown = text.rstrip(" ")
        if not shown.strip() or named == _NAMED or (named and text[:1] == " "):
            return
        named += text[:1] != " "
        end = len(shown.rstrip("\\ ")) if shown[-2:] == " \\" else len(shown)
        width, padded = max(width, end), max(padded, len(text))
        following = [widened(line, wide).text for line in lines[at + 1 : at + 4]]
        if any(_may_be_row(text, width, padded) for text in following[:2]):
            header = _header(lines[index : at + 1], following, label_end, wide)
            if header:
                yield header


def _may_be_row(text: str, width: int, padded: int) -> bool:
    """Whether a line may be the first row: it is as long as the header, and has a label."""
    return len(text) >= width and text[:1] != " " and len(text.rstrip(" ")) <= max(width, padded)


def _header(
    lines: Sequence[Line], following: Sequence[str], label_end: int, wide: bool
) -> Optional[FrameHeader]:
    named = not lines[-1].text.startswith(" ")
    wrapped = bool(_WRAPPED.search(lines[0].text))
    shown = tuple(
        widened(line._replace(text=_WRAPPED.sub("", line.text)) if wrapped else line, wide)
        for line in lines
    )
    width = max(len(line.text.rstrip(" ")) for line in shown)
    rows = [text for text in following if len(text.rstrip(" ")) >= width]
    if label_end:
        found = [_first_word(line.text, label_end) for line in shown]
    else:
        found = [_data_start(line.text, rows) for line in shown]
    starts = [start for start in found if start >= 0]
    if not starts or _UNSURE in found:
        return None
    return FrameHeader(
        shown,
        named,
        wrapped,
        width,
        max(len(widened(line, wide).text) for line in lines),
        min(starts),
        len(WORD.findall(shown[-1].text[starts[-1] :])),
    )


def widened(line: Line, wide: bool) -> Line:
    """Set a character of no width after each wide one, so that positions are those on a screen."""
    if not wide or line.text.isascii():
        return line
    drawn = (c + WIDE_FILL if unicodedata.east_asian_width(c) in "WF" else c for c in line.text)
    return line._replace(text="".join(drawn))


def _data_start(text: str, rows: Sequence[str]) -> int:
    """Return where the names of columns begin in a line of the header; -1 if there are none.

    Behind a name of them all, the first begins after two blanks, or ends where cells do; where it
    has several words, it may begin at any of them.
    """
    if text.startswith(" "):
        return _first_word(text, 0)
    words = list(WORD.finditer(text))
    for number in range(1, len(words)):
        start, end = words[number].span()
        if start - words[number - 1].end() > 1:
            return start
        cells = [row[end - 1 : end + 1].ljust(2) for row in rows]
        crossing = any(cell[1] != " " for cell in cells)
        if crossing or not any(
            cell[0] != " " and " " in row[:end] for cell, row in zip(cells, rows)
        ):
            continue
        reaching = [row[start:end] for row in rows if row[start] != " "]
        before = (word.start() - 1 for word in words[1 : number + 1])
        if not any(all(row[place] == " " for row in rows) for place in before):
            continue
        if number > 1:
            return _UNSURE
        if all(FULL.match(text) for text in reaching):
            return start
    return -1


def _first_word(text: str, start: int) -> int:
    """Return where the first word from a position on begins; -1 if there is none."""
    word = WORD.search(text, start)
    return word.start() if word else -1
