"""Rows and columns of a frame or a series that only one of two releases shows.

Pandas leaves out what does not fit: how many rows and columns, and where it wraps them, is another
matter in each release and at each width. What both show is compared; the rest is left out by name.
"""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence, Set, Tuple

from harness.printed.frame_tables import FRAME_SIZE, INDEX_LABEL, is_elision
from harness.printed.tables import Cell, Row, Table, tokens_in
from harness.printed.tokens import FIGURE

_OUTSIDE = ("header", "names", "size", "tail", "categories")


class CommonRows(NamedTuple):
    """What two tables both show.

    Args:
        left: Rows of the one.
        right: Rows of the other.
        left_out: How many figures of the one the other leaves out.
        beyond: How many cells of the other the one leaves out.
    """

    left: Sequence[Row]
    right: Sequence[Row]
    left_out: int
    beyond: int


def common_rows(left: Table, right: Table) -> CommonRows:
    """Return the rows that both of two tables show, with the columns that both show.

    Args:
        left: A table of the document.
        right: The table that was printed here.
    """
    labels, names = (
        [_labels(table) for table in (left, right)],
        [_columns(t) for t in (left, right)],
    )
    if not any(is_elision(text) for texts in (*labels, *names) for text in texts):
        return CommonRows(left.rows, right.rows, 0, 0)
    sides: List[Tuple[List[Row], List[Cell]]] = []
    for table, one, other in ((left, 0, 1), (right, 1, 0)):
        rows = left_out_there(labels[one], labels[other])
        columns = {names[one][n] for n in left_out_there(names[one], names[other])}
        sides.append(_without(table.rows, rows, columns))
    kept = [_sized(sides[n][0], (left, right)[n], names[n], (right, left)[n]) for n in (0, 1)]
    figures = sum(token.kind == FIGURE for cell in sides[0][1] for token in tokens_in(cell))
    return CommonRows(kept[0], kept[1], figures, len(sides[1][1]))


def left_out_there(shown: Sequence[str], others: Sequence[str]) -> Set[int]:
    """List the places of what one side shows and the other leaves out, and of what stands for it.

    Each side shows the first and the last of the same things, perhaps with a gap between them: what
    lies behind the first of the other side, or before its last, is left out there.

    Args:
        shown: The names that one side shows in order; dots are its gap.
        others: Those of the other side.
    """
    own, gap = _gap(shown), _gap(others)
    if gap is None:
        return set() if own is None else {own}
    behind = len(others[gap + 1 :])
    before, after = (len(shown), 0) if own is None else (own, own + 1)
    first = range(min(before, gap))
    last = range(max(after, len(shown) - behind), len(shown))
    return set(range(len(shown))) - {*first, *last}


def _gap(names: Sequence[str]) -> Optional[int]:
    return next((place for place, name in enumerate(names) if is_elision(name)), None)


def _is_body(row: Row) -> bool:
    return row.label not in _OUTSIDE and [c.name for c in row.cells[:1]] == [INDEX_LABEL]


def _labels(table: Table) -> List[str]:
    return [row.label for row in table.rows if _is_body(row)]


def _columns(table: Table) -> List[str]:
    """List the names of a frame's columns; a series has none."""
    if table.kind != "frame":
        return []
    header, *_ = table.rows
    return [cell.name for cell in header.cells if cell.name != INDEX_LABEL]


def _without(
    rows: Sequence[Row], places: Set[int], columns: Set[str]
) -> Tuple[List[Row], List[Cell]]:
    """Split rows into those that are kept, without some columns, and the cells that are not."""
    kept: List[Row] = []
    out: List[Cell] = []
    place = -1
    for row in rows:
        place += _is_body(row)
        if _is_body(row) and place in places:
            out += row.cells
            continue
        kept.append(row._replace(cells=tuple(c for c in row.cells if c.name not in columns)))
        out += [cell for cell in row.cells if cell.name in columns]
    return kept, [cell for cell in out if cell.text and not is_elision(cell.text)]


def _sized(rows: Sequence[Row], table: Table, names: Sequence[str], other: Table) -> Sequence[Row]:
    """Add the size of a table that is whole and does not say it, where the other one does."""
    said = {cell.name for row in other.rows for cell in row.cells}
    numbers = (*zip(FRAME_SIZE, (len(_labels(table)), len(names))), ("length", len(_labels(table))))
    own = [cell for row in table.rows for cell in row.cells]
    unsaid, line = said - {cell.name for cell in own}, max(cell.line for cell in own)
    added = [Cell(name, str(number), line, 0) for name, number in numbers if name in unsaid]
    is_whole = not any(is_elision(text) for text in (*_labels(table), *names))
    if not added or not is_whole:
        return rows
    return [
        row._replace(cells=(*row.cells[:-1], *added, *row.cells[-1:]))
        if row.label in ("size", "tail")
        else row
        for row in rows
    ]
