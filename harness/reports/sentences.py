"""A run, or many, in one line."""

from __future__ import annotations

from harness.results.annotation import Annotation
from harness.results.matrix import Fate, Matrix, Row
from harness.results.run import Run

_PLURALS = {"erratum": "errata", "drift": "drifted"}


def closing_line(record: Run) -> str:
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


def matrix_line(matrix: Matrix) -> str:
    """Write the numbers of claims by fate, drifted ones by release."""
    parts = []
    for fate, count in matrix.fates.items():
        releases = ", ".join(f"{number} with {name}" for name, number in matrix.drifts.items())
        parts.append(f"{count} {fate}{f' ({releases})' if fate is Fate.DRIFTED else ''}")
    return f"{len(matrix.rows)} claims on {len(matrix.columns)} stacks: {', '.join(parts)}"


def disagreement(matrix: Matrix, row: Row) -> str:
    """Say how a claim's verdicts differ from what its spec records."""
    wrong = [
        f"{cell.outcome} on {column.name}"
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if cell.follows.exit_code
    ]
    recorded = f"recorded since {row.recorded}" if row.recorded else "recorded of no release"
    turns = f"turns with {', '.join(matrix.columns[turn].name for turn in row.turns)}"
    return f"{recorded}, {turns if row.turns else row.fate}; {', '.join(wrong)}"


def annotation_line(annotation: Annotation) -> str:
    """Write what an annotated document is about, and the number of its findings."""
    count = len(annotation.findings)
    return f"{annotation.title}: {count} finding{'' if count == 1 else 's'}"
