"""Evidence of a run, written into the record or compared with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from harness.claims import Spec
from harness.evidence import Evidence, Facts
from harness.evidence.comparison import differences
from harness.evidence.store import Measurement, Store, read_store, store_text
from harness.reports.writing import write_text


def fresh_store(facts: Facts, evidence: Mapping[str, Evidence]) -> Store:
    """Gather what was measured today.

    Args:
        facts: What the stack is made of.
        evidence: What was measured, by the key of its request.
    """
    today = datetime.now(UTC).date().isoformat()
    found = {key: Measurement.of(item, today) for key, item in evidence.items()}
    return Store(facts, found)


def remember(fresh: Store, folder: Path, specs: Sequence[Spec] | None) -> Path | None:
    """Write what was measured into a stack's record.

    Args:
        fresh: What was measured now.
        folder: The folder of records.
        specs: All specs there are, so that what none of them asks for can be dropped; None where
            some may be missing.

    Returns:
        The file; None where there is no stack, or nothing was measured.

    Raises:
        StoreError: The record that stands there cannot be read.
        OSError: The file cannot be written.
    """
    if not fresh.measurements or fresh.facts.tensorflow == "0.0":
        return None
    file = folder / f"{fresh.facts.name}.json"
    before = read_store(file) if file.is_file() else Store(fresh.facts, {})
    write_text(file, store_text(before.merged(fresh, _asked(specs))))
    return file


def compare(fresh: Store, folder: Path) -> list[str] | None:
    """List what is not as recorded, one line each; None where the stack has no record.

    Raises:
        StoreError: The record cannot be read.
    """
    file = folder / f"{fresh.facts.name}.json"
    return differences(read_store(file), fresh) if file.is_file() else None


def _asked(specs: Sequence[Spec] | None) -> set[str] | None:
    if specs is None:
        return None
    return {claim.request.key for spec in specs for claim in spec.claims if claim.request}
