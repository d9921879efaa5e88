"""Figures of matplotlib, as a notebook names them."""

from __future__ import annotations

import re
from typing import Optional, Sequence

from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table

_FIGURE = re.compile(r"<(Figure) size (\d+(?:\.\d+)?x\d+(?:\.\d+)?) with (\d+) Axes>\s*$")


def read_picture(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the figure whose name stands in a line.

    Args:
        lines: Lines of an output.
        index: Index of the line.
    """
    line = lines[index]
    figure = _FIGURE.match(line.text)
    if figure is None:
        return None
    names = zip(("class", "size", "axes"), (1, 2, 3))
    cells = [Cell(name, figure.group(n), line.number, figure.start(n)) for name, n in names]
    return Table("picture", (Row("figure", tuple(cells)),), index + 1)
