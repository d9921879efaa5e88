"""Tables in HTML, as notebooks store data frames of pandas: with the cells of the printed frame."""

from __future__ import annotations

import re
from typing import List, Optional, Sequence, Tuple

from harness.printed.frame_tables import (
    FRAME_SIZE,
    INDEX_LABEL,
    full_names,
    is_elision,
    unique_names,
)
from harness.printed.html_rows import HtmlCell, HtmlRows
from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table

_START = re.compile(r"\s*<(div|style|table)\b", re.I)
_SIZE = re.compile(r"\s*(\d+) rows? [x\u00d7] (\d+) columns?\s*")
_LEVELS = 8
"""The most rows of a header, and columns of an index."""


def read_html_table(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the table in HTML that begins at the index of a line; None if there is none."""
    end = _end(lines, index)
    if end is None:
        return None
    parser = HtmlRows()
    parser.feed("\n".join(line.text for line in lines[index:end]))
    parser.close()
    numbers = [line.number for line in lines[index:end]]
    rows = None if parser.stray else _rows(parser, numbers)
    size = _size(parser.below, numbers)
    if not rows or size is None:
        return None
    captions = [Row("caption", (_cell("caption", it, numbers),)) for it in parser.caption]
    elided = any(row.label == "..." for row in rows)
    return Table(
        "frame",
        (*captions, *rows, size),
        end,
        "HTML",
        optional=frozenset(FRAME_SIZE),
        elided=elided,
    )


def _end(lines: Sequence[Line], index: int) -> Optional[int]:
    """Return the index after the table's last line; None if no table begins here.

    It looks no further than to the next tag of the kind that it is in, so that many tags that
    are never closed cost no more than their length.
    """
    at = index
    for tag in ("div", "style", "table"):
        match = _START.match(lines[at].text) if at < len(lines) else None
        after = _after(lines, at, tag) if match and match.group(1).lower() == tag else at
        if not match or after is None:
            return None
        at = after
    while at < len(lines) and re.match(r"\s*<p>.*</p>\s*$", lines[at].text):
        at += 1
    return at + (at < len(lines) and lines[at].text.strip() == "</div>")


def _after(lines: Sequence[Line], index: int, tag: str) -> Optional[int]:
    """Return the index after an element; for the division around a table, after its tag."""
    first = lines[index].text.lower()
    if tag == "div":
        return index + 1 if re.fullmatch(r"[^>]*>\s*", first) else None
    for at in range(index, len(lines)):
        text = lines[at].text.lower()
        if at > index and "<" + tag in text:
            return None
        if "</{}>".format(tag) in text:
            return at + 1
    return None


def _cell(name: str, piece: HtmlCell, numbers: Sequence[int]) -> Cell:
    return Cell(name, piece.text, numbers[piece.line - 1], piece.column)


def _size(below: Sequence[HtmlCell], numbers: Sequence[int]) -> Optional[Row]:
    """Read the size below a table; None if something else is there."""
    cells: List[Cell] = []
    for piece in below:
        match = _SIZE.fullmatch(piece.text)
        if not match or cells:
            return None
        for name, text in zip(FRAME_SIZE, match.groups()):
            cells.append(_cell(name, piece._replace(text=text), numbers))
    return Row("size", tuple(cells))


def _rows(parser: HtmlRows, numbers: Sequence[int]) -> Optional[List[Row]]:
    """Make the rows of a table; None if it is none that pandas writes, or one like it."""
    heads, body = [row for row in parser.heads if row], [row for row in parser.rows if row]
    while not parser.heads and body and all(piece.is_head for piece in body[0]):
        heads.append(body.pop(0))
    width = sum(piece.is_head for piece in body[0]) if body else 0
    if not body or max(width, len(heads)) > _LEVELS:
        return None
    levels = [_columns(head, width, len(body[0]) - width) for head in heads]
    if None in levels:
        return None
    found = [level for level in levels if level]
    texts = [[piece.text if piece else "" for piece in level[1]] for level in found]
    named = [any(text) for text in texts]
    names = _names([text for text, is_named in zip(texts, named) if is_named], len(body[0]) - width)
    rows = [_head_row(level, names, is_named, numbers) for level, is_named in zip(found, named)]
    shown = _body_rows(body, width, names, numbers)
    return None if shown is None else [*rows, *shown]


_Level = Tuple[List[HtmlCell], List[Optional[HtmlCell]]]
"""The cells of a row of the header that stand above the index, and one or none for each column."""


def _columns(head: Sequence[HtmlCell], width: int, count: int) -> Optional[_Level]:
    """Set the cells of a row of the header above the columns; None if they do not fit."""
    above: List[HtmlCell] = []
    level: List[Optional[HtmlCell]] = []
    at = 0
    for piece in head:
        if at < width:
            above.append(piece)
        else:
            level.extend([piece, *[None] * (min(piece.columns, count + 1) - 1)])
        at += piece.columns
        if len(level) > count:
            return None
    return (above, level) if len(level) == count else None


def _names(texts: Sequence[Sequence[str]], count: int) -> List[str]:
    full = full_names(texts) if texts else ["column {}".format(n + 1) for n in range(count)]
    return list(unique_names(full))


def _head_row(level: _Level, names: Sequence[str], is_named: bool, numbers: Sequence[int]) -> Row:
    above, columns = level
    label = _label_cells(above, numbers)
    if not is_named:
        return Row("names", label)
    cells: List[Cell] = []
    for name, piece in zip(names, columns):
        beside = _cell(name, piece, numbers) if piece else cells[-1]._replace(name=name, text="")
        cells.append(beside)
    return Row("header", (*label, *cells))


def _label_cells(pieces: Sequence[HtmlCell], numbers: Sequence[int]) -> Tuple[Cell, ...]:
    """Put the cells of an index together, if there are any."""
    text = " ".join(piece.text for piece in pieces if piece.text)
    return tuple(_cell(INDEX_LABEL, it._replace(text=text), numbers) for it in pieces[:1])


def _body_rows(
    body: Sequence[Sequence[HtmlCell]], width: int, names: Sequence[str], numbers: Sequence[int]
) -> Optional[List[Row]]:
    """Make a row of each line of the table; None if one has another shape than the first."""
    rows = []
    above, left = [""] * width, [0] * width
    for pieces in body:
        own = [piece for piece in pieces if piece.is_head]
        values = [piece for piece in pieces if not piece.is_head]
        waiting = iter(own)
        for level in range(width):
            if left[level]:
                left[level] -= 1
                continue
            piece = next(waiting, None)
            if piece is None:
                return None
            above[level], left[level] = piece.text, piece.rows - 1
        if len(values) != len(names) or next(waiting, None):
            return None
        if any(piece.columns > 1 or (piece.rows > 1 and not piece.is_head) for piece in pieces):
            return None
        label = " ".join(text for text in (above if width else [values[0].text]) if text)
        cells = [_cell(name, piece, numbers) for name, piece in zip(names, values)]
        shown = (*_label_cells(own, numbers), *cells)
        rows.append(Row("..." if is_elision(label) else label, shown))
    return rows
