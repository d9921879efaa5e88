"""The engine: claims and a source of evidence in, results out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from harness.claims import Claim, Spec
from harness.documents import Anchor
from harness.engine.gaps import Asked, find_gaps
from harness.engine.judging import places, result_of, settle_anchored
from harness.engine.replay import EvidenceReplay, answers_of
from harness.engine.summaries import describe_document, describe_kinds
from harness.evidence import ABSENT, Evidence, Facts
from harness.results.run import Result, Run
from harness.stacks.choice import EVIDENCE, recorded_names

Placed = tuple[Spec, Claim, Anchor]
"""A claim with its spec, and where it stands in its document today."""


class Source(Protocol):
    """Anything that answers claims with evidence: measurements, or evidence files."""

    @property
    def facts(self) -> Facts:
        """What the stack is made of; asked for once the first claim is answered."""

    @property
    def fresh(self) -> Mapping[str, Evidence]:
        """What was measured now, by the key of its request."""

    def begin(self, claims: Sequence[Claim]) -> None:
        """Take the claims to be answered, and ask for what takes time."""

    def answers(self) -> Iterator[tuple[Claim, Evidence | None]]:
        """Answer each claim as its evidence comes in; None where the document alone decides."""

    def answer(self, claim: Claim) -> Evidence | None:
        """Wait for the evidence of one claim."""

    def close(self) -> None:
        """End what was started."""


class Verification:
    """One verification of claims, on one stack.

    Args:
        specs: The specs.
        source: Where evidence comes from.
        documents: Folder of the documents; None where they are not at hand.
        match: Chooses claims by spec and claim; all of them by default.
        placed: Where the claims stand, if that is known already.
    """

    def __init__(
        self,
        specs: Sequence[Spec],
        source: Source,
        documents: Path | None = None,
        match: Callable[[Spec, Claim], bool] | None = None,
        placed: Sequence[Placed] | None = None,
    ) -> None:
        self.specs, self.source, self._documents = specs, source, documents
        chosen = [(s, c) for s in specs for c in s.claims if match is None or match(s, c)]
        self.claims: tuple[tuple[Spec, Claim], ...] = tuple(chosen)
        self._given = placed
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._clock = time.perf_counter()
        self._results: dict[str, Result] = {}
        self._answered: list[tuple[Claim, Evidence | None]] = []
        self._judging = 0.0
        self._measuring = 0.0
        self._measured: set[tuple[bool, str]] = set()

    def results(self) -> Iterator[Result]:
        """Judge each claim as its evidence comes in."""
        self.source.begin([claim for _, claim in self.claims])
        placed = {id(claim): (spec, claim, anchor) for spec, claim, anchor in self._placed}
        for claim, evidence in self.source.answers():
            yield self._judged(*placed[id(claim)], evidence)

    def run(self) -> Run:
        """Write down what has been found so far."""
        order = [f"{spec.name}/{claim.id}" for spec, claim in self.claims]
        results = tuple(self._results[name] for name in order if name in self._results)
        facts = self._facts
        stack = {"name": ABSENT.name} if facts == ABSENT else facts.named
        split = {
            "import": facts.seconds,
            "measure": self._measuring,
            "judge": self._judging,
        }
        return Run(
            started=self._started,
            seconds=round(time.perf_counter() - self._clock, 3),
            stack=stack,
            claims=results,
            documents=tuple(describe_document(spec, self._documents) for spec in self.specs),
            split={name: round(seconds, 4) for name, seconds in split.items()},
            complete=len(results) == len(order),
            stacks=tuple(recorded_names(EVIDENCE)),
            kinds=describe_kinds(self.specs),
            answers=answers_of(self._answered),
        )

    def finished(self) -> Run:
        """Judge every claim, and return the run."""
        for _ in self.results():
            pass
        return self.run()

    @cached_property
    def _placed(self) -> Sequence[Placed]:
        return self._given if self._given is not None else placed(self.specs, self._documents)

    @property
    def _facts(self) -> Facts:
        """What the stack is made of, as far as a claim has needed it."""
        needed = any(claim.stack_request for claim, _ in self._answered)
        return self.source.facts if needed else ABSENT

    def _judged(
        self, spec: Spec, claim: Claim, anchor: Anchor, evidence: Evidence | None
    ) -> Result:
        seconds = 0.0
        key = claim.stack_request is None, evidence.request.key if evidence is not None else ""
        now = claim.stack_request is None or key[1] in self.source.fresh
        if evidence is not None and now and key not in self._measured:
            self._measured.add(key)
            seconds = evidence.seconds
            self._measuring += seconds
        packages = self.source.facts.packages if claim.stack_request else {}
        start = time.perf_counter()
        settled = settle_anchored(claim, evidence, packages, anchor)
        judging = time.perf_counter() - start
        result = result_of(claim, spec, anchor, settled, packages, seconds + judging)
        self._judging += judging
        self._results[result.id] = result
        self._answered.append((claim, evidence))
        return result


def placed(specs: Sequence[Spec], documents: Path | None) -> list[Placed]:
    """Find where each claim stands in its document today.

    Args:
        specs: The specs.
        documents: Folder of the documents; None where they are not at hand.
    """
    found = []
    for spec in specs:
        anchors = places(spec, spec.find_document(documents))
        found += [(spec, claim, anchors[claim.id]) for claim in spec.claims]
    return found


def replayed(
    specs: Sequence[Spec], replay: EvidenceReplay, documents: Path | None, claims: Sequence[Placed]
) -> Run:
    """Judge claims from evidence files.

    Args:
        specs: The specs.
        replay: The evidence of one stack.
        documents: Folder of the documents; None where they are not at hand.
        claims: The claims of the specs, with their places.
    """
    return Verification(specs, replay, documents, placed=claims).finished()


def replayed_stacks(
    specs: Sequence[Spec], names: Sequence[str], documents: Path | None
) -> Iterator[Run]:
    """Judge claims from the evidence files of some stacks, one after the other.

    Args:
        specs: The specs.
        names: Names of the stacks.
        documents: Folder of the documents; None where they are not at hand.

    Raises:
        StoreError: An evidence file cannot be read.
    """
    claims = placed(specs, documents)
    for name in names:
        yield replayed(specs, EvidenceReplay.read(name), documents, claims)


def verify(
    specs: Sequence[Spec],
    *,
    stack: str = "",
    documents: Path | None = None,
    match: str = "",
    executor: Executor | None = None,
) -> Run:
    """Measure and judge the claims of specs; nothing is printed or written.

    Args:
        specs: The specs.
        stack: Name of a stack that tox.ini defines; this environment's own where it is empty.
        documents: Folder of the documents; None where they are not at hand.
        match: Only claims whose name matches, in the language of pytest's ``-k``.
        executor: Runs the measurements; by default threads that share the machine's cores.

    Returns:
        The run, with a result for every claim.

    Raises:
        StackError: No such stack is defined.
        MatchError: The expression cannot be read.
    """
    from harness.engine.matching import matcher
    from harness.engine.measuring import Measurements, Measuring
    from harness.stacks.provisioning import provide

    provided = provide(stack, Path()) if stack else None
    source = Measurements(Measuring(provided, documents, executor=executor))
    known = [spec.on_document(documents) for spec in specs]
    verification = Verification(known, source, documents, matcher(match))
    asked = Asked({spec.name for spec in specs}, match, bool(stack), slow=False, folder=documents)
    try:
        run = verification.finished()
        return replace(run, whole=not match, gaps=find_gaps(specs, run.claims, asked))
    finally:
        source.close()
