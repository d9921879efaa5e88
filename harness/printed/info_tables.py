"""Summaries that ``info()`` prints for a frame or a series of pandas."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional, Sequence, Tuple

from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table

_CLASS = re.compile(r"<class 'pandas\.(?:\w+\.)*(?P<class>DataFrame|Series)'> *")
_LINES = (
    re.compile(r"(?P<index>\w*Index): (?P<entries>\d+) entries(?:, (?P<labels>.*\S))? *"),
    re.compile(r"(?P<what>Data columns) \(total (?P<columns>\d+) columns?\): *"),
    re.compile(r"(?P<what>Columns): (?P<columns>\d+) entries(?:, (?P<labels>.*\S))? *"),
    re.compile(r"(?P<what>Series name): (?P<name>.*\S) *"),
    re.compile(r"(?P<what>Empty DataFrame) *"),
    re.compile(r"(?P<what>Freq): (?P<freq>.*\S) *"),
    re.compile(r"(?P<what>dtypes): (?P<dtypes>.*\S) *"),
)
_MEMORY = re.compile(r"memory usage: (?P<memory>.*\S) *")
_RULER = re.compile(r" *-{3,}(?: +-+)* *")
_DASHES = re.compile(r"-+")


def read_info(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the summary that begins at the index of a line; None if there is none."""
    first = _CLASS.fullmatch(lines[index].text)
    if not first:
        return None
    rows: List[Row] = [Row("class", _named_cells(first, lines[index]))]
    end = index + 1
    while end < len(lines):
        found = _statement(lines[end])
        if found:
            rows.append(found)
            end += 1
        elif end + 1 < len(lines) and _RULER.fullmatch(lines[end + 1].text):
            columns = list(_columns(lines, end))
            rows.extend(columns)
            end += len(columns) + 1
        else:
            break
    memory = _MEMORY.fullmatch(lines[end].text) if end < len(lines) else None
    if memory:
        rows.append(Row("memory", _named_cells(memory, lines[end])))
        end += 1
    else:
        rows.append(Row("memory", ()))
    if len(rows) < 3:
        return None
    optional = frozenset({"memory"})
    return Table("info", tuple(rows), end, volatile={"memory": "memory"}, optional=optional)


def _statement(line: Line) -> Optional[Row]:
    for pattern in _LINES:
        match = pattern.fullmatch(line.text)
        if match:
            return Row(match.groupdict().get("what", "index"), _named_cells(match, line))
    return None


def _columns(lines: Sequence[Line], index: int) -> Iterator[Row]:
    """Read the header at an index, and the lines after the ruler below it: one for each column."""
    starts = [match.start() for match in _DASHES.finditer(lines[index + 1].text)]
    ends = [*starts[1:], None]
    names = [cell.text or "column" for cell in _slices(lines[index], starts, ends, starts)]
    yield Row("header", _slices(lines[index], starts, ends, names))
    for line in lines[index + 2 :]:
        cells = _slices(line, starts, ends, names)
        if not all(cell.text for cell in cells[-1:]) or not _fits(line.text, starts):
            return
        label = {cell.name: cell.text for cell in cells}.get("Column", "")
        yield Row(label, cells)


def _fits(text: str, starts: Sequence[int]) -> bool:
    """Whether a line has a blank before each place where a cell begins, and is no statement."""
    gaps = all(text[start - 1 : start] == " " for start in starts[1:])
    return gaps and not text.startswith(("dtypes:", "memory usage:"))


def _slices(
    line: Line, starts: Sequence[int], ends: Sequence[Optional[int]], names: Sequence[object]
) -> Tuple[Cell, ...]:
    cells = []
    for name, start, end in zip(names, starts, ends):
        piece = line.text[start:end]
        column = start + len(piece) - len(piece.lstrip(" "))
        cells.append(Cell(str(name), piece.strip(" "), line.number, column))
    return tuple(cells)


def _named_cells(match: "re.Match[str]", line: Line) -> Tuple[Cell, ...]:
    return tuple(
        Cell(name, text, line.number, match.start(name))
        for name, text in match.groupdict().items()
        if text is not None
    )
