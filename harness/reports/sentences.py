"""A run in one line."""

from __future__ import annotations

from harness.reports.record import RunRecord

_PLURALS = {"erratum": "errata", "drift": "drifted"}


def closing_line(record: RunRecord) -> str:
    """Write the numbers, the time and the stack."""
    counts = [
        f"{count} {_PLURALS.get(label, label) if count > 1 else label}"
        for label, count in record.counts.items()
    ]
    stopped = "" if record.complete else "; interrupted"
    device = record.stack.get("device", "none")
    where = record.stack["name"] if device == "none" else f"{record.stack['name']}, {device}"
    total = f"{len(record.claims)} claim{'' if len(record.claims) == 1 else 's'}"
    return f"{total}: {', '.join(counts)} in {record.seconds:.0f} s on {where}{stopped}"
