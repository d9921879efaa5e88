"""Tables: printed text that has rows with a label and cells with a name.

A summary of a network, a frame of pandas, a training log, an exception and a table in HTML are
tables. A reader of one kind is a function that looks at lines from a place on, and returns the
table that begins there, or None. It accounts for every word of the lines it takes: what is not in
a cell is a label, a name of a column, or drawn (rulers, frames, bars).
"""

from __future__ import annotations

from typing import Callable, FrozenSet, NamedTuple, Optional, Sequence, Tuple

from harness.printed.screen import Line


class Cell(NamedTuple):
    """A piece of a table.

    Args:
        name: Name of its column: unique in its row.
        text: Its text as printed; may be empty.
        line: Number of the line where it begins.
        column: Where it begins in that line, counted from 0.
    """

    name: str
    text: str
    line: int
    column: int


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
        volatile: Names of cells that differ by nature (times); they are not compared.
        optional: Names of cells that some releases print and others do not, such as the memory
            that parameters take; where one side has none it is a difference of form.
        metrics: Names of cells that a spec may name as a metric.
        elided: Whether rows are left out, as ``...`` shows.
    """

    kind: str
    rows: Tuple[Row, ...]
    end: int
    style: str = ""
    volatile: FrozenSet[str] = frozenset()
    optional: FrozenSet[str] = frozenset()
    metrics: FrozenSet[str] = frozenset()
    elided: bool = False


Reader = Callable[[Sequence[Line], int], Optional[Table]]
"""Reads the table that begins at the index of a line; None if there is none."""
