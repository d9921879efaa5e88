"""The reports that every run writes to its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from harness.files.writing import write_together
from harness.reports.csv_table import csv
from harness.reports.html import html
from harness.reports.junit import junit
from harness.reports.markdown import markdown
from harness.reports.sarif import sarif
from harness.results.record import run_text
from harness.results.run import Run

REPORTS: dict[str, Callable[[Run], str]] = {
    "junit.xml": junit,
    "claims.csv": csv,
    "claims.sarif": sarif,
    "summary.md": markdown,
    "index.html": html,
}
"""Each report's file name and the pure function that writes it."""


def write_reports(run: Run, out: Path) -> None:
    """Write the run record and every report made from it.

    Args:
        run: What the run found.
        out: The folder; made where it is missing.

    Raises:
        OSError: A file cannot be written; then all are those of the run before.
    """
    texts = {out / name: report(run) for name, report in REPORTS.items()}
    write_together({out / "run.json": run_text(run), **texts})
