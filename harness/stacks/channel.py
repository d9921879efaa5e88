"""The worker's end of the channel to its keeper."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from typing import IO, Any, Tuple

from harness.sandbox.return_values import sendable, shortened

_HIGHEST = 1 << 16
_ROOM, _NAME = 8, 200

_dumps, _exit, _fstat, _own_id, _write = json.dumps, os._exit, os.fstat, os.getpid, os.write


class Channel:
    """Requests from the keeper, and answers to it.

    It takes standard input and output and moves them to high numbers, which a subject that closes
    or writes to descriptors by number does not reach. Standard input becomes empty, and standard
    output becomes standard error. A fork of this process has no channel.

    Attributes:
        requests: The lines with requests.
        number: The id of the request that is being answered.
    """

    def __init__(self) -> None:
        reading, self._writing = _moved()
        self.requests: IO[bytes] = os.fdopen(reading, "rb")
        self.number: Any = None
        self._own, self._lock = _own_id(), threading.Lock()
        self._file = _identity(self._writing)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=lambda: _close(reading, self._writing))

    def answer(self, text: str) -> None:
        """Send an answer, as a JSON object without its id."""
        number, self.number = self.number, None
        self._send(_dumps({"id": number})[:-1] + ", " + text[1:])

    def heartbeat(self, what: str, part: str, done: int, of: int) -> None:
        """Report how far the measurement has come; without an open request nothing is sent.

        Args:
            what: What is going on, such as the network in training.
            part: What it is made of, such as `epoch`.
            done: Parts that are finished.
            of: All its parts.

        Raises:
            TypeError: These are not two texts and two whole numbers.
        """
        if not (isinstance(what, str) and isinstance(part, str)):
            raise TypeError("a measurement announces two texts and two whole numbers")
        names = [shortened(sendable(name), _NAME) for name in (what, part)]
        parts = [*names, int(done), int(of)]
        if self.number is not None and _own_id() == self._own:
            self._send(_dumps({"id": self.number, "heartbeat": parts}))

    def _send(self, text: str) -> None:
        data = memoryview(text.encode("ascii") + b"\n")
        with self._lock:
            if _identity(self._writing) != self._file:
                print("the subject closed the channel", file=sys.stderr, flush=True)  # noqa: T201
                _exit(1)
            while data:
                data = data[_write(self._writing, data) :]


def _moved() -> Tuple[int, int]:
    """Move standard input and output, and replace them by an empty input and standard error."""
    found = _moved_high() or (os.dup(0), os.dup(1))
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return found


def _moved_high() -> Any:
    """Copy them to numbers above the limit of open files, if the system has one."""
    try:
        import fcntl
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        bounded = 0 <= soft <= _HIGHEST
        least = (soft if bounded else _HIGHEST) - _ROOM
        found = [fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, least) for number in (0, 1)]
        if bounded:
            resource.setrlimit(resource.RLIMIT_NOFILE, (least, hard))
    except (ImportError, ValueError, OSError):
        return None
    return found


def _identity(descriptor: int) -> Any:
    """Identify the file of a descriptor."""
    try:
        about = _fstat(descriptor)
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)
