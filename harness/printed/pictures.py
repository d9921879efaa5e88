"""Representations of pictures and of what is drawn in them, without addresses."""

from __future__ import annotations

import re
from typing import List, Optional, Sequence, Tuple

from harness.printed.lines import Line
from harness.printed.tables import Cell, Row, Table

_FIGURE = re.compile(r"<(Figure) size (\d+(?:\.\d+)?x\d+(?:\.\d+)?) with (\d+) Axes>\s*$")
_CLASS = (
    r"(?:matplotlib|mpl_toolkits|seaborn|PIL|plotly|IPython\.core\.display)\.[\w.]+"
    r"|(?:Figure|BarContainer|ErrorbarContainer|StemContainer|(?:\w*Axes(?:Subplot|Image)?\w*))"
)
_OBJECT = re.compile(
    r"<(?P<class>" + _CLASS + r")(?P<text>\b[^<>\n]*?)(?:,? ?(?:object )?at 0x[0-9A-Fa-f]+)?>"
)
_BEGINS = re.compile(r"\s*\[?<(?:" + _CLASS + ")")
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
    if not _BEGINS.match(line.text):
        return None
    listed = line.text.lstrip().startswith("[")
    return _list(lines, index) if listed else _single(line, index)


def _table(rows: List[Row], end: int) -> Table:
    return Table("picture", tuple(rows), end)


def _single(line: Line, index: int) -> Optional[Table]:
    found = _OBJECT.match(line.text.strip())
    if not found or found.end() < len(line.text.strip()):
        return None
    start = len(line.text) - len(line.text.lstrip())
    return _table([Row("object", _cells(found, line, start))], index + 1)


def _list(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read a list of objects, which may go over lines; all of it or nothing."""
    rows: List[Row] = []
    for place in range(index, min(index + _MOST, len(lines))):
        text = lines[place].text.rstrip()
        at = len(text) - len(text.lstrip())
        at += 1 if place == index else 0
        while True:
            found = _OBJECT.match(text, at)
            if not found:
                return None
            rows.append(Row("object {}".format(len(rows)), _cells(found, lines[place], 0)))
            at = found.end()
            if text[at:] == "]":
                return _table(rows, place + 1)
            if text[at:] == ",":
                break
            if not text.startswith(", ", at):
                return None
            at += 2
    return None


def _cells(found: "re.Match[str]", line: Line, shift: int) -> Tuple[Cell, ...]:
    """Name the class, and what stands behind it but for its address."""
    cells = [Cell("class", found.group("class"), line.number, shift + found.start("class"))]
    text = found.group("text").lstrip(" :")
    if text:
        cells.append(Cell("text", text, line.number, shift + found.end("text") - len(text)))
    return tuple(cells)
