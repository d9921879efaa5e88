"""Tables: printed text that has rows with a label and cells with a name.

A summary of a network, a frame of pandas, a training log, an exception and a table in HTML are
tables. A reader of one kind is a function that looks at lines from a place on, and returns the
table that begins there, or None. It accounts for every word of the lines it takes: what is not in
a cell is a label, a name of a column, or drawn (rulers, frames, bars).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import (
    Callable,
    FrozenSet,
    Iterable,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
)

from harness.printed.screen import Line
from harness.printed.tokens import Token, tokens_of

COLUMN_DTYPE = "column dtype"
"""What rules call the value of a cell that holds the type of a column."""


class Place(NamedTuple):
    """Where a part of a cell's text stands.

    Args:
        offset: Where the part begins in the text, counted from 0; it goes on to the next part.
        line: Number of its line.
        column: Where it begins in that line, counted from 0.
    """

    offset: int
    line: int
    column: int


class Cell(NamedTuple):
    """A piece of a table.

    Args:
        name: Name of its column: unique in its row.
        text: Its text as printed; may be empty.
        line: Number of the line where it begins.
        column: Where it begins in that line, counted from 0.
        places: Where its parts stand if it is put together from several; empty for one.
    """

    name: str
    text: str
    line: int
    column: int
    places: Tuple[Place, ...] = ()


class Row(NamedTuple):
    """A row of a table.

    Args:
        label: What a row is known by, such as an index label, a layer's name or an epoch; rows with
            the same label stand for each other. It is compared, too.
        cells: Its cells in order, the one that shows the label included.
    """

    label: str
    cells: Tuple[Cell, ...]


class Table(NamedTuple):
    """A table.

    Args:
        kind: Such as ``summary``, ``log``, ``frame``, ``exception``, ``picture``.
        rows: Its rows; a header is a row, too, labelled ``header``.
        end: Index of the line after its last one.
        style: How it is drawn, such as ``Keras 3``; another style is a difference of form.
        volatile: Names of cells that differ by nature, and what each holds, such as ``times``;
            they are not compared.
        optional: Names of cells that some releases print and others do not, such as the memory
            that parameters take; where one side has none it is a difference of form.
        metrics: Names of cells that a spec may name as a metric.
        elided: Whether rows are left out, as ``...`` shows.
        unordered: Whether the order of its cells means nothing.
    """

    kind: str
    rows: Tuple[Row, ...]
    end: int
    style: str = ""
    volatile: Mapping[str, str] = MappingProxyType({})
    optional: FrozenSet[str] = frozenset()
    metrics: FrozenSet[str] = frozenset()
    elided: bool = False
    unordered: bool = False


Reader = Callable[[Sequence[Line], int], Optional[Table]]
"""Reads the table that begins at the index of a line; None if there is none."""


def tokens_in(cell: Cell) -> List[Token]:
    """Split the text of a cell into tokens, each at its place in the output."""
    tokens = tokens_of(Line(cell.line, cell.text))
    if not cell.places:
        start = cell.column
        return [token._replace(column=token.column + start) for token in tokens]
    found, number = [], 0
    for token in tokens:
        while number + 1 < len(cell.places) and cell.places[number + 1].offset <= token.column:
            number += 1
        offset, line, column = cell.places[number]
        found.append(token._replace(line=line, column=max(0, column + token.column - offset)))
    return found


def places_of(text: str, pieces: Iterable[Tuple[str, int, int]]) -> Tuple[Place, ...]:
    """Find where the parts of a text stand that was put together from pieces.

    Its letters and digits are theirs, in the same order; blanks and signs may have been added
    between them, or be gone.

    Args:
        text: The text.
        pieces: The text of each piece, its line, and the column where it begins.
    """
    letters = (at for at, letter in enumerate(text) if letter.isalnum())
    found: List[Place] = []
    for piece, line, column in pieces:
        for at in (at for at, letter in enumerate(piece) if letter.isalnum()):
            offset = next(letters, None)
            if offset is not None and not (
                found and _goes_on(found[-1], offset, line, column + at)
            ):
                signs = _signs_before(text, offset, piece, at)
                found.append(Place(offset - signs, line, column + at - signs))
    return tuple(found)


def _goes_on(place: Place, offset: int, line: int, column: int) -> bool:
    return place.line == line and place.column - place.offset == column - offset


def _signs_before(text: str, offset: int, piece: str, at: int) -> int:
    """Count the signs before a letter that are the same in a text and in a piece of it."""
    number = 0
    for sign, other in zip(reversed(text[:offset]), reversed(piece[:at])):
        if sign != other or sign.isalnum():
            break
        number += 1
    return number
