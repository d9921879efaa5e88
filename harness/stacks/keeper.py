"""The keeper of a worker: it passes requests on, checks each answer, and leaves nothing running.

It is a process between client and worker, so that answers are checked where no subject runs. If
the worker sends a wrong answer or ends, only the open request fails, and the worker is started
again. On Linux the keeper ends every process that a subject leaves behind; on other systems, which
are not tested yet, it kills the worker's process group.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import sys
import time
from typing import Any, Dict, List, Optional

from harness.sandbox.answers import ForeignAnswerError, read_answer
from harness.stacks.leftovers import adopt_orphans, end_children
from harness.stacks.worker_process import Event, WorkerProcess, forward

DIED = "WorkerDied"

_CLIENT = 0
_GLANCE, _SHOWN = 0.5, 80


def keep_worker() -> None:
    """Keep a worker until the client ends; ``sys.argv`` holds its folder and its command."""
    adopt_orphans()
    Keeper(json.loads(sys.argv[2]), sys.argv[1]).run()
    os._exit(0)  # a thread may still wait for the client, and would abort an orderly end


class _GoneError(Exception):
    """The client ended, or closed its end of the channel."""


class _BrokenError(Exception):
    """A worker can answer no more; the text says why.

    Args:
        why: The reason.
        again: Whether an earlier request may be the cause, so that a fresh worker is asked.
    """

    def __init__(self, why: str, *, again: bool = True) -> None:
        super().__init__(why)
        self.again = again


class Keeper:
    """One worker at a time, and the requests for it.

    Args:
        command: The command that starts the worker.
        folder: The worker's folder of temporary files, which is removed in the end.
    """

    def __init__(self, command: List[str], folder: str) -> None:
        self._command, self._folder = command, folder
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._worker: Optional[WorkerProcess] = None
        self._started, self._parent = 0, os.getppid()

    def run(self) -> None:
        """Answer requests until the client ends, then end the worker and remove the folder."""
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self._events.put((_CLIENT, b"")))
        forward(sys.stdin.buffer, -1, self._events, _CLIENT)
        try:
            while True:
                source, line = self._next()
                if source == _CLIENT:
                    self._write(self._answered(line))
                else:
                    self._end_worker()  # it wrote, or ended, without a request
        except _GoneError:
            pass
        finally:
            self._end_worker()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _answered(self, line: bytes) -> bytes:
        """Answer a request, with a fresh worker if an earlier request may have broken the old."""
        request = json.loads(line)
        fresh = self._worker is None
        try:
            try:
                return self._asked(line, request)
            except _BrokenError as error:
                self._end_worker()
                if fresh or not error.again:
                    raise
                return self._asked(line, request)
        except _BrokenError as error:
            self._end_worker()
            failure = {"type": DIED, "message": str(error), "blocked": False, "traceback": ""}
            answer = {"id": request["id"], "failure": failure, "seconds": 0.0}
            return json.dumps(answer).encode() + b"\n"

    def _asked(self, line: bytes, request: Dict[str, Any]) -> bytes:
        """Ask the worker, pass its heartbeats on, and return its only answer."""
        worker = self._worker or self._start()
        worker.send(line)
        while True:
            found = self._line(worker, request["limit"])
            try:
                answer = read_answer(found, request["id"])
            except ForeignAnswerError as error:
                shown = found[:_SHOWN].decode("utf-8", "backslashreplace").rstrip("\n")
                raise _BrokenError("the worker answered {!r}, {}".format(shown, error)) from None
            if "heartbeat" in answer:
                self._write(found)
                continue
            end_children(spared=worker.process.pid)
            if self._wrote_more(worker):
                raise _BrokenError("the worker answered more than once")
            if "spoilt" in answer:
                self._end_worker()
            return found

    def _start(self) -> WorkerProcess:
        self._started += 1
        try:
            self._worker = WorkerProcess(self._command, self._events, self._started)
        except OSError as error:
            raise _BrokenError("the worker cannot start: {}".format(error)) from error
        return self._worker

    def _line(self, worker: WorkerProcess, limit: float) -> bytes:
        """Wait for the worker's next line.

        Raises:
            _BrokenError: It ended, or the limit passed.
            _GoneError: The client has gone.
        """
        deadline = time.monotonic() + limit
        while True:
            ended = worker.process.poll() is not None
            with contextlib.suppress(queue.Empty):
                source, line = self._get(min(_GLANCE, max(0.0, deadline - time.monotonic())))
                if source == _CLIENT:
                    raise _GoneError
                if source != worker.number:
                    continue
                if line:
                    return line
                ended = True
            if ended:
                raise _BrokenError(worker.last_words())
            if time.monotonic() >= deadline:
                raise _BrokenError("no answer within {:g} s".format(limit), again=False)

    def _next(self) -> Event:
        """Wait for the next request, or for an event of the worker without one."""
        while True:
            with contextlib.suppress(queue.Empty):
                source, line = self._get(1.0)
                if source == _CLIENT and not line:
                    raise _GoneError
                if source == _CLIENT or (self._worker and source == self._worker.number):
                    return source, line

    def _get(self, seconds: float) -> Event:
        """Take the next event; also notice a dead client whose pipe is still open elsewhere."""
        if os.getppid() != self._parent:
            raise _GoneError
        return self._events.get(timeout=seconds)

    def _wrote_more(self, worker: WorkerProcess) -> bool:
        """Whether the worker wrote anything after its answer."""
        while not self._events.empty():
            source, line = self._events.get()
            if source == _CLIENT:
                raise _GoneError  # a live client sends nothing before it has its answer
            if source == worker.number and line:
                return True
            if source == worker.number:
                self._end_worker()
        return False

    def _write(self, line: bytes) -> None:
        try:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        except OSError as error:
            raise _GoneError from error

    def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()
        end_children()
