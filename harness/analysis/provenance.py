"""Provenance: what specs and recorded evidence add to the results of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from harness.analysis.origin_search import origins_of
from harness.analysis.seed_gathering import seed_results
from harness.analysis.stack_verdicts import judge_on
from harness.claims import Claim, Spec
from harness.claims.evidence_parts import value_at
from harness.claims.expectation import Appears, Drift, Erratum
from harness.claims.releases import release_text
from harness.claims.values import value_text
from harness.engine.replay import EvidenceReplay, replays
from harness.evidence.measurement import source_of
from harness.kinds.history import History
from harness.results.site_data import (
    Curve,
    LogColumn,
    Provenance,
    RecordedEvidence,
    RecordedReason,
)
from harness.results.verdict_matrix import Matrix, MatrixRow
from harness.verdicts import Expectation


def gather(specs: Sequence[Spec], folder: Path) -> RecordedEvidence:
    """Gather what recorded evidence says of claims, measuring nothing.

    Args:
        specs: The specs.
        folder: The folder of evidence files.

    Raises:
        StoreError: An evidence file cannot be read.
    """
    stacks = replays(folder)
    matrix = judge_on(specs, stacks)
    claims = [(spec, claim) for spec in specs for claim in spec.claims]
    return RecordedEvidence(
        folder=folder.as_posix(),
        matrix=matrix,
        provenance={f"{s.name}/{claim.id}": _provenance(claim, stacks) for s, claim in claims},
        curves=_curves(claims, matrix, stacks),
        stacks=_made_of(stacks),
        origins={origin.spec: origin for origin in origins_of(specs, matrix)},
        random=seed_results(specs, matrix, stacks),
    )


def _provenance(claim: Claim, stacks: Sequence[EvidenceReplay]) -> Provenance:
    request, reasons = claim.stack_request, tuple(_reasons(claim))
    if request is None:
        return Provenance(claim.read, "", "", ("",) * len(stacks), reasons)
    key = request.key
    days = tuple(found.date if (found := stack.find(request)) else "" for stack in stacks)
    return Provenance(claim.read, key, source_of(request), days, reasons)


def _reasons(claim: Claim) -> Iterator[RecordedReason]:
    appears, drift = claim.appears, claim.drift
    before = f"before {release_text(appears.since)}" if appears else ""
    until = f" until {release_text(drift.until)}" if drift and drift.until else ""
    since = f"since {release_text(drift.since)}{until}" if drift else ""
    for word, releases, recorded in (
        (Expectation.ERRATUM, "", claim.erratum),
        (Expectation.NOT_YET, before, appears),
        (Expectation.DRIFT, since, drift),
    ):
        if recorded:
            yield RecordedReason(word, releases, recorded.why, _truth(recorded))


def _truth(recorded: Erratum | Drift | Appears) -> str:
    """Write what is measured instead, and from which release on it is something else."""
    first = [value_text(recorded.truth)] if "truth" in recorded.model_fields_set else []
    later = [
        f"{value_text(item.truth)} since {release_text(item.since)}" for item in recorded.later
    ]
    return ", ".join([*first, *later])


def _made_of(stacks: Sequence[EvidenceReplay]) -> list[dict[str, str]]:
    """List what stacks are made of, each with the same columns."""
    names = dict.fromkeys(name for stack in stacks for name in stack.facts.named)
    return [
        {name: stack.facts.named.get(name, "") for name in names} | _measured(stack)
        for stack in stacks
    ]


def _measured(stack: EvidenceReplay) -> dict[str, str]:
    days = sorted(measurement.date for measurement in stack.measurements.values()) or [""]
    return {
        "measurements": str(len(stack.measurements)),
        "first measured": days[0],
        "last measured": days[-1],
    }


def _curves(
    claims: Sequence[tuple[Spec, Claim]], matrix: Matrix, stacks: Sequence[EvidenceReplay]
) -> list[Curve]:
    return [
        _curve(spec, claim, row, stacks)
        for (spec, claim), row in zip(claims, matrix.rows, strict=True)
        if isinstance(claim, History)
    ]


def _curve(spec: Spec, claim: History, row: MatrixRow, stacks: Sequence[EvidenceReplay]) -> Curve:
    logs = {stack.facts.name: _log(claim, stack) for stack in stacks}
    columns = [
        LogColumn(
            name,
            tuple(number.text for number in printed),
            {stack: tuple(map(float, log[name])) for stack, log in logs.items() if log},
        )
        for name, printed in claim.document_value.items()
    ]
    found = {
        stack: f"{cell.outcome}: {cell.found}"
        for stack, cell in zip(logs, row.cells, strict=True)
        if logs[stack]
    }
    return Curve(row.id, claim.statement, f"{spec.document}:{row.line}", tuple(columns), found)


def _log(claim: History, stack: EvidenceReplay) -> dict[str, list[float]]:
    """Read the log that a stack measured; nothing where it has no whole one."""
    assert claim.stack_request is not None  # a history measures
    evidence = stack.answer(claim)
    try:
        log = value_at(evidence.value, claim.read) if evidence and not evidence.failure else None
    except LookupError:
        return {}
    wanted = claim.document_value
    whole = isinstance(log, dict) and all(
        len(log.get(name, ())) == len(printed) for name, printed in wanted.items()
    )
    return {name: log[name] for name in wanted} if whole and isinstance(log, dict) else {}
