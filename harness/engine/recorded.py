"""Claims judged from the record of several stacks, one after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from harness.claims import Claim, Spec
from harness.documents import Anchor
from harness.engine.judging import places, record, settle
from harness.engine.replay import LATEST, Answers, Replay
from harness.engine.summaries import describe_document, describe_kinds
from harness.results.run import Result, Run
from harness.stacks.choice import EVIDENCE, recorded_names
from harness.stacks.stack import RecordedStack

Placed = tuple[Spec, Claim, Anchor]
"""A claim with its spec, and where it stands."""


def judge_stacks(
    specs: Sequence[Spec], stacks: Sequence[str], documents: Path | None
) -> Iterator[Run]:
    """Judge claims from the record of each stack, without a test runner between.

    A run of pytest takes longer than the judging; for many stacks it takes too long.

    Args:
        specs: The specs.
        stacks: Names of the stacks.
        documents: Folder of the documents; None where they are not at hand.

    Raises:
        StoreError: A record cannot be read.
    """
    placed, answers = list(_placed(specs, documents)), Answers(LATEST)
    for name in stacks:
        stack = Replay(RecordedStack.read(name, EVIDENCE), answers)
        yield judge_placed(specs, placed, stack, documents)


def _placed(specs: Sequence[Spec], documents: Path | None) -> Iterator[Placed]:
    for spec in specs:
        found = places(spec, spec.find_document(documents))
        yield from ((spec, claim, found[claim.id]) for claim in spec.claims)


def judge_placed(
    specs: Sequence[Spec], placed: Sequence[Placed], stack: Replay, documents: Path | None
) -> Run:
    """Judge claims whose place is known from the record of one stack."""
    started = datetime.now(UTC).isoformat(timespec="seconds")
    start = time.perf_counter()
    claims = tuple(_claim(item, stack) for item in placed)
    seconds = round(time.perf_counter() - start, 3)
    return Run(
        started=started,
        seconds=seconds,
        stack={name: str(value) for name, value in stack.facts.lasting.items()},
        claims=claims,
        documents=tuple(describe_document(spec, documents) for spec in specs),
        split={"import": 0.0, "measure": 0.0, "judge": seconds},
        stacks=tuple(recorded_names(EVIDENCE)),
        kinds=describe_kinds(specs),
        answers=stack.answers.kept(claim for spec in specs for claim in spec.claims),
    )


def _claim(placed: Placed, stack: Replay) -> Result:
    spec, claim, anchored = placed
    start = time.perf_counter()
    evidence = stack.answer(claim)
    verdict, outcome = settle(claim, evidence, stack.facts.release, anchored)
    return record(claim, spec, anchored, verdict, outcome, time.perf_counter() - start)
