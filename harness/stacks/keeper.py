"""The keeper of a worker: it passes requests on, checks each answer, and leaves nothing running.

It stands between a client and a worker so that no code of a subject runs where answers are told
apart. An answer that is not the open request's, and a worker that ends, cost that request alone,
and the worker is started again. It needs Python 3.8 and the standard library alone; Linux shows it
every process that a subject leaves behind, and on other systems, where nobody could try it yet, it
kills the worker's process group.
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
    """Keep the worker that ``sys.argv`` names, until the client's end closes."""
    adopt_orphans()
    Keeper(json.loads(sys.argv[2]), sys.argv[1]).run()
    os._exit(0)  # a thread may still wait for the client, and would abort an orderly end


class GoneError(Exception):
    """The client has gone, or has closed its end."""


class BrokenError(Exception):
    """A worker that cannot be asked any more; the text says why.

    Args:
        why: The reason.
        again: Whether an earlier request may be the cause, so that a fresh worker has to be asked.
    """

    def __init__(self, why: str, *, again: bool = True) -> None:
        super().__init__(why)
        self.again = again


class Keeper:
    """One worker at a time, and the requests for it.

    Args:
        command: How to start the worker.
        folder: What to remove in the end: the worker's folder for temporary files.
    """

    def __init__(self, command: List[str], folder: str) -> None:
        self._command, self._folder = command, folder
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._worker: Optional[WorkerProcess] = None
        self._started, self._parent = 0, os.getppid()

    def run(self) -> None:
        """Answer requests until the client's end closes, then end all and remove the folder."""
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
                    self._end_worker()  # it wrote, or ended, though nobody had asked
        except GoneError:
            pass
        finally:
            self._end_worker()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _answered(self, line: bytes) -> bytes:
        """Have a request answered, by a fresh worker where an earlier one may have broken it."""
        request = json.loads(line)
        fresh = self._worker is None
        try:
            try:
                return self._asked(line, request)
            except BrokenError as error:
                self._end_worker()
                if fresh or not error.again:
                    raise
                return self._asked(line, request)
        except BrokenError as error:
            self._end_worker()
            failure = {"type": DIED, "message": str(error), "blocked": False, "traceback": ""}
            answer = {"id": request["id"], "failure": failure, "seconds": 0.0}
            return json.dumps(answer).encode() + b"\n"

    def _asked(self, line: bytes, request: Dict[str, Any]) -> bytes:
        """Ask the worker; pass its heartbeats on, and return its answer when it is alone."""
        worker = self._worker or self._start()
        worker.send(line)
        while True:
            found = self._line(worker, request["limit"])
            try:
                answer = read_answer(found, request["id"])
            except ForeignAnswerError as error:
                shown = found[:_SHOWN].decode("utf-8", "backslashreplace").rstrip("\n")
                raise BrokenError("the worker answered {!r}, {}".format(shown, error)) from None
            if "heartbeat" in answer:
                self._write(found)
                continue
            end_children(spared=worker.process.pid)
            if self._wrote_more(worker):
                raise BrokenError("the worker answered more than once")
            if "spoilt" in answer:
                self._end_worker()
            return found

    def _start(self) -> WorkerProcess:
        self._started += 1
        try:
            self._worker = WorkerProcess(self._command, self._events, self._started)
        except OSError as error:
            raise BrokenError("the worker cannot start: {}".format(error)) from error
        return self._worker

    def _line(self, worker: WorkerProcess, limit: float) -> bytes:
        """Wait for the worker's next line.

        Raises:
            BrokenError: It ended, or the limit passed.
            GoneError: The client has gone.
        """
        deadline = time.monotonic() + limit
        while True:
            ended = worker.process.poll() is not None
            with contextlib.suppress(queue.Empty):
                source, line = self._get(min(_GLANCE, max(0.0, deadline - time.monotonic())))
                if source == _CLIENT:
                    raise GoneError
                if source != worker.number:
                    continue
                if line:
                    return line
                ended = True
            if ended:
                raise BrokenError(worker.last_words())
            if time.monotonic() >= deadline:
                raise BrokenError("no answer within {:g} s".format(limit), again=False)

    def _next(self) -> Event:
        """Wait for the next request, or for what the worker does without one."""
        while True:
            with contextlib.suppress(queue.Empty):
                source, line = self._get(1.0)
                if source == _CLIENT and not line:
                    raise GoneError
                if source == _CLIENT or (self._worker and source == self._worker.number):
                    return source, line

    def _get(self, seconds: float) -> Event:
        """Take the next event; the death of the client is noticed even if its pipe lives on."""
        if os.getppid() != self._parent:
            raise GoneError
        return self._events.get(timeout=seconds)

    def _wrote_more(self, worker: WorkerProcess) -> bool:
        """Whether the worker wrote anything behind its answer."""
        while not self._events.empty():
            source, line = self._events.get()
            if source == _CLIENT:
                raise GoneError  # before it has its answer, it sends nothing
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
            raise GoneError from error

    def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()
        end_children()
