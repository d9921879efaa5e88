"""The matrix as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from harness.reports.sentences import disagreement, matrix_line
from harness.reports.templating import render
from harness.results.matrix import Matrix
from harness.results.origin import Origin
from harness.texts.plain import presentable
from harness.verdicts import OUTCOMES

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
            ``places`` of claims told in full, ``pages`` and the ``rows`` to be shown. The
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
        shown=[outcome for outcome in OUTCOMES if outcome.label in used],
        wrong=[(document, list(pairs)) for document, pairs in documents],
        wrong_in_all=len(wrong),
        disagreement=disagreement,
        most=_MOST,
        first=first,
        **context,
    )
