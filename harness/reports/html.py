"""The run as one self-contained page."""

from __future__ import annotations

from harness.reports.sections import findings_of, occurring, sections
from harness.reports.sentences import closing_line
from harness.reports.templating import render
from harness.results.run import Run
from harness.texts.plain import presentable


def html(record: Run) -> str:
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
