"""Representations of pictures and of what is drawn in them, without addresses."""

from __future__ import annotations

import re
from typing import List, Optional, Sequence, Tuple

from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table

_FIGURE = re.compile(r"<(Figure) size (\d+(?:\.\d+)?x\d+(?:\.\d+)?) with (\d+) Axes>\s*$")
_CLASS = re.compile(
    r"(?:matplotlib|mpl_toolkits|seaborn|PIL|plotly|IPython\.core\.display)\.[\w.]+$"
    r"|(?:Figure|BarContainer|ErrorbarContainer|StemContainer|\w*Axes(?:Subplot|Image|3D)?)$"
)
_OBJECT = re.compile(r"<([\w.]+)(?![\w.])([^<>\n]*)>")
_ADDRESS = re.compile(r",? ?(?:object )?at 0x[0-9A-Fa-f]+$")
_MOST = 1000
"""The most lines of a list of drawn objects."""


def read_picture(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the figure, or the drawn objects in a list or alone, that begin at a line.

    Args:
        lines: Lines of an output.
        index: Index of the first of them.
    """
    line = lines[index]
    figure = _FIGURE.match(line.text)
    if figure:
        names = zip(("class", "size", "axes"), (1, 2, 3))
        cells = [Cell(name, figure.group(n), line.number, figure.start(n)) for name, n in names]
        return _table([Row("figure", tuple(cells))], index + 1)
    if line.text.lstrip().startswith("["):
        return _list(lines, index)
    return _single(line, index)


def _table(rows: List[Row], end: int) -> Table:
    return Table("picture", tuple(rows), end)


def _single(line: Line, index: int) -> Optional[Table]:
    start = len(line.text) - len(line.text.lstrip())
    found = _drawn(line.text, start)
    if not found or line.text[found.end() :].strip():
        return None
    return _table([Row("object", _cells(found, line))], index + 1)


def _drawn(text: str, start: int) -> "Optional[re.Match[str]]":
    """Match the representation of a drawn object at a place."""
    found = _OBJECT.match(text, start)
    return found if found and _CLASS.match(found.group(1)) else None


def _list(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read a list of objects, which may go over lines; all of it or nothing."""
    rows: List[Row] = []
    for place in range(index, min(index + _MOST, len(lines))):
        text = lines[place].text.rstrip()
        start = len(text) - len(text.lstrip()) + (place == index)
        more, rest = _listed(lines[place], text, start)
        rows += [Row("object {}".format(len(rows) + n), cells) for n, cells in enumerate(more)]
        if rest != ",":
            return _table(rows, place + 1) if rest == "]" and more else None
    return None


def _listed(line: Line, text: str, at: int) -> Tuple[List[Tuple[Cell, ...]], str]:
    """Read the objects of a line that have commas between them, and what stands behind them."""
    objects: List[Tuple[Cell, ...]] = []
    found = _drawn(text, at)
    while found:
        objects.append(_cells(found, line))
        at = found.end()
        found = _drawn(text, at + 2) if text.startswith(", ", at) else None
    return objects, text[at:]


def _cells(found: "re.Match[str]", line: Line) -> Tuple[Cell, ...]:
    """Name the class, and what stands behind it but for its address."""
    cells = [Cell("class", found.group(1), line.number, found.start(1))]
    text = _ADDRESS.sub("", found.group(2)).lstrip(" :")
    if text:
        place = found.start(2) + found.group(2).index(text)
        cells.append(Cell("text", text, line.number, place))
    return tuple(cells)
