"""What is recorded of claims about random results: the runs of their seeds, beside the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from harness.claims import Claim, Spec
from harness.claims.values import value_text
from harness.engine.replay import EvidenceReplay
from harness.evidence import Evidence
from harness.kinds.ordering import Ordering
from harness.kinds.seed_trend import Trend
from harness.kinds.typical import Typical
from harness.kinds.typical_curve import TypicalCurve
from harness.results.seed_results import SeedClaim, SeedCurve, SeedEffect, SeedFigure, SeedResults
from harness.results.verdict_matrix import Matrix, MatrixCell, MatrixRow
from harness.statistics.contrast import Contrast
from harness.statistics.tendency import rise

_Recorded = SeedFigure | SeedCurve | SeedEffect


def seed_results(
    specs: Sequence[Spec], matrix: Matrix, stacks: Sequence[EvidenceReplay]
) -> SeedResults:
    """Gather the recorded runs of all claims about several seeds, on each stack that has them.

    Args:
        specs: The specs.
        matrix: Their claims on every stack.
        stacks: What is recorded on these stacks.
    """
    rows = {row.id: row for row in matrix.rows}
    claims = {
        f"{spec.name}/{claim.id}": claim for spec in specs for claim in spec.claims if claim.seeds
    }
    found = {name: list(_recorded(claim, rows[name], stacks)) for name, claim in claims.items()}
    listed = [item for items in found.values() for item in items]
    return SeedResults(
        [item for item in listed if isinstance(item, SeedFigure)],
        [item for item in listed if isinstance(item, SeedCurve)],
        [item for item in listed if isinstance(item, SeedEffect)],
        {name: _why_none(rows[name]) for name, items in found.items() if not items},
    )


def _why_none(row: MatrixRow) -> str:
    return row.cells[-1].why if row.cells else "no stack is recorded"


def _recorded(
    claim: Claim, row: MatrixRow, stacks: Sequence[EvidenceReplay]
) -> Iterator[_Recorded]:
    for stack, cell in zip(stacks, row.cells, strict=True):
        evidence = stack.answer(claim)
        if evidence and not evidence.failure and isinstance(cell.measured, dict):
            told = _told(claim, row, cell, evidence.stack or stack.facts.name)
            yield from _runs(claim, told, evidence)


def _told(claim: Claim, row: MatrixRow, cell: MatrixCell, stack: str) -> SeedClaim:
    return SeedClaim(
        id=row.id,
        kind=claim.kind,
        says=claim.statement,
        place=f"{row.document}:{row.line}",
        stack=stack,
        seeds=claim.seeds,
        outcome=cell.outcome,
        why=cell.why,
        measured=cell.measured,
    )


def _runs(claim: Claim, told: SeedClaim, evidence: Evidence) -> Iterator[_Recorded]:
    """Read the runs that a kind of claim is judged by."""
    measured = claim.measured(evidence)
    match claim:
        case Typical():
            said = claim.document_value
            runs = tuple(map(float, measured))
            yield SeedFigure(told, value_text(said), claim.ends(said, runs), runs)
        case TypicalCurve():
            yield SeedCurve(told, tuple(number.text for number in claim.document_value))
        case Ordering():
            found = claim.runs(claim.ascending, measured)
            for a, b in pairwise(claim.ascending):
                yield SeedEffect(told, f"{a} < {b}", Contrast.of(found[a], found[b], claim.least))
        case Trend():
            rises = [rise(curve) for curve in claim.curves(measured, up=claim.goes == "up")]
            taken = f" less {claim.less}" if claim.less else ""
            way = "rises" if claim.goes == "up" else "falls"
            yield SeedEffect(told, f"{claim.of}{taken} {way}", Contrast.of_rises(rises))
