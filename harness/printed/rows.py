"""Compares two tables of printed text: rows by their labels, cells by their names."""

from __future__ import annotations

from collections import Counter, deque
from typing import Deque, Dict, FrozenSet, List, Sequence, Tuple

from harness.printed.elisions import common_rows
from harness.printed.findings import Context, Findings
from harness.printed.nodes import NodeComparison
from harness.printed.output_differences import FORM, ORDER
from harness.printed.screen import Line
from harness.printed.series_tables import VALUE_COUNTS
from harness.printed.tables import COLUMN_DTYPE, Cell, Row, Table, tokens_in
from harness.printed.tokens import FIGURE, tokens_of
from harness.printed.trees import Node, tree_of
from harness.texts.diff import changes


class TableComparison:
    """Compares two tables of the same kind and adds what it finds.

    Args:
        findings: Where differences are added.
        left: The table of the document.
        right: The table that was printed here.
    """

    def __init__(self, findings: Findings, left: Table, right: Table) -> None:
        self._findings = findings
        self._nodes = NodeComparison(findings)
        self._left, self._right = left, right
        self._has_moved = False
        self._volatile = {**left.volatile, **right.volatile}
        self._metrics = left.metrics | right.metrics
        self._optional: FrozenSet[str] = left.optional | right.optional
        if left.kind == "frame" and left.style == right.style:
            self._optional = frozenset()  # a size is left out in HTML, or in text, but not in one

    def compare(self) -> None:
        """Compare all rows."""
        left, right = self._shown_on_both()
        if self._left.style != self._right.style and left and right:
            styles = (self._left.style, self._right.style)
            note = VALUE_COUNTS if VALUE_COUNTS in styles else "drawing"
            self._findings.add(
                FORM, _nodes(left[0].cells[:1]), _nodes(right[0].cells[:1]), Context(), note
            )
        ours, theirs = [row.label for row in left], [row.label for row in right]
        if ours != theirs and Counter(ours) == Counter(theirs):
            self._moved(left, right)
            return
        for _how, i, j, k, m in changes(ours, theirs):
            self._side_by_side(left[i:j], right[k:m])

    def _shown_on_both(self) -> Tuple[Sequence[Row], Sequence[Row]]:
        """Return the rows of both tables, without what another release leaves out on one side."""
        if not self._findings.settings.releases or self._left.kind not in ("frame", "series"):
            return self._left.rows, self._right.rows
        both = common_rows(self._left, self._right)
        if both.left_out:
            why = "rows or columns are left out here"
            self._findings.leave_out(both.left_out, "figures", why, _line(self._left.rows))
        if both.beyond:
            why = "the document leaves them out"
            self._findings.leave_out(both.beyond, "cells", why, _line(self._left.rows))
        return both.left, both.right

    def _moved(self, left: Sequence[Row], right: Sequence[Row]) -> None:
        """Compare rows that are all here, but in another order."""
        places: Dict[str, Deque[int]] = {}
        for place, row in enumerate(right):
            places.setdefault(row.label, deque()).append(place)
        for place, row in enumerate(left):
            there = places[row.label].popleft()
            if right[place].label != row.label:
                note = "the row is row {} here".format(there + 1)
                self._findings.add(
                    ORDER, _nodes(row.cells), _nodes(right[there].cells), _at(row), note
                )
            self._row(row, right[there])

    def _side_by_side(self, left: Sequence[Row], right: Sequence[Row]) -> None:
        """Compare rows in their order; the rest of the longer side stands alone."""
        both = min(len(left), len(right))
        for mine, other in zip(left[:both], right[:both]):
            self._row(mine, other)
        for row in left[both:]:
            self._findings.differ(self._shown(row), [], _at(row))
        if right[both:] and self._left.elided and not self._right.elided:
            number = sum(len(row.cells) for row in right[both:])
            self._findings.leave_out(number, "rows", "the document leaves them out", _line(left))
            return
        for row in right[both:]:
            self._findings.differ([], self._shown(row), _at(row))

    def _shown(self, row: Row) -> List[Node]:
        return _nodes([cell for cell in row.cells if cell.name not in self._volatile])

    def _row(self, left: Row, right: Row) -> None:
        if left.cells:
            self._findings.begin(left.cells[0].line)
        ours = {cell.name: cell for cell in left.cells}
        theirs = {cell.name: cell for cell in right.cells}
        for name, cell in ours.items():
            if name in self._volatile:
                self._leave_out(cell, self._volatile[name], "volatile")
            elif name in theirs:
                self._cell(cell, theirs[name], left)
            else:
                self._alone(cell, True, left)
        for name, cell in theirs.items():
            if name not in ours and name not in self._volatile:
                self._alone(cell, False, left)
        common = [name for name in ours if name in theirs and name not in self._volatile]
        order = [name for name in theirs if name in ours and name not in self._volatile]
        if common != order and not self._has_moved:
            self._has_moved = True
            first = next(a for a, b in zip(common, order) if a != b)
            moved = _nodes([ours[first]]), _nodes([theirs[first]])
            unordered = self._left.unordered and self._right.unordered
            how = (FORM, "metric-order") if unordered else (ORDER, "order of columns")
            self._findings.add(how[0], *moved, _at(left), how[1])

    def _cell(self, left: Cell, right: Cell, row: Row) -> None:
        context = self._context(left.name, row)
        if left.text == right.text:
            self._findings.same(tokens_of(Line(left.line, left.text)), context)
            return
        ours, theirs = _nodes([left]), _nodes([right])
        cut = left.text.endswith("…") != right.text.endswith("…")
        whole, part = sorted((left.text.rstrip("…"), right.text.rstrip("…")), key=len, reverse=True)
        if cut and part and whole.startswith(part) and len(ours) and len(theirs):
            self._findings.add(FORM, ours, theirs, context, "cut")
        else:
            self._nodes.sequence(ours, theirs, context)

    def _alone(self, cell: Cell, in_document: bool, row: Row) -> None:
        nodes = _nodes([cell])
        if not nodes:
            return
        sides: Tuple[List[Node], List[Node]] = (nodes, []) if in_document else ([], nodes)
        context = self._context(cell.name, row)
        if cell.name in self._optional:
            note = cell.name
            self._findings.add(FORM, *sides, context, note)
            if in_document:
                self._leave_out(cell, cell.name, "not printed here")
        else:
            self._findings.differ(*sides, context)

    def _context(self, name: str, row: Row) -> Context:
        if name in self._metrics:
            part = "metric {}, {}".format(name, row.label)
            return Context(part, name, metric=name)
        part = "row {}, {}".format(row.label, name) if row.label != name else name
        dtype = "float64" if self._left.kind in ("frame", "series") else ""  # to six places
        called = COLUMN_DTYPE if name.lower() == "dtype" else name
        return Context(part, called, column=name, dtype=dtype)

    def _leave_out(self, cell: Cell, what: str, why: str) -> None:
        figures = sum(token.kind == FIGURE for token in tokens_in(cell))
        if figures:
            self._findings.leave_out(figures, what, why, cell.line)


def _at(row: Row) -> Context:
    return Context("row {}".format(row.label))


def _line(rows: Sequence[Row]) -> int:
    return rows[0].cells[0].line if rows and rows[0].cells else 0


def _nodes(cells: Sequence[Cell]) -> List[Node]:
    return tree_of([token for cell in cells for token in tokens_in(cell)])
