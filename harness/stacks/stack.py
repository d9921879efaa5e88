"""Where subjects are measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from harness.evidence import ABSENT, Evidence, Facts, Failure, Request
from harness.evidence.facts import stack_name
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, read_store
from harness.stacks.client import Client, WorkerDiedError, failure_of
from harness.subject import Listener


class Measurer(Protocol):
    """Whatever answers requests with evidence: a live stack, a record, or a reason."""

    @property
    def facts(self) -> Facts:
        """What the stack is made of."""

    def start(self) -> None:
        """Begin what takes time."""

    def measure(self, request: Request) -> Evidence:
        """Answer a request."""

    def close(self) -> None:
        """End what was begun."""


class Stack:
    """Measures subjects, each once for a set of arguments.

    Args:
        client: The worker to ask.
        name: What the stack must turn out to be; anything where it is empty.
    """

    def __init__(self, client: Client | None = None, name: str = "") -> None:
        self._client = client or Client()
        self._name = name
        self._measured: dict[str, Evidence] = {}

    @property
    def facts(self) -> Facts:
        """What the stack is made of; ``ABSENT`` where its worker cannot start or has none."""
        try:
            said = self._client.describe()
        except WorkerDiedError:
            return replace(ABSENT, name=self._name or ABSENT.name)
        if said["tensorflow"] is None:
            return replace(ABSENT, python=said["python"], numpy=said["numpy"] or "none")
        keras = said["keras"] or "none"
        name = stack_name(said["tensorflow"], keras, said["device"])
        return Facts(**{**said, "name": name, "keras": keras})

    def start(self) -> None:
        """Start the worker without waiting for it."""
        self._client.start()

    def listen(self, listener: Listener) -> None:
        """Have heartbeats of a long measurement told to a listener."""
        self._client.listen(listener)

    def measure(self, request: Request) -> Evidence:
        """Measure a request, or return what an equal one measured before."""
        if request.key not in self._measured:
            self._measured[request.key] = self._search(request) or self._ask(request)
        return self._measured[request.key]

    def close(self) -> None:
        """End the worker."""
        self._client.close()

    def _search(self, request: Request) -> Evidence | None:
        if request.search is None:
            return None
        from harness.stacks.counterexamples import search  # Hypothesis loads while TensorFlow does

        return search(request, self._ask)

    def _ask(self, request: Request) -> Evidence:
        try:
            absent = self._client.describe()["tensorflow"] is None
        except WorkerDiedError as error:
            return Evidence(request, failure=Failure("WorkerDied", str(error)))
        if absent:
            return blocked(
                request, "TensorFlow is not installed here; install claims-harness[stack]"
            )
        if self._name and self.facts.name != self._name:
            return blocked(request, _other(self._name, self.facts.name))
        answer = self._client.ask(request.subject, request.given, request.seconds)
        return Evidence(request, answer.get("value"), failure_of(answer), answer["seconds"])


def _other(wanted: str, found: str) -> str:
    """Say that a stack is not the one it was taken for."""
    if wanted == f"{found}-gpu":
        return f"{wanted} needs a GPU that TensorFlow can use, with its driver, CUDA and cuDNN"
    return f"this is no {wanted} but {found}"


class RecordedStack:
    """Answers requests from a record, as long as their source is the recorded one.

    Args:
        name: Name of the stack.
        store: What was recorded of it; None where nothing was.
    """

    def __init__(self, name: str, store: Store | None) -> None:
        self._name, self._store = name, store

    @classmethod
    def read(cls, name: str, folder: Path) -> RecordedStack:
        """Read a stack's record from a folder of records.

        Raises:
            StoreError: It cannot be read.
        """
        file = folder / f"{name}.json"
        return cls(name, read_store(file) if file.is_file() else None)

    @property
    def facts(self) -> Facts:
        """What the stack was made of."""
        return self._store.facts if self._store else replace(ABSENT, name=self._name)

    @property
    def measurements(self) -> dict[str, Measurement]:
        """What was recorded, by the key of its request."""
        return self._store.measurements if self._store else {}

    def find(self, request: Request) -> Measurement | None:
        """Find what was recorded for a request; None where nothing was."""
        return self._store.find(request) if self._store else None

    def start(self) -> None:
        """Begin nothing: all is read."""

    def measure(self, request: Request) -> Evidence:
        """Return what was recorded; no record, or one of other source, blocks."""
        found = self.find(request)
        if found is None:
            return blocked(request, f"not recorded; run tox -e {self._name}")
        if why := found.stale(self.facts):
            return blocked(request, f"stale: {why}; run tox -e {self._name}")
        return found.evidence

    def close(self) -> None:
        """End nothing."""


class AbsentStack:
    """A stack that cannot be had here.

    Args:
        name: Its name.
        why: What is missing, and the way to get it.
    """

    def __init__(self, name: str, why: str) -> None:
        self._name, self.why = name, why

    @property
    def facts(self) -> Facts:
        """Nothing but the name."""
        return replace(ABSENT, name=self._name)

    def start(self) -> None:
        """Begin nothing."""

    def measure(self, request: Request) -> Evidence:
        """Say what is missing."""
        return blocked(request, self.why)

    def close(self) -> None:
        """End nothing."""


def blocked(request: Request, why: str) -> Evidence:
    """Answer a request with the reason why nobody could look."""
    return Evidence(request, failure=Failure("Unavailable", why, blocked=True))
