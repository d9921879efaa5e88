"""The reports that every run leaves behind."""

from __future__ import annotations

from pathlib import Path

from harness.reports.record import RunRecord, write_record


def write_reports(record: RunRecord, out: Path) -> None:
    """Write the run record and every report made from it.

    Args:
        record: What the run found.
        out: The folder; made where it is missing.

    Raises:
        OSError: A file cannot be written.
    """
    write_record(record, out / "run.json")
