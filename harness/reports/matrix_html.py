"""The matrix as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from harness.reports.matrix import Matrix
from harness.reports.origin import Origin, agreement
from harness.reports.pages import render
from harness.reports.sentences import disagreement, matrix_line, short
from harness.verdicts import OUTCOMES


def matrix_html(matrix: Matrix, origins: Sequence[Origin] = ()) -> str:
    """Write the page: fates, origins, drift by cause, what to change, all claims on all stacks.

    Args:
        matrix: The matrix.
        origins: Where the documents were written.
    """
    used = {cell.outcome for row in matrix.rows for cell in row.cells}
    wrong = groupby(matrix.wrong_today(), key=lambda pair: pair[0].document)
    return render(
        "matrix.html",
        title=matrix_line(matrix),
        matrix=matrix,
        origins=origins,
        agreement=agreement,
        shown=[outcome for outcome in OUTCOMES if outcome.label in used],
        wrong=[(document, list(pairs)) for document, pairs in wrong],
        disagreement=disagreement,
        short=short,
    )
