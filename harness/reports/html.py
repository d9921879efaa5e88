"""The run as one self-contained HTML page."""

from __future__ import annotations

from harness.reports.output_totals import outputs_line
from harness.reports.shared import (
    closing_line,
    findings_of,
    gap_lines,
    occurring,
    sections,
)
from harness.reports.templating import render
from harness.results.run import Run


def html(run: Run) -> str:
    """Write the page: what changed, findings, counts, and every claim behind filters.

    The page needs no network, and no script to be read; a script adds the search.
    """
    run = run.presentable
    found = sections(run)
    return render(
        "index.html",
        layout="base.html",
        run=run,
        title=closing_line(run),
        outputs=outputs_line(run),
        sections=found,
        groups=findings_of(run, found),
        shown=occurring(run.counts),
        gaps=gap_lines(run),
    )
