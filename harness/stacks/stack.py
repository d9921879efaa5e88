"""An interpreter with its packages on a device."""

from __future__ import annotations

from dataclasses import dataclass, replace

from harness.evidence import Evidence, Failure, Request
from harness.stacks.client import Client, WorkerDiedError, failure_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What a stack is made of.

    Args:
        name: Such as ``tf2.21``.
        python: Version of the interpreter.
        tensorflow: Version of the package; "none" where it is absent.
        keras: Version of the package behind ``tensorflow.keras``.
        numpy: Version of the package.
        device: ``CPU``, or the GPU's name.
        seconds: What importing TensorFlow took.
    """

    name: str
    python: str
    tensorflow: str
    keras: str
    numpy: str
    device: str
    seconds: float


ABSENT = Facts("no stack", "none", "0.0", "none", "none", "none", 0.0)
"""Stands for a stack where there is none."""


class Stack:
    """Measures subjects, each once for a set of arguments.

    Args:
        client: The worker to ask.
    """

    def __init__(self, client: Client | None = None) -> None:
        self._client = client or Client()
        self._measured: dict[str, Evidence] = {}

    @property
    def facts(self) -> Facts:
        """What the stack is made of; ``ABSENT`` where its worker cannot start or has none."""
        try:
            said = self._client.describe()
        except WorkerDiedError:
            return ABSENT
        if said["tensorflow"] is None:
            return replace(ABSENT, python=said["python"], numpy=said["numpy"] or "none")
        name = f"tf{'.'.join(said['tensorflow'].split('.')[:2])}"
        gpu = "-gpu" if said["device"].startswith("GPU") else ""
        return Facts(**{**said, "name": name + gpu, "keras": said["keras"] or "none"})

    def start(self) -> None:
        """Start the worker without waiting for it."""
        self._client.start()

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
        from harness.stacks.search import search  # Hypothesis loads while TensorFlow does

        return search(request, self._ask)

    def _ask(self, request: Request) -> Evidence:
        try:
            absent = self._client.describe()["tensorflow"] is None
        except WorkerDiedError as error:
            return Evidence(request, failure=Failure("WorkerDied", str(error)))
        if absent:
            message = "TensorFlow is not installed here; install claims-harness[stack]"
            return Evidence(request, failure=Failure("Unavailable", message, blocked=True))
        answer = self._client.ask(request.subject, request.given)
        return Evidence(request, answer.get("value"), failure_of(answer), answer["seconds"])
