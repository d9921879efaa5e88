"""The run as one self-contained HTML page."""

from __future__ import annotations

from harness.reports.finding_groups import findings_of, own_lines
from harness.reports.headline import headline
from harness.reports.output_totals import outputs_line
from harness.reports.shared import closing_line, gap_lines, occurring, sections
from harness.reports.templating import render
from harness.results.run import Run


def html(run: Run) -> str:
    """Write the page: what is new, causes by severity, counts, and every claim behind filters.

    The page needs no network, and no script to be read; a script adds the search.
    """
    run = run.presentable
    return render(
        "index.html",
        layout="base.html",
        run=run,
        title=headline(run),
        closing=closing_line(run),
        outputs=outputs_line(run),
        sections=sections(run),
        groups=findings_of(run),
        own=own_lines(run),
        shown=occurring(run.counts),
        gaps=gap_lines(run),
    )
