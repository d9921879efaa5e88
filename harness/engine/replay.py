"""Recorded evidence and the latest run: they answer claims where nothing may be measured."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from harness.claims import Claim
from harness.evidence import Evidence, Facts, Failure, Request
from harness.evidence.measurement import Measurement
from harness.results.record import RunError, read_run
from harness.results.run import Answer
from harness.stacks.choice import EVIDENCE
from harness.stacks.stack import RecordedStack, blocked

LATEST = Path("reports/latest/run.json")
"""The run that ``harness verify`` left last, below the root of the project."""

_NOT_HERE = "not measured here: run harness verify"


class Answers:
    """What subjects without a stack answered in a run; read when somebody first asks.

    Args:
        file: The run's record; None for no answers at all.
    """

    def __init__(self, file: Path | None) -> None:
        self._file, self._why = file, _NOT_HERE

    def of(self, question: Request) -> Evidence:
        """Return what the run found, or the reason why nothing is known."""
        found = self._found.get(question.key)
        if found is None:
            return blocked(question, self._why)
        failure = Failure(found.failure, found.message, found.blocked) if found.failure else None
        return Evidence(question, found.value, failure)

    def kept(self, claims: Iterable[Claim]) -> dict[str, Answer]:
        """List the answers to what claims ask, by the key of the question."""
        keys = {c.question.key for c in claims if c.request is None and c.question is not None}
        return {key: self._found[key] for key in sorted(keys & self._found.keys())} if keys else {}

    @cached_property
    def _found(self) -> dict[str, Answer]:
        if self._file is None or not self._file.exists():
            return {}
        try:
            return read_run(self._file).answers
        except RunError as error:
            self._why = f"{_NOT_HERE} ({error})"
            return {}


class Replay:
    """Answers claims from the record of a stack and from a run; it cannot measure anything.

    Args:
        stack: The record.
        answers: The answers of subjects that ask no stack.
    """

    def __init__(self, stack: RecordedStack, answers: Answers) -> None:
        self._stack, self.answers = stack, answers

    @classmethod
    def read(cls, name: str, folder: Path = EVIDENCE, run: Path = LATEST) -> Replay:
        """Read a stack's record.

        Args:
            name: Name of the stack.
            folder: The folder of records.
            run: The run that answers what asks no stack.

        Raises:
            StoreError: It cannot be read.
        """
        return cls(RecordedStack.read(name, folder), Answers(run))

    @property
    def facts(self) -> Facts:
        """What the stack was made of."""
        return self._stack.facts

    @property
    def measurements(self) -> dict[str, Measurement]:
        """What was recorded, by the key of its request."""
        return self._stack.measurements

    def find(self, request: Request) -> Measurement | None:
        """Find what was recorded for a request; None where nothing was."""
        return self._stack.find(request)

    def measure(self, request: Request) -> Evidence:
        """Return what was recorded for a request, or why nothing is known."""
        return self._stack.measure(request)

    def answer(self, claim: Claim) -> Evidence | None:
        """Return what is known of a claim; None where the document alone decides."""
        if claim.request is not None:
            return self._stack.measure(claim.request)
        return None if claim.question is None else self.answers.of(claim.question)


def answer_of(claim: Claim, evidence: Evidence | None) -> tuple[str, Answer] | None:
    """Write down what a subject answered that asks no stack; None where it gave no answer."""
    if evidence is None or claim.request is not None or claim.question is None:
        return None
    failure = evidence.failure
    if failure is None:
        return claim.question.key, Answer(evidence.value)
    if failure.blocked:
        return None
    return claim.question.key, Answer(None, failure.type, failure.message)
