"""The client of a worker process."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

from harness.evidence import WORKER_DIED, Failure
from harness.stacks.trust import told

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3"}
"""TensorFlow's own start-up messages are no evidence."""

Listener = Callable[[str, str, int, int], object]
"""Is told what is going on, what its parts are, how many are done, and of how many."""

_TAIL = 800


class WorkerDiedError(Exception):
    """A worker that ended or fell silent before it answered."""


class Client:
    """One worker process, started when it is first needed and again after a crash.

    Args:
        command: How to start the worker; this interpreter by default.
        limit: Seconds that a worker may take for an answer or for its next sign of life.
        environment: Variables to set for the worker.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        limit: float = 900.0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._command = command or (sys.executable, "-m", "harness.stacks.worker")
        self._limit = limit
        self._environment = told({**QUIET, **os.environ, **(environment or {})})
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._noise: IO[bytes] | None = None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._facts: dict[str, Any] | None = None
        self._listener: Listener | None = None

    def listen(self, listener: Listener) -> None:
        """Have signs of life of a long measurement told to a listener."""
        self._listener = listener

    def start(self) -> None:
        """Start the worker without waiting for it."""
        if self._process is not None:
            return
        # TensorFlow leaves the code it generates here, as a killed process cleans nothing up
        self._temporary = tempfile.TemporaryDirectory(
            prefix="harness-worker-", ignore_cleanup_errors=True
        )
        self._noise = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._answers = queue.SimpleQueue()
        self._facts = None
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            text=True,
            encoding="utf-8",
            env={**self._environment, "TMPDIR": self._temporary.name},
        )
        reader = threading.Thread(target=_forward, args=(self._process, self._answers), daemon=True)
        reader.start()

    def describe(self) -> dict[str, Any]:
        """Return what the worker says of its stack.

        Raises:
            WorkerDiedError: It ended before it said anything.
        """
        self.start()
        if self._facts is None:
            try:
                self._facts = self._receive()
            except WorkerDiedError:
                self.close()
                raise
        return self._facts

    def ask(
        self, subject: str, given: dict[str, Any], limit: float | None = None
    ) -> dict[str, Any]:
        """Have a subject measured; a worker that dies costs this one request.

        Args:
            subject: ``module:function``.
            given: Its arguments.
            limit: Seconds that this request may take, where it is not the client's limit.

        Returns:
            ``value`` or ``failure``, and ``seconds``.
        """
        try:
            self.describe()
            assert self._process is not None
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({"subject": subject, "given": given}) + "\n")
            self._process.stdin.flush()
            return self._receive(limit)
        except (WorkerDiedError, BrokenPipeError) as error:
            self.close()
            return {"failure": {"type": WORKER_DIED, "message": str(error)}, "seconds": 0.0}

    def close(self) -> None:
        """End the worker."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, self._noise):
            if stream is not None:
                stream.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _receive(self, limit: float | None = None) -> dict[str, Any]:
        """Wait for an answer; each sign of life lets the limit begin again."""
        limit = limit or self._limit
        while "sign" in (answer := self._line(limit)):
            if self._listener is not None:
                self._listener(*answer["sign"])
        return answer

    def _line(self, limit: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=limit)
        except queue.Empty:
            raise WorkerDiedError(f"no answer within {limit:g} s") from None
        if line is None:
            raise WorkerDiedError(self._last_words())
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise WorkerDiedError(f"the worker answered {line[:80]!r}")
        return answer

    def _last_words(self) -> str:
        assert self._process is not None
        assert self._noise is not None
        code = self._process.wait()
        size = self._noise.seek(0, os.SEEK_END)
        self._noise.seek(max(0, size - _TAIL))
        words = self._noise.read().decode(errors="replace").strip()
        return f"the worker {_ending(code)}{f': {words}' if words else ''}"


def failure_of(answer: dict[str, Any]) -> Failure | None:
    """Read the failure in an answer, if there is one."""
    return Failure(**answer["failure"]) if "failure" in answer else None


def _ending(code: int) -> str:
    """Say how a process ended, by its exit code."""
    if code >= 0:
        return f"ended with {code}"
    name = signal.Signals(-code).name
    memory = ", perhaps for want of memory" if -code == signal.SIGKILL else ""
    return f"was ended by {name}{memory}"


def _forward(process: subprocess.Popen[str], answers: queue.SimpleQueue[str | None]) -> None:
    """Pass a worker's lines on, so that waiting for one can have a limit."""
    assert process.stdout is not None
    try:
        for line in process.stdout:
            answers.put(line)
    except ValueError:
        pass  # closed while reading
    answers.put(None)
