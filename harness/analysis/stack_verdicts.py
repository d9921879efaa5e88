"""Verdicts of claims, and outcomes of code blocks, on every recorded stack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from harness.claims import Claim, Spec
from harness.claims.block_endings import BlockEnding
from harness.claims.code_blocks import Code, Repair
from harness.claims.ending_words import DIFFERS, NOT_EXECUTED, RUNS, STOPPED
from harness.claims.releases import Packages, release_text
from harness.claims.values import identical
from harness.documents import Anchor, State
from harness.engine.judging import broken, found_in, settle_anchored
from harness.engine.replay import EvidenceReplay, replays
from harness.evidence import Evidence
from harness.kinds.runs import Runs
from harness.results.block_table import BlockRow, BlockTable, End, Ending
from harness.results.verdict_matrix import Fate, Matrix, MatrixCell, MatrixRow, StackColumn
from harness.verdicts import Expectation, Word


def judge_recorded(specs: Sequence[Spec], folder: Path) -> Matrix:
    """Judge claims by recorded evidence, measuring nothing.

    Args:
        specs: The specs.
        folder: The folder of evidence files.

    Raises:
        StoreError: An evidence file cannot be read.
    """
    return judge_on(specs, replays(folder))


def judge_on(specs: Sequence[Spec], stacks: Sequence[EvidenceReplay]) -> Matrix:
    """Judge every claim by the recorded evidence of each of some stacks."""
    columns = tuple(map(_column, stacks))
    rows = [_row(spec, claim, stacks, columns) for spec in specs for claim in spec.claims]
    return Matrix(columns, tuple(rows))


def _column(stack: EvidenceReplay) -> StackColumn:
    facts = stack.facts
    dated = "-" not in facts.name
    return StackColumn(
        facts.name, facts.tensorflow, facts.keras, dated, facts.device, facts.packages
    )


def _row(
    spec: Spec, claim: Claim, stacks: Sequence[EvidenceReplay], columns: Sequence[StackColumn]
) -> MatrixRow:
    cells = tuple(_cells(claim, stacks))
    dated = [index for index, column in enumerate(columns) if column.dated]
    fate, turns = fate_of([cells[index].word for index in dated])
    since = claim.appears if fate is Fate.APPEARED else claim.drift or claim.appears
    return MatrixRow(
        id=f"{spec.name}/{claim.id}",
        document=spec.document,
        line=claim.at.span[0],
        says=claim.statement,
        cells=cells,
        turns=tuple(dated[turn] for turn in turns),
        fate=fate,
        recorded=release_text(since.since) if since else "",
        kind=claim.kind,
    )


def fate_of(words: list[str]) -> tuple[Fate, tuple[int, ...]]:
    """Classify how a claim's verdict changed across releases.

    Args:
        words: The verdicts, release after release.

    Returns:
        The fate, and the positions at which the verdict turns.
    """
    seen = [(i, word) for i, word in enumerate(words) if word in (Word.CONFIRMED, Word.REFUTED)]
    if not seen:
        return (Fate.UNDECIDED if Word.UNDECIDED in words else Fate.BLOCKED), ()
    pairs = pairwise(seen)
    turns = tuple(i for (_, before), (i, word) in pairs if word != before)
    first = seen[0][1]
    if not turns:
        return (Fate.HOLDS if first == Word.CONFIRMED else Fate.NEVER), ()
    if len(turns) > 1:
        return Fate.UNSTEADY, turns
    return (Fate.DRIFTED if first == Word.CONFIRMED else Fate.APPEARED), turns


def _cells(claim: Claim, stacks: Sequence[EvidenceReplay]) -> Iterator[MatrixCell]:
    """Judge a claim on every stack; what several stacks answer alike is judged once."""
    judged: list[tuple[list[Any], MatrixCell]] = []
    for stack in stacks:
        evidence, packages = stack.answer(claim), stack.facts.packages
        rests_on = _rests_on(claim, evidence, packages)
        cell = next((cell for other, cell in judged if identical(other, rests_on)), None)
        if cell is None:
            cell = _cell(claim, evidence, packages)
            judged.append((rests_on, cell))
        yield cell


def _rests_on(claim: Claim, evidence: Evidence | None, packages: Packages) -> list[Any]:
    """List everything that the verdict of a claim on a stack is made from."""
    expectation = claim.expectation_on(packages)
    holds = expectation is Expectation.HOLDS
    truths = [] if holds else claim.expectations.truths(expectation, packages)
    found = evidence and [evidence.value, evidence.failure, evidence.stack]
    return [found, expectation, truths]


def _cell(claim: Claim, evidence: Evidence | None, packages: Packages) -> MatrixCell:
    anchored = Anchor(State.ABSENT, claim.at.span)
    verdict, outcome = settle_anchored(claim, evidence, packages, anchored)
    found = found_in(claim, verdict)
    return MatrixCell(verdict.word, outcome.label, found, verdict.why, verdict.measured)


def recorded_blocks(specs: Sequence[Spec], folder: Path) -> BlockTable:
    """Read from recorded evidence how every block ended, running nothing.

    Args:
        specs: The specs.
        folder: The folder of evidence files.

    Raises:
        StoreError: An evidence file cannot be read.
    """
    stacks = replays(folder)
    names = tuple(stack.facts.name for stack in stacks)
    return BlockTable(names, tuple(row for spec in specs for row in _rows(spec, stacks)))


def _rows(spec: Spec, stacks: Sequence[EvidenceReplay]) -> Iterator[BlockRow]:
    for claim in spec.claims:
        if isinstance(claim, Runs) and spec.code is not None:
            endings = tuple(_read(claim, spec.code, s.measure(claim.request)) for s in stacks)
            repairs = tuple(map(_change, spec.code.repairs_of(claim.at.span)))
            name = f"{spec.name}/{claim.id}"
            yield BlockRow(spec.document, claim.at.span, name, endings, repairs)


def _change(repair: Repair) -> str:
    how = f"{repair.of!r} to {repair.to!r}" if repair.of else f"put {repair.to!r} before it"
    return f"line {repair.line}: {how}: {repair.why}"


def _read(claim: Runs, code: Code, evidence: Evidence) -> Ending:
    """Read how a block ended; evidence of an unexpected shape counts as blocked."""
    try:
        return _ending(claim, code, evidence)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        return Ending(End.BLOCKED, broken(error), printed=False, repaired=False)


def _ending(claim: Runs, code: Code, evidence: Evidence) -> Ending:
    if evidence.failure is not None:
        return Ending(End.BLOCKED, evidence.failure.message, printed=False, repaired=False)
    index = code.find(claim.at.span)
    printed = evidence.value["printed"][index]
    mended = evidence.value["repaired"][index] if evidence.value["repaired"] else printed
    found = claim.ending(printed)
    end = _end(found)
    if end is End.RAISES and mended["outcome"] == RUNS:
        end = End.REPAIRED
    runs, mends = printed["outcome"] == RUNS, mended["outcome"] == RUNS
    return Ending(end, found.unknown or found.why, runs, mends, found.compared)


def _end(found: BlockEnding) -> End:
    if found.blocked or (found.unknown and found.word == RUNS):
        return End.BLOCKED
    words = {RUNS: End.RUNS, DIFFERS: End.DIFFERS, STOPPED: End.STOPPED, NOT_EXECUTED: End.SKIPPED}
    return End.RUNS if found.as_shown else words.get(found.word, End.RAISES)
