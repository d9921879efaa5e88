"""Data frames of pandas that were printed as text."""

from __future__ import annotations

import re
from typing import Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

from harness.printed.frame_blocks import FrameBlock, cell_at, read_block
from harness.printed.info_tables import read_info
from harness.printed.screen import Line
from harness.printed.series_tables import filled, read_series
from harness.printed.tables import Cell, Row, Table, places_of

INDEX_LABEL = "index label"
"""Name of the cell that shows the label of a row."""

FRAME_SIZE = ("number of rows", "number of columns")
"""Names of the cells of a frame's last row; pandas prints them where it elides rows or columns."""

_SIZE = re.compile(r"\[(\d+) rows? x (\d+) columns?\] *")
_BLANK = ("", "<BLANKLINE>")
_LABELLED_VALUE = re.compile(r"\S.* [-+]?\d+\.\d*(?:e[-+]\d+)?")
"""A line that is rather a label with a value than a header: columns are seldom named by floats."""


def read_frame(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the frame, the series or the summary of a frame that begins at the index of a line."""
    text = lines[index].text
    if _is_blank(lines[index]):
        return None
    if text.startswith("Empty DataFrame"):
        return _empty(lines, index)
    found = read_info(lines, index) or read_series(lines, index)
    return found or (None if _LABELLED_VALUE.fullmatch(text) else _frame(lines, index))


def is_elision(text: str) -> bool:
    """Whether a text holds nothing but the dots that stand for what is left out."""
    return ".." in text and not text.strip(" .")


def unique_names(names: Iterable[str]) -> Iterator[str]:
    """Number the names that occurred before, such as ``a``, ``a (2)``."""
    taken = {INDEX_LABEL, *FRAME_SIZE}
    times: Dict[str, int] = {}
    for name in names:
        chosen = name
        while chosen in taken:
            times[name] = times.get(name, 1) + 1
            chosen = "{} ({})".format(name, times[name])
        taken.add(chosen)
        yield chosen


def full_names(levels: Sequence[Sequence[str]]) -> List[str]:
    """Join the lines of a header to a name for each column.

    Args:
        levels: The texts of each line, one for each column; where a name stands for several
            columns, those on its right are blank.
    """
    full: List[List[str]] = []
    for shown in map(list, zip(*levels)):
        for depth, text in enumerate(shown[:-1]):
            if text or not full:
                break
            shown[depth] = full[-1][depth]
        full.append(shown)
    return [" ".join(part for part in parts if part) for parts in full]


def _frame(lines: Sequence[Line], index: int) -> Optional[Table]:
    block = read_block(lines, index)
    if not block:
        return None
    blocks, labels, shown = [block], list(_labels(block)), _shown_labels(block)
    while block.wrapped:
        is_apart = all(map(_is_blank, lines[block.end : block.end + 1]))
        following = read_block(lines, block.end + 1, block) if is_apart else None
        if not following or _shown_labels(following) != shown:
            break
        block = following
        blocks.append(block)
    rows = [*_head_rows(blocks), *_body_rows(blocks, labels)]
    end, size = _size(lines, block.end)
    return Table(
        "frame",
        (*rows, size),
        end,
        style="wrapped" if len(blocks) > 1 else "",
        optional=frozenset(FRAME_SIZE),
        elided="..." in labels,
    )


def _is_blank(line: Line) -> bool:
    return line.text.strip() in _BLANK


def _shown_labels(block: FrameBlock) -> List[str]:
    """List what stands beside the columns in each line; it is the same in each block."""
    return [_label_cell(line, block).text for line in (*block.header, *block.names, *block.body)]


def _labels(block: FrameBlock) -> Iterator[str]:
    """List the labels of rows; where a line begins with blanks, those above stand for them."""
    above, end = "", block.layout.label.end
    for line in block.body:
        if is_elision(line.text):
            yield "..."
            continue
        shown = line.text[:end].ljust(end)
        above = filled(above, shown)
        yield " ".join(above.split())


def _head_rows(blocks: Sequence[FrameBlock]) -> Iterator[Row]:
    names = _names(blocks)
    for depth in range(len(blocks[0].header)):
        yield Row("header", _cells(blocks, [block.header[depth] for block in blocks], names))
    for parts in zip(*(block.names for block in blocks)):
        yield Row("names", _cells(blocks, parts, names))


def _body_rows(blocks: Sequence[FrameBlock], labels: Sequence[str]) -> Iterator[Row]:
    names = _names(blocks)
    for label, *parts in zip(labels, *(block.body for block in blocks)):
        yield Row(label, _cells(blocks, parts, names))


def _label_cell(line: Line, block: FrameBlock) -> Cell:
    text, column = cell_at(line, block.layout.label)
    shown = " ".join(text.split())
    places = places_of(shown, [(text, line.number, column)]) if shown != text else ()
    return Cell(INDEX_LABEL, shown, line.number, column, places)


def _cells(
    blocks: Sequence[FrameBlock], parts: Sequence[Line], columns: Sequence[str]
) -> Tuple[Cell, ...]:
    """Cut a row, which has a line in each block, into cells."""
    cells = [next(map(_label_cell, parts, blocks))]
    names = iter(columns)
    for block, line in zip(blocks, parts):
        for span in block.layout.columns:
            text, column = cell_at(line, span)
            cells.append(Cell(next(names), text, line.number, column))
    return tuple(cells)


def _names(blocks: Sequence[FrameBlock]) -> List[str]:
    levels = [
        [cell_at(b.header[depth], span)[0] for b in blocks for span in b.layout.columns]
        for depth in range(len(blocks[0].header))
    ]
    return list(unique_names(full_names(levels)))


def _size(lines: Sequence[Line], end: int) -> Tuple[int, Row]:
    """Read the size that follows a frame, if it does."""
    if end + 1 < len(lines) and _is_blank(lines[end]):
        match, line = _SIZE.fullmatch(lines[end + 1].text), lines[end + 1]
        if match:
            groups = zip(FRAME_SIZE, match.groups(), (match.start(1), match.start(2)))
            return end + 2, Row(
                "size", tuple(Cell(name, text, line.number, at) for name, text, at in groups)
            )
    return end, Row("size", ())


def _empty(lines: Sequence[Line], index: int) -> Optional[Table]:
    rows = []
    for line in lines[index + 1 : index + 3]:
        name, colon, text = line.text.partition(": ")
        if name not in ("Columns", "Index") or not text.startswith("["):
            return None
        rows.append(Row(name.lower(), (Cell(name, text.rstrip(), line.number, len(name + colon)),)))
    if not rows[1:]:
        return None
    end, size = _size(lines, index + 3)
    return Table("frame", (*rows, size), end, style="empty", optional=frozenset(FRAME_SIZE))
