"""The folder in which the reports of a check are written; a part never replaces the whole."""

from __future__ import annotations

from pathlib import Path

from harness.files.locking import locked
from harness.reports.latest import write_reports
from harness.results.record import RunError, read_run
from harness.results.run import Run

CHECK_FOLDER = Path("reports/check")
"""Where reports of ``harness check`` are written unless another folder is named."""

PART = "part"
"""The folder for reports of a part, below that of the whole."""


def write_check(run: Run, out: Path) -> Path:
    """Write the run record and every report made from it.

    Args:
        run: A run of checked documents.
        out: The folder; the reports of a part, where it holds those of more, are written below it.

    Returns:
        The folder in which they were written.

    Raises:
        OSError: A file cannot be written; then all are those of the run before.
    """
    with locked(out / "run.json"):
        folder = out if _may_replace(run, out / "run.json") else out / PART
        write_reports(run, folder)
    return folder


def _may_replace(run: Run, file: Path) -> bool:
    """Whether nothing is lost: the run before was of no document that this one leaves out."""
    try:
        before = read_run(file)
    except RunError:
        return True
    here = {page.document for page in run.pages.values()}
    more = {page.document for page in before.pages.values()} - here
    whole = run.whole and run.complete
    if not before.checked or not (before.whole and before.complete):
        return whole or not more
    return whole and not any(Path(name).is_file() for name in more)
