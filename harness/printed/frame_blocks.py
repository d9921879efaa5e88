"""Blocks of lines in which pandas prints a frame: one, or several where it is too wide.

Recognised by lines that end at the same place: the header, perhaps a line with the names of the
index, and rows.
"""

from __future__ import annotations

from typing import Iterator, NamedTuple, Optional, Sequence, Tuple

from harness.printed.frame_columns import WORD, ColumnSpan, Layout, ink, is_typed, layout
from harness.printed.frame_headers import WIDE_FILL, Drawn, FrameHeader, headers, widened
from harness.printed.screen import Line


class FrameBlock(NamedTuple):
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


def read_block(
    lines: Sequence[Line], index: int, before: Optional[FrameBlock] = None
) -> Optional[FrameBlock]:
    """Read the block whose header begins at the index of a line; None if there is none.

    Args:
        lines: All lines.
        index: Index of the first line.
        before: The block that it continues, if it does.
    """
    ways: Tuple[Drawn, ...] = (lambda line: line, widened)
    read = [_read(lines, index, before, drawn) for drawn in ways]
    return max((block for block in read if block), key=lambda block: block.end, default=None)


def cell_at(line: Line, span: ColumnSpan) -> Tuple[str, int]:
    """Return the text of a line at a span without blanks around it, and where it begins."""
    start, end = span
    piece = line.text[start:end]
    text = piece.strip(" ")
    at = start + len(piece) - len(piece.lstrip(" ")) if text else start
    return text.replace(WIDE_FILL, ""), at - line.text[:at].count(WIDE_FILL)


def _read(
    lines: Sequence[Line], index: int, before: Optional[FrameBlock], drawn: Drawn
) -> Optional[FrameBlock]:
    if not before and _follows(lines, index):
        return None
    for header in headers(lines, index, before.layout.label.end if before else 0, drawn):
        at = index + len(header.lines)
        names = _names(lines, at, header, drawn)
        body = tuple(_body(lines, at + len(names), header, names, drawn))
        shown = [line.text for line in (*names, *body)]
        found = layout([line.text for line in header.lines], shown, header.start) if body else None
        if not found or not _is_aligned(found, header, body):
            continue
        if before:
            certain = len(before.header) == len(header.lines)
        else:
            certain = not header.named or _is_certain(header, names, body, found)
        end = at + len(names) + len(body)
        after = [drawn(line).text for line in lines[end : end + 2]]
        if certain and not _goes_on(after, body[-1], found):
            return FrameBlock(header.lines, names, body, header.wrapped, end, found)
    return None


def _goes_on(following: Sequence[str], last: Line, found: Layout) -> bool:
    """Whether a line after the last row belongs to it, so that the rows were not understood."""
    text, after = [*following, "", ""][:2]
    width, full = len(text.rstrip(" ")), len(last.text)
    if width == len(last.text.rstrip(" ")):
        return bool(text[: found.label.end].strip())
    if width and width <= found.label.end and len(after.rstrip(" ")) == len(last.text.rstrip(" ")):
        return not after.startswith(" ")
    return len(text) == full and text.endswith(" ")


def _follows(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is like the one above, so that what it belongs to began there."""
    text, above = lines[index].text, "".join(line.text for line in lines[index - 1 : index])
    is_as_long = len(above.rstrip(" ")) == len(text.rstrip(" "))
    return is_as_long and above.startswith(" ") == text.startswith(" ")


def _names(lines: Sequence[Line], at: int, header: FrameHeader, drawn: Drawn) -> Tuple[Line, ...]:
    line = drawn(lines[at])
    shown = line.text[: header.start]
    ends_before = not shown[header.start - 1 :].strip(" ")
    return (line,) if shown.strip(" .") and ends_before and _is_label(line.text, header) else ()


def _body(
    lines: Sequence[Line], at: int, header: FrameHeader, names: Sequence[Line], drawn: Drawn
) -> Iterator[Line]:
    """List the rows: lines as long as the header that leave a place between index and columns."""
    gap = ink("x" * header.start)
    for line in (*header.lines, *names):
        gap &= ~ink(line.text[: header.start])
    first = ""
    for index in range(at, len(lines)):
        line = drawn(lines[index])
        first = first or line.text
        gap &= ~ink(line.text[: header.start])
        if not gap or not _ends(line.text, header, first) or _is_label(line.text, header):
            return
        if line.text.startswith(" ") and not _is_row(line.text, first, header, names):
            return
        yield line


def _is_label(text: str, header: FrameHeader) -> bool:
    """Whether a line has names or a label, but no value."""
    shown, beyond = text[: header.start].strip(" ."), text[header.start :].strip(" ")
    return not beyond or (bool(shown) and beyond == "...")


def _is_row(text: str, first: str, header: FrameHeader, names: Sequence[Line]) -> bool:
    """Whether a line that begins with blanks is a row, and not the header of another frame.

    It begins where a level of the index does in the first row, but for the place of a sign.
    """
    levels = [word.start() for word in WORD.finditer(first)]
    start = len(text) - len(text.lstrip(" "))
    if first.startswith(" ") or not any(abs(level - start) <= 1 for level in levels):
        return False
    if len(text.split()) > header.words or any(WORD.match(line.text, start) for line in names):
        return True
    return _has_number(text) and not any(_has_number(line.text) for line in header.lines)


def _has_number(text: str) -> bool:
    return any(is_typed([word]) for word in text.split())


def _ends(text: str, header: FrameHeader, row: str) -> bool:
    """Whether a line ends where the header and the first row do.

    A name in the header may have blanks behind it, and a row may end in empty cells.
    """
    width, first = len(text.rstrip(" ")), len(row.rstrip(" "))
    if len(row) < header.width or first > header.padded:
        return False
    return width == first or len(text) == len(row)


def _is_aligned(found: Layout, header: FrameHeader, body: Sequence[Line]) -> bool:
    """Whether all cells end where their column does, and hold no wide gaps."""
    for span in found.columns:
        pieces = [line.text[span.start : span.end] for line in body]
        if any(piece.strip(" ") and piece.endswith(" ") for piece in pieces):
            return False
        shown = [line.text[span.start : span.end].strip(" ") for line in header.lines]
        if not any(shown) or any("  " in text.strip(" ") for text in (*pieces, *shown)):
            return False
    return True


def _is_certain(
    header: FrameHeader, names: Sequence[Line], body: Sequence[Line], found: Layout
) -> bool:
    """Whether lines are a frame though nothing but a name or their alignment says so.

    They are where columns or rows go on below or are left out, where the columns are counted, or
    where a column of numbers has a word for its name.
    """
    heads = [[cell_at(line, span)[0] for line in header.lines] for span in found.columns]
    if names and header.lines[0].text.startswith(" "):
        return True
    if header.lines[1:]:
        parted = any("" in head[:-1] for head in heads)
        if not parted and (not names or any(is_typed(head[1:]) for head in heads)):
            return False
    if names or header.wrapped or any(not line.text.strip(" .") for line in body):
        return True
    if len(body) < 2 or not all(head[-1] for head in heads):
        return False
    if [head[-1] for head in heads] == [str(number) for number in range(len(heads))]:
        return True
    for head, span in zip(heads, found.columns):
        values = [cell_at(line, span)[0] for line in body]
        if is_typed(values) and not is_typed(name for name in head if name):
            return True
    return False
