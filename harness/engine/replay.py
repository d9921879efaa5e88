"""Claims answered from evidence files and from the latest run, where nothing is measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from harness.claims import Claim
from harness.evidence import ABSENT, Evidence, Facts, Failure, Request
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, read_store
from harness.results.record import RunError, read_run
from harness.results.run import Answer
from harness.stacks.choice import EVIDENCE, backend_files, evidence_file, recorded_names
from harness.stacks.stack import blocked

LATEST = Path("reports/latest/run.json")
"""The run record that ``harness verify`` left last, below the root of the project."""

_NOT_HERE = "not measured here: run harness verify"


class StacklessAnswers:
    """What stackless subjects answered in a run; its record is read when it is first needed.

    Args:
        file: The run record; None for no answers at all.
    """

    def __init__(self, file: Path | None) -> None:
        self._file, self._why = file, _NOT_HERE

    def evidence_of(self, request: Request) -> Evidence:
        """Return what the run found, or why nothing is known."""
        found = self._found.get(request.key)
        if found is None:
            return blocked(request, self._why)
        failure = Failure(found.failure, found.message, found.blocked) if found.failure else None
        return Evidence(request, found.value, failure)

    @cached_property
    def _found(self) -> dict[str, Answer]:
        if self._file is None or not self._file.exists():
            return {}
        try:
            return read_run(self._file).answers
        except RunError as error:
            self._why = f"{_NOT_HERE} ({error})"
            return {}


class EvidenceReplay:
    """Answers claims from the evidence file of a stack and from a run; it never measures.

    Args:
        name: Name of the stack.
        store: Its evidence; None where there is none.
        answers: What stackless subjects answered.
        others: What was measured with the stack's packages and another backend of Keras.
    """

    def __init__(
        self,
        name: str,
        store: Store | None,
        answers: StacklessAnswers,
        others: Sequence[Store] = (),
    ) -> None:
        self._name, self._store, self._answers, self._others = name, store, answers, others
        self._claims: tuple[Claim, ...] = ()

    @classmethod
    def read(cls, name: str, folder: Path = EVIDENCE, run: Path = LATEST) -> EvidenceReplay:
        """Read a stack's evidence file.

        Args:
            name: Name of the stack.
            folder: The folder of evidence files.
            run: Record of the run that answers stackless claims.

        Raises:
            StoreError: It cannot be read.
        """
        return cls._read(name, folder, StacklessAnswers(run))

    @classmethod
    def _read(cls, name: str, folder: Path, answers: StacklessAnswers) -> EvidenceReplay:
        file = evidence_file(folder, name)
        store = read_store(file) if file.is_file() else None
        others = [read_store(file) for file in backend_files(folder, name)]
        return cls(name, store, answers, others)

    @property
    def facts(self) -> Facts:
        """What the stack was made of."""
        return self._store.facts if self._store else replace(ABSENT, name=self._name)

    @cached_property
    def _without_backend(self) -> Facts:
        """The same, as if nobody had looked for further packages: it lacks the other backend."""
        return replace(self.facts, others={})

    @property
    def measurements(self) -> dict[str, Measurement]:
        """What was measured, by the key of its request."""
        return self._store.measurements if self._store else {}

    def find(self, request: Request) -> Measurement | None:
        """Find the measurement of a request; None where there is none."""
        return self._store.find(request) if self._store else None

    def measure(self, request: Request, seeds: bool = False) -> Evidence:
        """Return the evidence of a request; where there is none, or it is stale, it is blocked.

        Args:
            request: The request.
            seeds: Whether a claim about many seeds asks, which other commands measure.
        """
        found, name, here = self.find(request), "", self.facts
        if found is None:
            found, name = self._elsewhere(request)
            here = self._without_backend
        if found is None:
            return blocked(request, f"not recorded; run {_recording(self._name, seeds)}")
        if why := found.why_stale(here):
            return blocked(request, f"stale: {why}; run {_recording(name or self._name, seeds)}")
        return replace(found.evidence, stack=name)

    def _elsewhere(self, request: Request) -> tuple[Measurement | None, str]:
        """Find a measurement with another backend, and the name of its stack."""
        found = ((store.find(request), store.facts.name) for store in self._others)
        return next((item for item in found if item[0] is not None), (None, ""))

    @property
    def fresh(self) -> Mapping[str, Evidence]:
        """Always empty: a replay measures nothing."""
        return {}

    def begin(self, claims: Sequence[Claim]) -> None:
        """Take the claims to be answered."""
        self._claims = tuple(claims)

    def answers(self) -> Iterator[tuple[Claim, Evidence | None]]:
        """Answer the claims in their order."""
        return ((claim, self.answer(claim)) for claim in self._claims)

    def answer(self, claim: Claim) -> Evidence | None:
        """Return what is known of a claim; None where the document alone decides."""
        if claim.stackless:
            return claim.own([self._answers.evidence_of(request) for request in claim.requests])
        seeds = claim.seeds > 0
        return claim.own([self.measure(request, seeds) for request in claim.requests])

    def close(self) -> None:
        """Nothing to close."""


def _recording(name: str, seeds: bool) -> str:
    """Name the command that records what a stack lacks."""
    return f"harness verify --stack {name} --seeds --record" if seeds else f"tox -e {name}"


def replays(folder: Path = EVIDENCE, run: Path = LATEST) -> list[EvidenceReplay]:
    """Read the evidence files of all stacks, oldest release first.

    Args:
        folder: The folder of evidence files.
        run: Record of the run that answers stackless claims.

    Raises:
        StoreError: An evidence file cannot be read.
    """
    answers = StacklessAnswers(run)
    return [EvidenceReplay._read(name, folder, answers) for name in recorded_names(folder)]


def answers_of(found: Iterable[tuple[Claim, Evidence | None]]) -> dict[str, Answer]:
    """Collect what stackless subjects answered, by the key of the request.

    Args:
        found: Claims with their evidence.
    """
    answers = {}
    for claim, evidence in found:
        if evidence is None or claim.stack_request is not None or claim.request is None:
            continue
        failure = evidence.failure
        if failure is None:
            answers[claim.request.key] = Answer(evidence.value)
        elif not failure.blocked:
            answers[claim.request.key] = Answer(None, failure.type, failure.message)
    return dict(sorted(answers.items()))
