"""Blocks of lines in which pandas prints a frame: one, or several where it is too wide.

Recognised by lines that end at the same place: the header, perhaps a line with the names of the
index, and rows.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Iterator, List, NamedTuple, Optional, Sequence, Tuple

from harness.printed.frame_columns import WORD, Layout, Span, ink, is_typed, layout
from harness.printed.lines import Line

_LEVELS = 8
"""The most lines of a header."""

_WRAPPED = re.compile(r" +\\ *$")
_UNSURE = -2
_FILL = "\u2060"


class Block(NamedTuple):
    """Columns of a frame that stand side by side.

    Args:
        header: Lines of its header.
        names: The line with the names of its index, if it has one.
        body: Its rows.
        wrapped: Whether another block follows.
        end: Index of the line after it.
        layout: Where its columns are.
    """

    header: Tuple[Line, ...]
    names: Tuple[Line, ...]
    body: Tuple[Line, ...]
    wrapped: bool
    end: int
    layout: Layout


class _Header(NamedTuple):
    lines: Tuple[Line, ...]
    named: bool
    wrapped: bool
    width: int
    padded: int
    start: int
    words: int


def read_block(
    lines: Sequence[Line], index: int, before: Optional[Block] = None
) -> Optional[Block]:
    """Read the block whose header begins at the index of a line; None if there is none.

    Args:
        lines: All lines.
        index: Index of the first line.
        before: The block that it continues, if it does.
    """
    block = _read(lines, index, before, wide=False)
    beyond = lines[block.end].text if block and block.end < len(lines) else ""
    if not (beyond if block else lines[index].text).isascii():
        wide = _read(lines, index, before, wide=True)
        return wide if wide and (not block or wide.end > block.end) else block
    return block


def cut(line: Line, span: Span) -> Tuple[str, int]:
    """Return the text of a line at a span without blanks around it, and where it begins."""
    piece = line.text[span.start : span.end]
    text = piece.strip(" ")
    at = span.start + len(piece) - len(piece.lstrip(" ")) if text else span.start
    return text.replace(_FILL, ""), at - line.text.count(_FILL, 0, at)


def _read(
    lines: Sequence[Line], index: int, before: Optional[Block], wide: bool
) -> Optional[Block]:
    if not before and _follows(lines, index):
        return None
    for header in _headers(lines, index, before, wide):
        at = index + len(header.lines)
        names = _names(lines, at, header, wide)
        body = tuple(_body(lines, at + len(names), header, names, wide))
        shown = [line.text for line in (*names, *body)]
        found = layout([line.text for line in header.lines], shown, header.start) if body else None
        if not found or not _is_aligned(found, header, body):
            continue
        if before:
            certain = len(before.header) == len(header.lines)
        else:
            certain = bool(names) or not header.named or _is_certain(header, body, found)
        end = at + len(names) + len(body)
        if certain and not _goes_on(lines, end, body[-1], found):
            return Block(header.lines, names, body, header.wrapped, end, found)
    return None


def _goes_on(lines: Sequence[Line], end: int, last: Line, found: Layout) -> bool:
    """Whether a line after the last row belongs to it, so that the rows were not understood."""
    text = lines[end].text if end < len(lines) else ""
    width, full = len(text.rstrip(" ")), len(last.text)
    if width == len(last.text.rstrip(" ")):
        return bool(text[: found.index.end].strip())
    return 0 < width < full == len(text)


def _follows(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is like the one above, so that what it belongs to began there."""
    text, above = lines[index].text, lines[index - 1].text if index else ""
    return (
        bool(above.strip())
        and len(above.rstrip(" ")) == len(text.rstrip(" "))
        and above.startswith(" ") == text.startswith(" ")
    )


def _headers(
    lines: Sequence[Line], index: int, before: Optional[Block], wide: bool
) -> Iterator[_Header]:
    """List the headers that may begin at a line, the shortest first."""
    named = not lines[index].text.startswith(" ")
    for depth in range(1, _LEVELS + 1):
        if index + depth >= len(lines) or not lines[index + depth - 1].text.strip():
            return
        if lines[index + depth - 1].text.startswith(" ") == named:
            return
        following = lines[index + depth : index + depth + 3]
        header = _header(lines[index : index + depth], following, before, wide)
        if header:
            yield header


def _header(
    lines: Sequence[Line], following: Sequence[Line], before: Optional[Block], wide: bool
) -> Optional[_Header]:
    named = not lines[0].text.startswith(" ")
    wrapped = bool(_WRAPPED.search(lines[0].text))
    shown = tuple(
        _shown(line._replace(text=_WRAPPED.sub("", line.text)) if wrapped else line, wide)
        for line in lines
    )
    width = max(len(line.text.rstrip(" ")) for line in shown)
    texts = [_shown(line, wide).text for line in following]
    rows = [text for text in texts if len(text.rstrip(" ")) >= width]
    if before:
        index_end = before.layout.index.end
        found = [_first_word(line.text, index_end) for line in shown]
    else:
        found = [_data_start(line.text, named, rows) for line in shown]
    starts = [start for start in found if start >= 0]
    if not starts or _UNSURE in found:
        return None
    return _Header(
        shown,
        named,
        wrapped,
        width,
        max(len(_shown(line, wide).text) for line in lines),
        min(starts),
        len(WORD.findall(shown[-1].text[starts[-1] :])),
    )


def _shown(line: Line, wide: bool) -> Line:
    """Set a character of no width after each wide one, so that positions are those on a screen."""
    if not wide or line.text.isascii():
        return line
    drawn = (c + _FILL if unicodedata.east_asian_width(c) in "WF" else c for c in line.text)
    return line._replace(text="".join(drawn))


def _data_start(text: str, named: bool, rows: Sequence[str]) -> int:
    """Return where the names of columns begin in a line of the header; -1 if there are none.

    Behind a name of them all, the first begins after two blanks, or ends where cells do; where it
    has several words, it may begin at any of them.
    """
    if not named:
        return _first_word(text, 0)
    words = list(WORD.finditer(text))
    for number in range(1, len(words)):
        start, end = words[number].span()
        if start - words[number - 1].end() > 1:
            return start
        cells = [row[end - 1 : end + 1] for row in rows]
        aligned = all(cell[:1] != " " == (cell[1:] or " ") for cell in cells)
        if cells and aligned and all(" " in row[:end].strip(" ") for row in rows):
            parted = number == 1 and all(row[start - 1] == " " for row in rows)
            return start if parted else _UNSURE
    return -1


def _first_word(text: str, start: int) -> int:
    """Return where the first word from a position on begins; -1 if there is none."""
    word = WORD.search(text, start)
    return word.start() if word else -1


def _names(lines: Sequence[Line], at: int, header: _Header, wide: bool) -> Tuple[Line, ...]:
    line = _shown(lines[at], wide)
    shown, beyond = line.text[: header.start], line.text[header.start :].strip(" ")
    if shown.strip(" ") and len(shown.rstrip(" ")) < header.start and beyond in ("", "..."):
        return (line,)
    return ()


def _body(
    lines: Sequence[Line], at: int, header: _Header, names: Sequence[Line], wide: bool
) -> Iterator[Line]:
    """List the rows: lines as long as the header that leave a place between index and columns."""
    gap = (1 << header.start) - 1
    for line in (*header.lines, *names):
        gap &= ~ink(line.text[: header.start])
    levels: List[int] = []
    for index in range(at, len(lines)):
        line = _shown(lines[index], wide)
        gap &= ~ink(line.text[: header.start])
        if not gap or not line.text.strip() or not _ends(line.text, header, lines[at].text):
            return
        starts = [word.start() for word in WORD.finditer(line.text)]
        if not levels:
            levels = starts
        elif starts[0] and not (starts[0] in levels and _is_row(line.text, starts, header, names)):
            return
        if levels[0]:
            return
        yield line


def _is_row(
    text: str, starts: Sequence[int], header: _Header, names: Sequence[Line]
) -> bool:
    """Whether a line that begins with blanks is a row, and not the header of another frame."""
    if len(starts) > header.words or any(line.text[starts[0] :][:1].strip() for line in names):
        return True
    return _has_number(text) and not any(_has_number(line.text) for line in header.lines)


def _has_number(text: str) -> bool:
    return any(is_typed([word]) for word in text.split())


def _ends(text: str, header: _Header, row: str) -> bool:
    """Whether a line ends where the header and the first row do.

    A name in the header may have blanks behind it, and a row may end in empty cells.
    """
    width, first = len(text.rstrip(" ")), len(row.rstrip(" "))
    if len(row) < header.width or first > max(header.width, header.padded):
        return False
    return width == first or 0 < max(width, first) <= len(text) == len(row)


def _is_aligned(found: Layout, header: _Header, body: Sequence[Line]) -> bool:
    """Whether all cells end where their column does, and hold no wide gaps."""
    for span in found.columns:
        pieces = [line.text[span.start : span.end] for line in body]
        if any(piece.strip(" ") and piece[-1] == " " for piece in pieces):
            return False
        shown = [line.text[span.start : span.end] for line in header.lines]
        if any("  " in piece.strip(" ") for piece in (*pieces, *shown)):
            return False
    return True


def _is_certain(header: _Header, body: Sequence[Line], found: Layout) -> bool:
    """Whether lines are a frame though nothing but their alignment says so.

    They are where the columns are counted, or where a column of numbers has a word for its name.
    """
    heads = [[cut(line, span)[0] for line in header.lines] for span in found.columns]
    if len(body) < 2 or not all(head[-1] for head in heads):
        return False
    if [head[-1] for head in heads] == [str(number) for number in range(len(heads))]:
        return True
    for head, span in zip(heads, found.columns):
        values = [cut(line, span)[0] for line in body]
        if is_typed(values) and not is_typed(name for name in head if name):
            return True
    return False
