"""Writes the evidence of a run into a stack's evidence file, or compares it with that file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from harness.claims import Claim, Spec
from harness.evidence import Evidence, Facts, Request
from harness.evidence.differences import differences
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, read_store, store_text
from harness.files.locking import locked
from harness.files.writing import write_text
from harness.stacks.choice import evidence_file
from harness.verdicts import Word


def fresh_store(facts: Facts, evidence: Mapping[str, Evidence]) -> Store:
    """Gather what was measured today.

    Args:
        facts: What the stack is made of.
        evidence: What was measured, by the key of its request.
    """
    today = datetime.now(UTC).date().isoformat()
    found = {key: Measurement.of(item, facts, today) for key, item in evidence.items()}
    return Store(facts, found)


def remember(fresh: Store, folder: Path, specs: Sequence[Spec] | None) -> Path | None:
    """Write what was measured into a stack's evidence file.

    Args:
        fresh: What was measured now.
        folder: The folder of evidence files.
        specs: All specs there are, so that what none of them asks for can be dropped; None where
            some may be missing.

    Returns:
        The file; None where there is no stack, or nothing was measured.

    Raises:
        StoreError: The existing evidence file cannot be read.
        OSError: The file cannot be written.
    """
    if not fresh.measurements or fresh.facts.tensorflow == "0.0":
        return None
    file = evidence_file(folder, fresh.facts.name)
    with locked(file):  # what others record meanwhile would be lost otherwise
        before = read_store(file) if file.is_file() else Store(fresh.facts, {})
        write_text(file, store_text(before.merged(fresh, _asked(specs))))
    return file


@dataclass(frozen=True, slots=True)
class EvidenceComparison:
    """Fresh evidence compared with the evidence file of its stack.

    Args:
        changed: What makes the file wrong: evidence that it lacks, and claims that are judged
            otherwise by it; a line each.
        other: Measurements that have another value and the same verdicts; a line each.
    """

    changed: list[str]
    other: list[str]


def compare(fresh: Store, folder: Path, specs: Sequence[Spec]) -> EvidenceComparison | None:
    """Compare what was measured with a stack's evidence file; None where it has none.

    Some subjects measure time, or what no seed reaches. Their values differ from run to run, and
    only the verdicts that rest on them can be compared.

    Args:
        fresh: What was measured now.
        folder: The folder of evidence files.
        specs: The specs whose claims rest on it.

    Raises:
        StoreError: The evidence file cannot be read.
    """
    file = evidence_file(folder, fresh.facts.name)
    if not file.is_file():
        return None
    recorded = read_store(file)
    found = differences(recorded, fresh)
    asked = {key: item.evidence.request for key, item in fresh.measurements.items()}
    changed = {key: line for key, line in found.items() if _lacking(recorded, asked[key])}
    other = {key: line for key, line in found.items() if key not in changed}
    judged = [
        (key, f"{spec.name}/{claim.id}: recorded {before}, now {now}")
        for spec in specs
        for claim in spec.claims
        if not claim.stackless
        for key in [request.key for request in claim.requests if request.key in other][:1]
        for before, now in [_words(claim, recorded, fresh)]
        if before != now
    ]
    lines = [f"{line}; {other[key]}" for key, line in judged]
    same = [line for key, line in other.items() if key not in dict(judged)]
    return EvidenceComparison([*changed.values(), *lines], same)


def _lacking(recorded: Store, request: Request) -> bool:
    found = recorded.find(request)
    return found is None or bool(found.why_stale())


def _words(claim: Claim, recorded: Store, fresh: Store) -> tuple[str, str]:
    """Judge a claim by what is recorded, and by what was measured now in its place."""
    before = [recorded.find(request) for request in claim.requests]
    after = [fresh.find(r) or was for r, was in zip(claim.requests, before, strict=True)]
    first, second = ([m.evidence for m in found if m is not None] for found in (before, after))
    if not len(first) == len(second) == len(claim.requests):
        return Word.BLOCKED, Word.BLOCKED
    return claim.judge(claim.own(first)).word, claim.judge(claim.own(second)).word


def _asked(specs: Sequence[Spec] | None) -> list[Request] | None:
    if specs is None:
        return None
    requests = (r for spec in specs for c in spec.claims if not c.stackless for r in c.requests)
    return list({request.key: request for request in requests}.values())
