"""A random sample of recorded evidence, measured again and judged."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.claims import Claim, Spec
from harness.engine.evidence_update import EvidenceComparison, compare, fresh_store
from harness.evidence import Evidence, Facts, Request
from harness.evidence.facts import chronological
from harness.evidence.store import Store, read_store
from harness.stacks.choice import EVIDENCE, recorded_names
from harness.verdicts import ExitCode

LONGEST = 20.0
"""Seconds that one measurement of a sample took when it was recorded, at most."""

TOGETHER = 40.0
"""Seconds that all measurements of a sample took when they were recorded, at most."""

MOST = 150
"""Measurements in a sample; together with starting a stack they take under two minutes."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Recorded measurements that are measured again.

    Args:
        stack: Name of the stack.
        claims: A claim for each measurement, in a random order.
        of: How many recorded measurements could have been drawn.
    """

    stack: str
    claims: tuple[Claim, ...]
    of: int


def old_stacks(folder: Path) -> list[str]:
    """List the recorded stacks that no ordinary run measures on: all but the newest release."""
    names = [name for name in recorded_names(folder) if not name.endswith("-gpu")]
    newest = max(map(chronological, names), default=None)
    return [name for name in names if chronological(name)[0] != (newest and newest[0])] or names


def draw(name: str, specs: Sequence[Spec], seed: int, folder: Path = EVIDENCE) -> Sample:
    """Draw measurements that some claim rests on, that are not stale and are quick.

    Args:
        name: Name of the stack.
        specs: The specs whose claims rest on it.
        seed: Of the generator; the same seed draws the same sample of the same evidence file.
        folder: The folder of evidence files.

    Raises:
        StoreError: The evidence file cannot be read.
        FileNotFoundError: There is no evidence file.
    """
    store = read_store(folder / f"{name}.json")
    measured = [c for spec in specs for c in spec.claims if len(c.requests) == 1]
    asked = {c.stack_request.key: c for c in measured if c.stack_request}
    fit = [claim for _, claim in sorted(asked.items()) if _fits(store, claim.stack_request)]
    random.Random(seed).shuffle(fit)
    chosen: list[Claim] = []
    seconds = 0.0
    for claim in fit[:MOST]:
        seconds += _seconds(store, claim.stack_request)
        if seconds > TOGETHER:
            break
        chosen.append(claim)
    return Sample(name, tuple(chosen), len(fit))


def _fits(store: Store, request: Request | None) -> bool:
    found = store.find(request) if request else None
    if found is None or found.why_stale(store.facts) or found.evidence.seconds >= LONGEST:
        return False
    return found.evidence.failure is None or not found.evidence.failure.silent


def _seconds(store: Store, request: Request | None) -> float:
    found = store.find(request) if request else None
    return found.evidence.seconds if found else 0.0


@dataclass(frozen=True, slots=True)
class Repetition:
    """The result of measuring a sample again.

    Args:
        sample: The sample.
        measured: How many of its measurements gave an answer.
        unseen: Why the others gave none, a line each.
        comparison: The answers beside the recorded evidence; None where there are none.
    """

    sample: Sample
    measured: int
    unseen: tuple[str, ...]
    comparison: EvidenceComparison | None

    @property
    def exit_code(self) -> int:
        """0 same verdicts, 1 a verdict differs, 4 nothing could be measured."""
        if self.comparison is None:
            return ExitCode.NOT_LOOKED_AT
        return ExitCode.CHANGED if self.comparison.changed else ExitCode.AS_EXPECTED

    @property
    def lines(self) -> list[str]:
        """What is not as recorded, what could not be measured, and the numbers, a line each."""
        changed = self.comparison.changed if self.comparison else []
        other = self.comparison.other if self.comparison else []
        reasons = Counter(self.unseen)
        told = [f"could not look ({count}): {why}" for why, count in reasons.most_common()]
        told += [f"other value, same verdicts: {line}" for line in other]
        told += [f"not as recorded: {line}" for line in changed]
        numbers = f"{self.measured} of {len(self.sample.claims)} measured again"
        differ = f"{len(changed)} with another verdict, {len(other)} with another value alone"
        return [*told, f"{numbers} on {self.sample.stack}: {differ}"]


def repeat(
    sample: Sample,
    specs: Sequence[Spec],
    found: Mapping[str, Evidence],
    facts: Facts,
    folder: Path = EVIDENCE,
) -> Repetition:
    """Judge the claims that rest on a sample by its new measurements and by the recorded ones.

    Args:
        sample: The sample.
        specs: The specs whose claims rest on it.
        found: What was measured again, by the key of its request.
        facts: What the stack is made of now.
        folder: The folder of evidence files.
    """
    silent = {key: e.failure for key, e in found.items() if e.failure and e.failure.silent}
    unseen = tuple(failure.message for failure in silent.values())
    answers = {key: evidence for key, evidence in found.items() if key not in silent}
    compared = compare(fresh_store(facts, answers), folder, specs) if answers else None
    return Repetition(sample, len(answers), unseen, compared)
