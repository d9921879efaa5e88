"""Where subjects are measured: a live stack, or the reason why one cannot be had here."""

from __future__ import annotations

from dataclasses import replace

from harness.evidence import ABSENT, Evidence, Facts, Failure, Request
from harness.evidence.facts import stack_name
from harness.stacks.client import Client, WorkerDiedError, failure_of
from harness.subject import Listener


class Stack:
    """A live stack, whose worker process measures subjects.

    Args:
        client: The worker to ask; by default one with this interpreter.
        name: What the stack must turn out to be; anything where it is empty.
        stackless: Whether it measures subjects that need no TensorFlow, and nothing else.
    """

    def __init__(
        self, client: Client | None = None, name: str = "", *, stackless: bool = False
    ) -> None:
        self.client = client or Client()
        self._name, self._stackless = name, stackless
        self._closed = False

    @property
    def facts(self) -> Facts:
        """What the stack is made of; ``ABSENT`` where its worker cannot start or has none."""
        if self._stackless or self._closed:
            return ABSENT
        try:
            said = {**self.client.describe()}
        except WorkerDiedError:
            return replace(ABSENT, name=self._name or ABSENT.name)
        if said["tensorflow"] is None:
            return replace(ABSENT, python=said["python"], numpy=said["numpy"] or "none")
        keras = said["keras"] or "none"
        name = stack_name(said["tensorflow"], keras, said["device"], said.pop("backend", ""))
        return Facts(**{**said, "name": name, "keras": keras})

    def listen(self, listener: Listener) -> None:
        """Have the heartbeats of long measurements passed to a listener."""
        self.client.listen(listener)

    def measure(self, request: Request) -> Evidence:
        """Measure a request; a law is searched for a counterexample."""
        if request.search is None:
            return self._ask(request)
        from harness.stacks.counterexamples import search  # Hypothesis loads while TensorFlow does

        return search(request, self._ask)

    def close(self) -> None:
        """End the worker; what is asked later is not measured."""
        self._closed = True
        self.client.close()

    def _ask(self, request: Request) -> Evidence:
        if self._closed:
            return blocked(request, "the run was ended")
        if not self._stackless:
            try:
                absent = self.client.describe()["tensorflow"] is None
            except WorkerDiedError as error:
                return Evidence(request, failure=Failure("WorkerDied", str(error)))
            if absent:
                why = "TensorFlow is not installed here; install claims-harness[stack]"
                return blocked(request, why)
            if self._name and self.facts.name != self._name:
                return blocked(request, _other(self._name, self.facts.name))
        answer = self.client.ask(request.subject, request.given, request.seconds)
        return Evidence(request, answer.get("value"), failure_of(answer), answer["seconds"])


def _other(wanted: str, found: str) -> str:
    """Say that a stack is not the one it was taken for."""
    if wanted == f"{found}-gpu":
        return f"{wanted} needs a GPU that TensorFlow can use, with its driver, CUDA and cuDNN"
    return f"this is no {wanted} but {found}"


class AbsentStack:
    """A stack that cannot be had here.

    Args:
        name: Its name.
        why: What is missing, and how to get it.
    """

    def __init__(self, name: str, why: str) -> None:
        self._name, self.why = name, why

    @property
    def facts(self) -> Facts:
        """Nothing but the name."""
        return replace(ABSENT, name=self._name)

    def measure(self, request: Request) -> Evidence:
        """Say what is missing."""
        return blocked(request, self.why)

    def close(self) -> None:
        """Nothing to close."""


def blocked(request: Request, why: str) -> Evidence:
    """Answer a request with the reason why it could not be measured."""
    return Evidence(request, failure=Failure("Unavailable", why, blocked=True))
