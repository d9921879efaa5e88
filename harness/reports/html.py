"""The run as one self-contained page."""

from __future__ import annotations

from harness.reports.pages import render
from harness.reports.record import RunRecord
from harness.reports.sections import findings_of, occurring, sections
from harness.reports.sentences import closing_line
from harness.texts.values import presentable


def html(record: RunRecord) -> str:
    """Write the page: what changed, findings, counts, and every claim behind filters.

    The page needs no network, and no script to be read; a script adds the search.
    """
    record = presentable(record)
    found = sections(record)
    return render(
        "index.html",
        layout="base.html",
        record=record,
        title=closing_line(record),
        sections=found,
        groups=findings_of(record, found),
        shown=occurring(record),
    )
