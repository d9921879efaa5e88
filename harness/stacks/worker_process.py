"""The worker's process as its keeper sees it."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
from typing import IO, Any, List, Tuple

from harness.sandbox.return_values import LARGEST_ANSWER
from harness.stacks.leftovers import end_children

Event = Tuple[int, bytes]
"""The number of a process, and a line that it wrote; empty after the last one."""

_LONGEST = LARGEST_ANSWER + (1 << 20)  # the largest value, and what stands around it
_GLANCE, _PATIENCE = 0.5, 5.0
_NOISE, _WORDS = 1 << 16, 800


class WorkerProcess:
    """A running worker, whose lines become events.

    Args:
        command: The command that starts it.
        events: The queue of its lines.
        number: Its number in these events.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self, command: List[str], events: queue.SimpleQueue[Event], number: int) -> None:
        self.number, self._noise = number, bytearray()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._threads = [
            forward(self.process.stdout, _LONGEST, events, number),
            _started(self._listen, self.process.stderr),
        ]

    def send(self, line: bytes) -> None:
        """Send a request; if the worker has ended, its last event has an empty line."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(line)
            self.process.stdin.flush()

    def last_words(self) -> str:
        """Return how the worker ended and what it wrote last; kill it if it still runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_GLANCE)
        code = self.process.returncode
        self.end()
        words = self._noise[-_WORDS:].decode("utf-8", "replace").strip()
        how = "closed the channel of its answers" if code is None else _ending(code)
        return "the worker {}{}".format(how, ": " + words if words else "")

    def end(self) -> None:
        """Kill the worker and its process group."""
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_PATIENCE)
        end_children()
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        for thread, stream in zip(self._threads, (self.process.stdout, self.process.stderr)):
            thread.join(_PATIENCE)
            if stream is not None and not thread.is_alive():
                stream.close()

    def _listen(self, stream: IO[bytes]) -> None:
        """Keep the end of what is written to standard error."""
        for chunk in iter(lambda: os.read(stream.fileno(), _NOISE), b""):
            self._noise += chunk
            del self._noise[:-_NOISE]


def _ending(code: int) -> str:
    if code >= 0:
        return "ended with {}".format(code)
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = "signal {}".format(-code)
    memory = ", perhaps for want of memory" if name == "SIGKILL" else ""
    return "was ended by {}{}".format(name, memory)


def forward(
    stream: IO[bytes], longest: int, events: queue.SimpleQueue[Event], source: int
) -> threading.Thread:
    """Read a stream in a thread and make events of its lines, so that waiting can have a limit.

    Args:
        stream: The stream.
        longest: The most bytes of a line, after which it is cut; -1 for no limit.
        events: The queue of the events.
        source: The number of the process that writes.
    """

    def read() -> None:
        with contextlib.suppress(ValueError, OSError):  # closed while reading
            for line in iter(lambda: stream.readline(longest), b""):
                events.put((source, line))
        events.put((source, b""))

    return _started(read)


def _started(function: Any, *arguments: Any) -> threading.Thread:
    thread = threading.Thread(target=function, args=arguments, daemon=True)
    thread.start()
    return thread
