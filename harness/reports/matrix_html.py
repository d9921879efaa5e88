"""The matrix as one self-contained page."""

from __future__ import annotations

from itertools import groupby

from harness.reports.matrix import Matrix
from harness.reports.pages import render
from harness.reports.sentences import disagreement, matrix_line
from harness.verdicts import OUTCOMES


def matrix_html(matrix: Matrix) -> str:
    """Write the page: fates, drift by cause, what to change, and every claim on every stack."""
    used = {cell.outcome for row in matrix.rows for cell in row.cells}
    wrong = groupby(matrix.wrong_today(), key=lambda pair: pair[0].document)
    return render(
        "matrix.html",
        title=matrix_line(matrix),
        matrix=matrix,
        shown=[outcome for outcome in OUTCOMES if outcome.label in used],
        wrong=[(document, list(pairs)) for document, pairs in wrong],
        disagreement=disagreement,
    )
