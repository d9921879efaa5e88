"""The matrix as a person at a terminal reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.markup import escape

from harness.console import console, print_lines
from harness.reports.sentences import disagreement, matrix_line
from harness.results.matrix import Matrix, Row
from harness.results.origin import Origin
from harness.texts.plain import presentable
from harness.verdicts import OUTCOMES


def print_matrix(matrix: Matrix, page: Path, origins: Sequence[Origin] = ()) -> None:
    """Print each claim's verdicts, drift by cause, what is wrong today, origins, and the counts.

    Args:
        matrix: The matrix.
        page: The file that shows the same.
        origins: Where the documents were written.
    """
    matrix, origins = presentable(matrix), presentable(origins)
    out = console()
    for line in (*_lines(matrix), *_origins(origins)):
        out.print(line, highlight=False, soft_wrap=True)
    print_lines([f"page {page}", (matrix_line(matrix), "bold")])


def _lines(matrix: Matrix) -> Iterator[str]:
    used = {cell.outcome for row in matrix.rows for cell in row.cells}
    legend = (f"[{o.colour}]{o.mark}[/] {o.label}" for o in OUTCOMES if o.label in used)
    yield escape("  ".join(column.name for column in matrix.columns))
    yield "  ".join(legend) + "\n"
    yield from map(_vector, matrix.rows)
    yield from _causes(matrix)
    yield from _wrong_today(matrix)
    if matrix.changed:
        yield "\n[bold]Not as recorded[/]"
        for row in matrix.changed:
            yield f"{_vector(row)}: {escape(disagreement(matrix, row))}"


def _origins(origins: Sequence[Origin]) -> Iterator[str]:
    if origins:
        yield "\n[bold]Origin[/], why: harness matrix --origin"
    for origin in origins:
        answer = f"{escape(origin.document)}  {escape(origin.answer)}"
        yield f"  {answer}  [dim]{escape(origin.releases)}[/]"
    yield ""


def _vector(row: Row) -> str:
    marks = (f"[{cell.follows.colour}]{cell.follows.mark}[/]" for cell in row.cells)
    return f"{''.join(marks)}  {escape(row.id)}"


def _causes(matrix: Matrix) -> Iterator[str]:
    if matrix.causes:
        yield "\n[bold]Drift by cause[/]"
    for cause in matrix.causes:
        count = f"{len(cause.rows)} claim{'s' * (len(cause.rows) > 1)}"
        yield escape(f"\n{cause.since} breaks {count} that hold until {cause.after}: {cause.why}")
        yield from (f"  {escape(row.id)}" for row in cause.rows)


def _wrong_today(matrix: Matrix) -> Iterator[str]:
    document = ""
    if matrix.today is not None:
        yield f"\n[bold]To change, to be right on {escape(matrix.columns[matrix.today].name)}[/]"
    for row, cell in matrix.wrong_today():
        if row.document != document:
            document = row.document
            yield f"\n{escape(document)}"
        mark = f"[{cell.follows.colour}]{cell.follows.mark}[/]"
        yield f"{row.line:>6}  {mark} {escape(row.says)}  [dim]{escape(cell.why)}[/]"
