"""How summaries of networks are drawn: fixed columns in Keras 2, boxes in Keras 3."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Optional, Tuple

from harness.printed.screen import Line

RULER = re.compile(r"\s*[_=\-─━¯|┏┳┓┡╇┩├┼┤└┴┘+]{8,}\s*$|\s*\|[\s|¯]*$|\s*$")
"""A line that is only drawn; the blank lines between the rows of Keras 2 are, too."""

_BORDERS = "┃│|"
_SPLIT = re.compile("[" + _BORDERS + "]")
_BRANCH = re.compile(_SPLIT.pattern.join((r"\s*", r" (?P<blanks> *)└ ")))
_COLUMNS = ("Layer (type)", "Output Shape", "Param #", "Connected to", "Trainable")
_NAMES = ("layer", "shape", "parameters", "connected to", "trainable")


class CellPiece(NamedTuple):
    """The part of a cell that stands on one line.

    Args:
        text: Its text without blanks around it.
        line: Number of its line.
        column: Where it begins, counted from 0.
        cut: Whether it reaches the edge of a column that cuts texts without a sign.
    """

    text: str
    line: int
    column: int
    cut: bool = False


class Slices(NamedTuple):
    """A line of a summary, split into its columns.

    Args:
        level: How many models the layer is nested in.
        pieces: What stands in each column.
    """

    level: int
    pieces: Tuple[CellPiece, ...]


class SummaryLayout(NamedTuple):
    """Where the columns of a summary are.

    Args:
        boxed: Whether the columns are in boxes; else they begin at fixed places.
        starts: Where columns begin, and the end of the last; for fixed places.
        names: Names of the columns.
        style: How it is drawn.
    """

    boxed: bool
    starts: Tuple[int, ...]
    names: Tuple[str, ...]
    style: str

    def split(self, line: Line) -> Optional[Slices]:
        """Split a line into columns; None if it does not fit into them."""
        return _boxes(line, len(self.names)) if self.boxed else _places(line, self.starts)


def is_header(text: str) -> bool:
    """Whether a line begins with the first name of a summary's columns."""
    return text.lstrip(" \t\xa0" + _BORDERS).startswith(_COLUMNS[0])


def read_layout(header: Line, more: List[Line], width: int) -> SummaryLayout:
    """Find the columns of a summary by their names.

    Args:
        header: The line with the names.
        more: Further lines of it, where columns are narrow.
        width: Width of the ruler above, in characters; 0 where there is none.
    """
    boxed = header.text.lstrip()[:1] in _BORDERS
    if boxed:
        style = "Keras 3" if "┃" in header.text else "Keras 3 in ASCII"
        return SummaryLayout(True, (), _names([(piece,) for piece in _boxed(header)]), style)
    starts = [found.start() for found in re.finditer(r"\S+(?: \S+)*", header.text)]
    starts = [0, *starts[1:], max(width, len(header.text.rstrip()))]
    rows = [_places(line, tuple(starts)) for line in [header, *more]]
    columns = zip(*(row.pieces for row in rows if row))
    return SummaryLayout(False, tuple(starts), _names(list(columns)), "Keras 2")


def _names(columns: List[Tuple[CellPiece, ...]]) -> Tuple[str, ...]:
    """Name the columns; narrow ones cut their words."""
    return tuple(_name(pieces, number) for number, pieces in enumerate(columns, 1))


def _name(pieces: Tuple[CellPiece, ...], number: int) -> str:
    text = "".join(piece.text for piece in pieces)
    words = text.replace(" ", "").rstrip("…")
    cut = pieces[-1].cut or text.endswith("…")
    for column, name in zip(_COLUMNS, _NAMES):
        whole = column.replace(" ", "")
        if words == whole or (cut and len(words) > 2 and whole.startswith(words)):
            return name
    return "column {} {}".format(number, text).rstrip()


def _boxed(line: Line) -> Tuple[CellPiece, ...]:
    """Split at the borders, the first of which begins the line; else there is nothing."""
    text = line.text.rstrip()
    borders = [found.start() for found in _SPLIT.finditer(text)]
    if not borders or text[: borders[0]].strip():
        return ()
    ends = borders[1:] + ([] if text.endswith(tuple(_BORDERS)) else [len(text)])
    return tuple(_piece(line, start + 1, end, False) for start, end in zip(borders, ends))


def _boxes(line: Line, number: int) -> Optional[Slices]:
    """Split into as many columns; a terminal that is too narrow cuts the last one."""
    pieces = _boxed(line)
    if pieces and len(pieces) == number - 1:
        pieces = (*pieces, CellPiece("", line.number, len(line.text.rstrip())))
    return _branch(line, pieces) if pieces and len(pieces) == number else None


def _branch(line: Line, pieces: Tuple[CellPiece, ...]) -> Slices:
    """Take the sign of a nested layer off its name."""
    branch = _BRANCH.match(line.text)
    if not branch:
        return Slices(0, pieces)
    first = pieces[0]
    name = first._replace(text=first.text[2:], column=first.column + 2)
    return Slices(len(branch["blanks"]) // 3, (name, *pieces[1:]))


def _places(line: Line, starts: Tuple[int, ...]) -> Optional[Slices]:
    """Split at fixed places; before each there is a blank.

    TensorFlow 2.8 writes the columns of nested layers further to the left.
    """
    shown = line.text.strip()
    level = len(shown) - len(shown.lstrip("|"))
    text = _without_bars(line.text.rstrip(), level)
    for shift in (0, level):
        *begins, last = (starts[0], *(start - shift for start in starts[1:]))
        if all(text[:begin].ljust(begin).endswith(" ") for begin in begins[1:]):
            bounds = zip(begins, [*begins[1:], max(len(text), last)])
            drawn = Line(line.number, text)
            return Slices(level, tuple(_piece(drawn, start, end, True) for start, end in bounds))
    return None


def _without_bars(text: str, level: int) -> str:
    """Put blanks in place of the bars on both sides of a nested layer."""
    if level and text.endswith("|" * level):
        text = text[:-level]
    return text.replace("|", " ", level)


def _piece(line: Line, start: int, end: int, cuts: bool) -> CellPiece:
    raw = line.text[start:end]
    text = raw.strip()
    column = start + len(raw) - len(raw.lstrip()) if text else start
    return CellPiece(text, line.number, column, cuts and column + len(text) >= end - 2)
