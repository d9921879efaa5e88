"""The client of a worker process."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from harness.evidence import WORKER_DIED, Failure
from harness.evidence.facts import FURTHER
from harness.sandbox.answers import ForeignAnswerError, read_answer
from harness.stacks.keeper_process import KeeperEndedError, KeeperProcess
from harness.stacks.trust import worker_environment
from harness.stacks.worker import DESCRIBE
from harness.subject import Listener

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3"}
"""Turns off TensorFlow's messages at start-up."""

_SLACK = 30.0


class WorkerDiedError(Exception):
    """A worker ended or timed out before it answered."""


class Client:
    """One worker process, started when it is first needed and again after a crash.

    Args:
        command: The command that starts the worker; by default one of this interpreter.
        limit: Timeout of an answer or of the next heartbeat, in seconds.
        environment: Environment variables of the worker, added to those of this process.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        limit: float = 900.0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._command = command or (sys.executable, "-m", "harness.stacks.worker")
        self._limit = limit
        self._environment = worker_environment({**QUIET, **os.environ, **(environment or {})})
        self._keeper: KeeperProcess | None = None
        self._asked = 0
        self._facts: dict[str, Any] | None = None
        self._listener: Listener | None = None
        self._lock = threading.Lock()
        self._closed = False

    def listen(self, listener: Listener) -> None:
        """Pass the heartbeats of every measurement to a listener."""
        self._listener = listener

    def describe(self) -> dict[str, Any]:
        """Return the description of the stack by its first worker.

        Raises:
            WorkerDiedError: It ended before it answered.
        """
        if self._facts is None:
            with self._ending_on_errors():
                request = {
                    "subject": DESCRIBE,
                    "given": {"packages": FURTHER},
                    "limit": self._limit,
                }
                answer = self._receive(self._send(json.dumps(request)), self._limit)
                if "failure" in answer:
                    raise WorkerDiedError(answer["failure"]["message"])
                self._facts = answer["value"]
        assert self._facts is not None
        return self._facts

    def ask(
        self, subject: str, given: dict[str, Any], limit: float | None = None
    ) -> dict[str, Any]:
        """Measure a subject; if the worker dies, only this request fails.

        Args:
            subject: ``module:function``.
            given: Its arguments.
            limit: Timeout in seconds; the client's by default.

        Returns:
            ``value`` or ``failure``, and ``seconds``.
        """
        limit = limit or self._limit
        try:
            request = json.dumps({"subject": subject, "given": given, "limit": limit})
        except (ValueError, TypeError, RecursionError) as error:
            return _failed(type(error).__name__, f"its arguments cannot be sent: {error}")
        try:
            with self._ending_on_errors():
                answer = self._receive(self._send(request), limit)
        except WorkerDiedError as error:
            return _failed(WORKER_DIED, str(error))
        return {name: answer[name] for name in ("value", "failure", "seconds") if name in answer}

    def close(self) -> None:
        """End the worker and all processes it started, within seconds; none is started again."""
        with self._lock:
            self._closed = True
        self._end()

    def _end(self) -> None:
        with self._lock:
            keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.close()

    @contextlib.contextmanager
    def _ending_on_errors(self) -> Iterator[None]:
        """End the worker on any error, also an interrupt: a late answer must not be taken."""
        try:
            yield
        except BaseException:
            self._end()
            raise

    def _send(self, request: str) -> int:
        with self._lock:
            if self._closed:
                raise WorkerDiedError("the run was ended")
            if self._keeper is None:
                try:
                    self._keeper = KeeperProcess(self._command, self._environment)
                except OSError as error:
                    raise WorkerDiedError(f"no worker can be started: {error}") from error
            keeper = self._keeper
        self._asked += 1
        keeper.send(f'{{"id": {self._asked}, {request[1:]}\n'.encode())
        return self._asked

    def _receive(self, number: int, limit: float) -> dict[str, Any]:
        """Wait for an answer; each heartbeat restarts the timeout.

        The keeper enforces the timeout, and may ask a second worker if the first was not fresh.
        """
        keeper = self._keeper
        if keeper is None:
            raise WorkerDiedError("the run was ended")
        while True:
            try:
                line = keeper.line(2 * limit + _SLACK)
                answer = read_answer(line, number)
            except KeeperEndedError as error:
                raise WorkerDiedError(str(error)) from error
            except ForeignAnswerError as error:
                raise WorkerDiedError(f"the keeper answered {line[:80]!r}, {error}") from None
            if "heartbeat" not in answer:
                return answer
            if self._listener is not None:
                self._listener(*answer["heartbeat"])


def failure_of(answer: dict[str, Any]) -> Failure | None:
    """Return the failure in an answer, or None."""
    return Failure(**answer["failure"]) if "failure" in answer else None


def _failed(kind: str, message: str) -> dict[str, Any]:
    return {"failure": {"type": kind, "message": message}, "seconds": 0.0}
