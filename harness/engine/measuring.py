"""Evidence that is measured now, asked for through an executor, the longest measurement first."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import ceil, inf, isfinite
from pathlib import Path

from harness.claims import Claim
from harness.engine.cores import cores
from harness.engine.replay import EvidenceReplay
from harness.engine.seed_batches import in_batches, submit
from harness.engine.slots import LocalExecutor, Reply, Target, reply
from harness.evidence import ABSENT, WORKER_DIED, Evidence, Facts, Failure, Request
from harness.evidence.store import StoreError
from harness.stacks.choice import EVIDENCE, recorded_names
from harness.stacks.provisioning import Provided
from harness.stacks.stack import blocked
from harness.subject import Listener

_STARTING = 5.0
"""Seconds that a worker takes to import TensorFlow; less work is not worth another worker."""

_UNKNOWN = 1.0
"""Seconds that a measurement is expected to take where none is recorded."""

_Key = tuple[bool, str]


@dataclass(frozen=True)
class Measuring:
    """How claims are measured.

    Args:
        provided: The stack; None for this environment.
        documents: Folder of the documents, for their printed code.
        slots: How many requests are measured at the same time; None for what the cores allow.
        slow: Whether to measure slow claims, which are judged from the evidence file otherwise.
        seeds: Whether to measure claims about many seeds; the same holds for them.
        resume: Whether to leave out what is slow and in the evidence file already.
        root: The project's folder.
        executor: Runs the tasks; by default threads of this process.
        listener: Is told of the heartbeats of long measurements.
        eager: Whether to ask for everything at once, rather than for what is waited for.
        keep: Called with the evidence of each slow claim as soon as it is there, in any thread.
    """

    provided: Provided | None = None
    documents: Path | None = None
    slots: int | None = None
    slow: bool = False
    seeds: bool = False
    resume: bool = False
    root: Path = Path()
    executor: Executor | None = None
    listener: Listener | None = None
    eager: bool = True
    keep: Callable[[Facts, Evidence], None] | None = None


class Measurements:
    """Answers claims by measuring; a request that several claims share is measured once.

    Args:
        how: How to measure.
    """

    def __init__(self, how: Measuring) -> None:
        self._how = how
        documents = str(how.documents.resolve()) if how.documents else ""
        self._target = Target(how.provided, documents=documents)
        self._stackless = Target(stackless=True, documents=documents)
        self._claims: tuple[Claim, ...] = ()
        self._futures: dict[_Key, Future[Reply]] = {}
        self._tasks: list[Future[Reply]] = []
        self._described: Future[Reply] | None = None
        self._executor, self._most = how.executor, how.slots or cores()
        self.fresh: dict[str, Evidence] = {}

    @cached_property
    def facts(self) -> Facts:
        """What the stack is made of; ``ABSENT`` where no claim needs one."""
        if self._described is None:
            return ABSENT
        measured = [future for (stackless, _), future in self._futures.items() if not stackless]
        for future in (self._described, *measured):
            with contextlib.suppress(Exception):  # an executor may lose a task
                return future.result().facts
        name = self._how.provided.name if self._how.provided else ABSENT.name
        return replace(ABSENT, name=name)

    def begin(self, claims: Sequence[Claim]) -> None:
        """Ask for the evidence of claims, without waiting for it."""
        self._claims = tuple(claims)
        pairs = [(_key(c, request), c, request) for c in claims for request in c.requests]
        asked = {key: (claim, request) for key, claim, request in pairs}
        fast = {key for key, claim, _ in pairs if not self._is_slow(claim)}
        expected = self._expected()
        if self._executor is None and asked:
            slots = self._slots(fast, asked.keys() - fast, expected)
            self._executor = LocalExecutor(slots, self._how.listener)
        if self._executor is not None and any(claim.stack_request for claim in claims):
            self._described = self._executor.submit(reply, self._target)
        if self._how.eager:
            due = [key for key in asked if key in fast or not self.from_file(*asked[key])]
            due.sort(key=lambda key: (key in fast, -expected.get(key[1], inf)))
            self._submit([asked[key] for key in due])

    def _slots(self, fast: Set[_Key], slow: Set[_Key], expected: Mapping[str, float]) -> int:
        """Count the slots that are worth starting: slow claims are worth every one there may be."""
        work = sum(expected.get(key, _UNKNOWN) for _, key in fast)
        every = slow and (self._how.slow or self._how.seeds)
        return self._most if every else max(1, min(self._most, ceil(work / _STARTING)))

    def answers(self) -> Iterator[tuple[Claim, Evidence | None]]:
        """Answer the claims as their evidence comes in."""
        waiting: dict[Future[Reply], list[Claim]] = {}
        left: dict[int, int] = {}
        for claim in self._claims:
            keys = (_key(claim, request) for request in claim.requests)
            found = (self._futures.get(key, self._described) for key in keys)
            futures = {future for future in found if future is not None}
            left[id(claim)] = len(futures)
            if not futures:
                yield claim, None
            for future in futures:
                waiting.setdefault(future, []).append(claim)
        for future in as_completed(waiting):
            for claim in waiting[future]:
                left[id(claim)] -= 1
                if not left[id(claim)]:
                    yield claim, self.answer(claim)

    def answer(self, claim: Claim) -> Evidence | None:
        """Wait for the evidence of a claim; None where the document alone decides."""
        missing = [
            (claim, request)
            for request in claim.requests
            if _key(claim, request) not in self._futures and not self.from_file(claim, request)
        ]
        self._submit(missing)
        return claim.own([self._answer(claim, request) for request in claim.requests])

    def _answer(self, claim: Claim, request: Request) -> Evidence:
        key = _key(claim, request)
        if key not in self._futures:
            return self._recorded(request, claim)
        try:
            evidence = self._futures[key].result().evidence
        except Exception as error:  # noqa: BLE001 - one measurement must not take the others along
            # such a failure never overwrites evidence: it says nothing of the subject
            failure = Failure(WORKER_DIED, f"{type(error).__name__}: {str(error)[:200]}")
            evidence = Evidence(request, failure=failure)
        assert evidence is not None
        if claim.stack_request is not None:
            self.fresh[request.key] = evidence
        return evidence

    def _recorded(self, request: Request, claim: Claim) -> Evidence:
        """Answer from the evidence file, unless its packages are of other releases than these."""
        other = "; ".join(self._file.facts.other_releases(self.facts))
        if other and self._file.find(request) is not None:
            how = "--seeds" if claim.seeds else "--slow"
            return blocked(request, f"{other}; {how} measures it")
        return self._file.measure(request, claim.seeds > 0)

    def from_file(self, claim: Claim, request: Request) -> bool:
        """Whether the evidence file answers: a slow claim is measured only where asked for.

        A run that was stopped is resumed: what it finished is not measured again.
        """
        if not self._is_slow(claim):
            return False
        wanted = self._how.seeds if claim.seeds else self._how.slow
        return not wanted or (self._how.resume and self._finished(request))

    def close(self) -> None:
        """End the workers, also of measurements that are under way."""
        for future in (self._described, *self._tasks, *self._futures.values()):
            if future is not None:
                future.cancel()
        if self._executor is not None and self._how.executor is None:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _is_slow(self, claim: Claim) -> bool:
        return claim.slow and claim.stack_request is not None

    def _submit(self, asked: Sequence[tuple[Claim, Request]]) -> None:
        """Ask for measurements; the seeds of one subject go together where it can take them."""
        if not asked:
            return
        assert self._executor is not None
        claims = {_key(claim, request): claim for claim, request in asked}
        for stackless in (False, True):
            target = self._stackless if stackless else self._target
            mine = [request for claim, request in asked if _key(claim, request)[0] == stackless]
            for batch in in_batches(mine, self._most):
                task, replies = submit(self._executor, target, batch)
                self._tasks.append(task)
                for request, future in zip(batch, replies, strict=True):
                    key = stackless, request.key
                    if claims[key].slow and self._how.keep is not None:
                        # called by the slot itself, before it takes the next task
                        future.add_done_callback(partial(_keep, self._how.keep))
                    self._futures[key] = future

    @cached_property
    def _file(self) -> EvidenceReplay:
        """The evidence file of the stack that measures."""
        return EvidenceReplay.read(self.facts.name, self._how.root / EVIDENCE)

    def _finished(self, request: Request) -> bool:
        found = self._file.find(request)
        if found is None:  # another backend may have an answer
            return self._file.measure(request).failure is None
        if not self._file.facts.like(self.facts) or found.why_stale(self.facts):
            return False
        return found.evidence.failure is None or not found.evidence.failure.silent

    def _expected(self) -> dict[str, float]:
        """Look up how long requests took, by their keys: on this stack, or on the newest one."""
        folder = self._how.root / EVIDENCE
        names = recorded_names(folder)
        own = self._how.provided.name if self._how.provided else ""
        if not names:
            return {}
        try:
            replay = EvidenceReplay.read(own if own in names else names[-1], folder)
        except StoreError:
            return {}
        seconds = {key: m.evidence.seconds for key, m in replay.measurements.items()}
        return {key: number for key, number in seconds.items() if isfinite(number)}


def _key(claim: Claim, request: Request) -> _Key:
    """Tell measurements apart: a stackless one is made elsewhere, though its request be equal."""
    return claim.stackless, request.key


def _keep(keep: Callable[[Facts, Evidence], None], future: Future[Reply]) -> None:
    if not future.cancelled() and future.exception() is None:
        found = future.result()
        assert found.evidence is not None
        if found.evidence.failure is None or not found.evidence.failure.silent:
            keep(found.facts, found.evidence)  # what ended with a stopped run is no answer
