"""The code blocks of the specs on every recorded stack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harness.claims import Spec
from harness.claims.code_blocks import Code, Repair
from harness.engine.judging import broken
from harness.engine.replay import EvidenceReplay, replays
from harness.evidence import Evidence
from harness.kinds.runs import DIFFERS, NOT_EXECUTED, RUNS, STOPPED, Runs
from harness.results.block_table import BlockRow, BlockTable, End, Ending


def recorded_blocks(specs: Sequence[Spec], folder: Path) -> BlockTable:
    """Read from the record what became of every block, running nothing.

    Args:
        specs: The specs.
        folder: The folder of records.

    Raises:
        StoreError: A record cannot be read.
    """
    stacks = replays(folder)
    names = tuple(stack.facts.name for stack in stacks)
    return BlockTable(names, tuple(row for spec in specs for row in _rows(spec, stacks)))


def _rows(spec: Spec, stacks: Sequence[EvidenceReplay]) -> Iterator[BlockRow]:
    for claim in spec.claims:
        if isinstance(claim, Runs) and spec.code is not None:
            endings = tuple(_read(claim, spec.code, s.measure(claim.question)) for s in stacks)
            repairs = tuple(map(_change, spec.code.repairs_of(claim.at.span)))
            name = f"{spec.name}/{claim.id}"
            yield BlockRow(spec.document, claim.at.span, name, endings, repairs)


def _change(repair: Repair) -> str:
    how = f"{repair.of!r} to {repair.to!r}" if repair.of else f"put {repair.to!r} before it"
    return f"line {repair.line}: {how}: {repair.why}"


def _read(claim: Runs, code: Code, evidence: Evidence) -> Ending:
    """Read what became of a block; evidence of another shape tells nothing."""
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
    why = claim.explain(printed)
    end = _end(claim, printed)
    if end is End.RAISES and mended["outcome"] == RUNS:
        end = End.REPAIRED
    return Ending(end, why, printed["outcome"] == RUNS, mended["outcome"] == RUNS)


def _end(claim: Runs, found: dict[str, Any]) -> End:
    if found["outcome"] == "needs" or found.get("message", "").startswith("not reached"):
        return End.BLOCKED
    words = {RUNS: End.RUNS, DIFFERS: End.DIFFERS, STOPPED: End.STOPPED, NOT_EXECUTED: End.SKIPPED}
    return words.get(claim.ends(found), End.RAISES)
