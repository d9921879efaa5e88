"""Every claim on every recorded stack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from harness.claims import Claim, Spec
from harness.documents import Anchor, State
from harness.engine.judging import found_in, settle
from harness.engine.replay import EvidenceReplay, replays
from harness.results.matrix import Cell, Column, Matrix, Row, fate_of


def judge_recorded(specs: Sequence[Spec], folder: Path) -> Matrix:
    """Judge claims from the record, measuring nothing.

    Args:
        specs: The specs.
        folder: The folder of records.

    Raises:
        StoreError: A record cannot be read.
    """
    return judge_on(specs, replays(folder))


def judge_on(specs: Sequence[Spec], stacks: Sequence[EvidenceReplay]) -> Matrix:
    """Judge every claim from each of some records."""
    columns = tuple(map(_column, stacks))
    rows = [_row(spec, claim, stacks, columns) for spec in specs for claim in spec.claims]
    return Matrix(columns, tuple(rows))


def _column(stack: EvidenceReplay) -> Column:
    facts = stack.facts
    dated = "-" not in facts.name
    return Column(facts.name, facts.tensorflow, facts.keras, dated, facts.device)


def _row(
    spec: Spec, claim: Claim, stacks: Sequence[EvidenceReplay], columns: Sequence[Column]
) -> Row:
    cells = tuple(_cell(claim, stack) for stack in stacks)
    dated = [index for index, column in enumerate(columns) if column.dated]
    fate, turns = fate_of([cells[index].word for index in dated])
    since = claim.drift or claim.appears
    return Row(
        id=f"{spec.name}/{claim.id}",
        document=spec.document,
        line=claim.at.span[0],
        says=claim.says,
        cells=cells,
        turns=tuple(dated[turn] for turn in turns),
        fate=fate,
        recorded=since.since if since else "",
        kind=claim.kind,
    )


def _cell(claim: Claim, stack: EvidenceReplay) -> Cell:
    evidence = stack.answer(claim)
    anchored = Anchor(State.ABSENT, claim.at.span)
    verdict, outcome = settle(claim, evidence, stack.facts.release, anchored)
    found = found_in(claim, verdict)
    return Cell(verdict.word, outcome.label, found, verdict.why, verdict.measured)
