"""Sparse matrices of SciPy, as they tell their shape, their type and how much they hold."""

from __future__ import annotations

import re
from typing import Optional, Sequence

from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table

_OLD = re.compile(
    r"\s*<(?P<rows>\d+)x(?P<columns>\d+) sparse (?:matrix|array) of type "
    r"'<(?:class|type) 'numpy\.(?P<type>\w+)'>'\s*"
)
_OLD_END = re.compile(
    r"\s*with (?P<stored>\d+) stored elements?(?: \(.*?\))? in (?P<layout>.+?) format>\s*"
)
_NEW = re.compile(r"\s*<(?P<layout>.+?) sparse (?:matrix|array) of dtype '(?P<type>\w+)'\s*")
_NEW_END = re.compile(
    r"\s*with (?P<stored>\d+) stored elements?(?: \(.*?\))? "
    r"and shape \((?P<rows>\d+), (?P<columns>\d+)\)>\s*"
)
_NAMES = ("rows", "columns", "type", "stored", "layout")


def read_sparse(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the sparse matrix whose representation begins at the index of a line.

    Args:
        lines: Lines of an output.
        index: Index of the first of them.
    """
    if index + 1 >= len(lines) or " sparse " not in lines[index].text:
        return None
    for style, begin, end in (("SciPy", _OLD, _OLD_END), ("SciPy 1.14", _NEW, _NEW_END)):
        first, last = begin.fullmatch(lines[index].text), end.fullmatch(lines[index + 1].text)
        if first and last:
            found = [_cell(name, first, lines[index]) for name in first.groupdict()]
            found += [_cell(name, last, lines[index + 1]) for name in last.groupdict()]
            cells = sorted(found, key=lambda cell: _NAMES.index(cell.name))
            return Table("sparse", (Row("matrix", tuple(cells)),), index + 2, style)
    return None


def _cell(name: str, match: "re.Match[str]", line: Line) -> Cell:
    return Cell(name, match.group(name), line.number, match.start(name))
