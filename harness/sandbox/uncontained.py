"""A process that runs printed code without containment, because the user trusts it.

It needs Python 3.8 and the standard library alone, and of that nothing that only some systems
have: no fork, no limits of the system, no descriptors handed on beside the standard ones. It was
tried on Linux alone; nobody has tried it on macOS or Windows yet.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, List, Optional, Sequence

from harness.files import temporary
from harness.sandbox import executor
from harness.sandbox.answers import LONGEST
from harness.sandbox.inputs import Opened, copy_below
from harness.sandbox.launch import command, environment, send
from harness.sandbox.limits import Limits, StoppedError, TimeLimitError
from harness.sandbox.usage import ending

MEANS = "not contained: trusted by the user"

_GLANCE, _PATIENCE, _WORDS = 0.1, 10.0, 300
_BEGINNING = b"what follows is ours\n"  # an interpreter may complain of something at its start
_FOLDERS = ("work", "home", "tmp")


def main() -> None:
    """Answer requests from standard input through standard error, and keep both from the code."""
    requests, answers = os.dup(0), os.dup(2)
    if os.name == "nt":  # which would write other ends of lines
        for descriptor in (requests, answers):
            importlib.import_module("msvcrt").setmode(descriptor, os.O_BINARY)  # type: ignore[attr-defined,unused-ignore]
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 2):
        os.dup2(nothing, standard)

    def answer(data: bytes) -> None:
        while data:
            data = data[os.write(answers, data) :]

    answer(_BEGINNING)
    executor.serve(requests, answer)


class Uncontained:
    """A process of the user's own that runs printed code.

    Of the limits it knows time and output.

    Args:
        limits: What the code may use.
        files: What is copied into its home.
    """

    def __init__(self, limits: Limits, files: Sequence[Opened]) -> None:
        self._limits, self._taken = limits, 0
        self.means: List[str] = [MEANS]
        self.folder = tempfile.mkdtemp(prefix=temporary.prefix())
        work, home, temporary_files = (Path(self.folder, name) for name in _FOLDERS)
        for folder in (work, home, temporary_files):
            folder.mkdir()
        copy_below(str(home), files)
        self._output = Path(self.folder, "output")
        self._lines: queue.Queue[Optional[bytes]] = queue.Queue()
        self._noise = bytearray()
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                command("harness.sandbox.uncontained"),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.PIPE,
                env=environment(str(home), str(temporary_files)),
                cwd=str(work),
                bufsize=0,
                **_own_group(),
            )
        forward = (self._process, self._lines, self._noise)
        threading.Thread(target=_forward, args=forward, daemon=True).start()

    def send(self, data: bytes) -> None:
        """Send a line to the executor."""
        send(self._process, data)

    def receive(self, deadline: float) -> bytes:
        """Wait for a line of the executor, and watch time and output meanwhile.

        Args:
            deadline: Until when, by `time.monotonic`.

        Raises:
            StoppedError: A limit was reached, or the process ended.
        """
        while True:
            ended = self._process.poll()
            try:
                line = self._lines.get(timeout=_GLANCE)
            except queue.Empty:
                line = b""
            if line is None or (ended is not None and not line):
                raise StoppedError(self._how_it_ended())
            if self._output.stat().st_size - self._taken > self._limits.output:
                raise StoppedError("output limit of {} bytes".format(self._limits.output))
            if line:
                return line
            if time.monotonic() >= deadline:
                raise TimeLimitError

    def settle(self) -> bool:
        """Say whether there was one answer alone."""
        return self._lines.empty()

    def take(self) -> str:
        """Return what was printed since the last time."""
        with self._output.open("rb") as output:
            output.seek(self._taken)
            printed = output.read(self._limits.output + 1)
        self._taken = self._output.stat().st_size
        return printed.decode(errors="replace")

    def words(self) -> str:
        """Return the end of what its interpreter complained of at its start."""
        return " ".join(self._noise.decode(errors="replace").split())[-_WORDS:]

    def close(self) -> None:
        """End the process, as far as this system allows all that it started, and its folder."""
        _end_group(self._process)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stderr):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _how_it_ended(self) -> str:
        try:
            return ending(self._process.wait(_PATIENCE))
        except subprocess.TimeoutExpired:
            return "its process fell silent"


def _forward(
    process: subprocess.Popen[bytes], lines: queue.Queue[Optional[bytes]], noise: bytearray
) -> None:
    """Put the lines of a process in a queue, so that waiting for one can have a limit."""
    assert process.stderr is not None
    rest, begun = b"", False
    with contextlib.suppress(OSError, ValueError):  # closed while reading
        while True:
            data = process.stderr.read(1 << 16)
            if not data:
                break
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                if begun:
                    lines.put(line + b"\n")
                elif (line + b"\n").endswith(_BEGINNING):
                    begun = True
                    noise.clear()
                else:
                    noise += line + b"\n"
            if len(rest) > LONGEST or lines.qsize() > LONGEST:
                break
    lines.put(None)


def _own_group() -> Any:
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children, as far as the system knows them for such."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    elif os.name == "nt":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    process.kill()
