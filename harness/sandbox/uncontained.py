"""A process that runs printed code without containment, because the user trusts it.

It uses nothing that only some systems have: no fork, no limits of the system, no descriptors
handed on beside the standard ones. It was tested on Linux, not yet on macOS or Windows.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Optional, Sequence

from harness.sandbox import cell_loop
from harness.sandbox.answers import LONGEST_MESSAGE
from harness.sandbox.inputs import Opened, copy_below
from harness.sandbox.limits import Limits, StoppedError, TimeLimitError
from harness.sandbox.process import CodeProcess
from harness.sandbox.steps import CodePlace
from harness.sandbox.working_tree import WorkingTree, working_directory

NOT_CONTAINED = "not contained: trusted by the user"

_GLANCE = 0.1
_BEGINNING = b"what follows is ours\n"  # an interpreter may complain of something at its start
_FOLDERS = ("work", "home", "tmp")


def execute_uncontained() -> None:
    """Read requests from standard input, answer on standard error, and hide both from the code."""
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
    cell_loop.serve(requests, answer)


def execute_in_folder() -> None:
    """Do the same where modules beside the document are imported first."""
    sys.path.insert(0, os.getcwd())
    execute_uncontained()


class Uncontained(CodeProcess):
    """A process that runs printed code with the user's rights; only time and output are limited.

    Args:
        limits: What the code may use.
        files: What is copied into its home.
        place: Where it runs.
    """

    def __init__(
        self,
        limits: Limits,
        files: Sequence[Opened],
        place: CodePlace = CodePlace(),  # noqa: B008 - it cannot be changed
    ) -> None:
        super().__init__(limits, place)
        self._taken = 0
        self.means = [NOT_CONTAINED]
        work, home, temporary_files = (Path(self.folder, name) for name in _FOLDERS)
        for folder in (work, home, temporary_files):
            folder.mkdir()
        copy_below(str(home), files)
        if place.folder:
            self.left_out = WorkingTree(place.folder, str(work)).copy()
        self._output = Path(self.folder, "output")
        self._lines: queue.Queue[Optional[bytes]] = queue.Queue()
        try:
            directory = working_directory(str(work), place.below)
        except ValueError:
            self._remove()
            raise
        entry = "execute_in_folder" if place.folder else "execute_uncontained"
        with self._output.open("ab") as output:
            self._start(
                "harness.sandbox.uncontained:" + entry,
                str(home),
                str(temporary_files),
                stdout=output,
                cwd=directory,
                bufsize=0,
                **_own_group(),
            )
        threading.Thread(target=self._forward, daemon=True).start()

    def receive(self, deadline: float) -> bytes:
        """Wait for a line of the cell loop, and watch time and output meanwhile.

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
        """True if no second answer was sent."""
        return self._lines.empty()

    def take(self) -> str:
        """Return what was printed since the last call."""
        with self._output.open("rb") as output:
            output.seek(self._taken)
            printed = output.read(self._limits.output + 1)
        self._taken = self._output.stat().st_size
        return printed.decode(errors="replace")

    def close(self) -> None:
        """End the process and, as far as the system knows them, its children; remove its folder."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        elif os.name == "nt":
            tree = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
            subprocess.run(tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        self._process.kill()
        self._process.wait()
        super().close()

    def _forward(self) -> None:
        """Put the answers in a queue, so that waiting for one can have a limit."""
        assert self._process.stderr is not None
        rest, begun = b"", False
        with contextlib.suppress(OSError, ValueError):  # closed while reading
            while True:
                data = self._process.stderr.read(1 << 16)
                if not data:
                    break
                *whole, rest = (rest + data).split(b"\n")
                for line in whole:
                    if begun:
                        self._lines.put(line + b"\n")
                    elif (line + b"\n").endswith(_BEGINNING):
                        begun = True
                        self._noise.clear()
                    else:
                        self._noise += line + b"\n"
                if len(rest) > LONGEST_MESSAGE or self._lines.qsize() > LONGEST_MESSAGE:
                    break
        self._lines.put(None)


def _own_group() -> Any:
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}
