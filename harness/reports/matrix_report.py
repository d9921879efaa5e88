"""Every claim on every stack, as text for a terminal and as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.markup import escape

from harness.console import console, print_lines
from harness.reports.origin_text import origin_answer, origin_releases
from harness.reports.shared import disagreement, matrix_line, occurring
from harness.reports.templating import render
from harness.results.origin import Origin
from harness.results.verdict_matrix import Matrix, MatrixRow
from harness.texts.plain import presentable


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
    legend = (f"[{o.colour}]{o.mark}[/] {o.label}" for o in occurring(used))
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
        answer = f"{escape(origin.document)}  {escape(origin_answer(origin))}"
        yield f"  {answer}  [dim]{escape(origin_releases(origin))}[/]"
    yield ""


def _vector(row: MatrixRow) -> str:
    marks = (f"[{cell.outcome_entry.colour}]{cell.outcome_entry.mark}[/]" for cell in row.cells)
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
        mark = f"[{cell.outcome_entry.colour}]{cell.outcome_entry.mark}[/]"
        yield f"{row.line:>6}  {mark} {escape(row.says)}  [dim]{escape(cell.why)}[/]"


_MOST = 500
"""What a list above the table shows at most; the table itself has everything."""


def matrix_html(matrix: Matrix, origins: Sequence[Origin] = ()) -> str:
    """Write the page: fates, origins, drift by cause, what to change, all claims on all stacks.

    Args:
        matrix: The matrix.
        origins: Where the documents were written.
    """
    matrix, origins = presentable(matrix), presentable(origins)
    context = {"layout": "base.html", "places": None, "pages": None, "rows": matrix.rows}
    return matrix_page(matrix, matrix_line(matrix), context, origins)


def matrix_page(
    matrix: Matrix, title: str, context: Mapping[str, Any], origins: Sequence[Origin] = ()
) -> str:
    """Write the page, or one of several that hold the table together.

    Args:
        matrix: The matrix.
        title: Its heading.
        context: What differs between a page that stands alone and one of the site: ``layout``,
            ``places`` of claims shown in full, ``pages`` and the ``rows`` to be shown. The
            first of several pages alone has what stands above the table.
        origins: Where the documents were written.
    """
    used = {cell.outcome for row in context["rows"] for cell in row.cells}
    first = context["pages"] is None or context["pages"].number == 1
    wrong = list(matrix.wrong_today()) if first else []
    documents = groupby(wrong[:_MOST], key=lambda pair: pair[0].document)
    return render(
        "matrix.html",
        title=title,
        matrix=matrix,
        origins=origins,
        shown=occurring(used),
        wrong=[(document, list(pairs)) for document, pairs in documents],
        wrong_in_all=len(wrong),
        disagreement=disagreement,
        most=_MOST,
        first=first,
        **context,
    )
