"""The host's side of a contained process: starting it, and reading what comes out of it.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import subprocess
import tempfile
import time
from typing import Any, Dict, List, Optional, Sequence

from harness.files import temporary
from harness.sandbox import advice, cgroup, containment
from harness.sandbox.inputs import Opened
from harness.sandbox.launch import command, environment, send
from harness.sandbox.limits import ContainmentError, Limits, StoppedError, TimeLimitError
from harness.sandbox.supervisor import TOLD
from harness.sandbox.usage import ending

_MOST_ANSWERS = 1 << 20
_START, _GLANCE, _PATIENCE, _WORDS = 120.0, 0.25, 10.0, 300


class Contained:
    """A process in namespaces of its own that runs printed code.

    Args:
        limits: What the code may use.
        files: What is copied into its home.

    Raises:
        ContainmentError: This machine cannot contain it; nothing was run.
    """

    def __init__(self, limits: Limits, files: Sequence[Opened]) -> None:
        if containment.why_never():
            raise ContainmentError("{}; {}".format(containment.why_never(), advice.TRUST))
        self._limits = limits
        self._rest = {"answers": bytearray(), "output": bytearray(), "noise": bytearray()}
        self._ended = False
        self.folder = tempfile.mkdtemp(prefix=temporary.prefix())
        self._group = cgroup.make(limits)
        answers, answering = os.pipe()
        try:
            self._process = self._launch([answering, *(file.descriptor for file in files)])
        except OSError as error:
            os.close(answers)
            self._forget()
            raise ContainmentError("a process: {}; {}".format(error, advice.TRUST)) from error
        finally:
            os.close(answering)
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._answers = answers
        self._selector = selectors.DefaultSelector()
        for name, stream in (
            ("answers", answers),
            ("output", self._process.stdout.fileno()),
            ("noise", self._process.stderr.fileno()),
        ):
            os.set_blocking(stream, False)
            self._selector.register(stream, selectors.EVENT_READ, name)
        self.means = self._begin(answering, files)

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
        line = self._line(deadline)
        if line.startswith(TOLD):
            raise StoppedError(json.loads(line[1:])["stopped"])
        return line[1:]

    def settle(self) -> bool:
        """Take in all that was written by now; say whether there was one answer alone."""
        self._read(0.0)
        return not self._rest["answers"]

    def take(self) -> str:
        """Return what was printed since the last time."""
        output = self._rest["output"].decode(errors="replace")
        for name in ("output", "noise"):
            self._rest[name].clear()
        return output

    def words(self) -> str:
        """Return the end of what was written to standard error since the last time."""
        return " ".join(self._rest["noise"].decode(errors="replace").split())[-_WORDS:]

    def close(self) -> None:
        """End the process and all that it started, and remove its folder."""
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._selector.close()
        os.close(self._answers)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()
        self._forget()

    def _forget(self) -> None:
        if self._group is not None:
            self._group.remove()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _launch(self, descriptors: Sequence[int]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command("harness.sandbox.supervisor"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=descriptors,
            env=environment(containment.HOME, containment.TEMPORARY),
            cwd=self.folder,
            start_new_session=True,
        )

    def _begin(self, answering: int, files: Sequence[Opened]) -> List[str]:
        """Tell the process what to do; however it fails before code can run, it cannot contain."""
        given = {
            "root": self.folder, "answers": answering, "files": list(files),
            "limits": self._limits._asdict(), "uid": 0x40000000 + os.getpid(),
            "parent": os.getpid(),
        }  # fmt: skip
        joined = self._group is not None and self._group.add(self._process.pid)
        send(self._process, json.dumps(given).encode() + b"\n")
        told: Dict[str, Any] = {}
        try:
            told = json.loads(self._line(time.monotonic() + _START)[1:])
            reason = told.get("cannot", "")
        except StoppedError as error:
            reason = "{} {}".format(error, self.words()).strip()
        if "contained" not in told:
            self.close()
            raise ContainmentError("{}; {}".format(reason, advice.what_to_do()))
        means: List[str] = told["contained"]
        return means + ([cgroup.MEANS] if joined else [])

    def _line(self, deadline: float) -> bytes:
        """Wait for a whole line; what ends the process later does not undo the line."""
        while True:
            line, found, rest = self._rest["answers"].partition(b"\n")
            if found:
                self._rest["answers"] = rest
                return bytes(line) + b"\n"
            if self._ended:
                raise StoppedError(self._how_it_ended())
            if time.monotonic() >= deadline:
                raise TimeLimitError(_START)
            self._read(min(_GLANCE, max(0.0, deadline - time.monotonic())))

    def _read(self, seconds: float) -> None:
        """Take in what is written; all that is there already where `seconds` is 0."""
        while True:
            ready = self._selector.select(seconds)
            for key, _events in ready:
                self._take_in(key.fd, str(key.data))
            if seconds or not ready:
                return

    def _take_in(self, descriptor: int, name: str) -> None:
        data = os.read(descriptor, 1 << 16)
        if not data:
            self._selector.unregister(descriptor)
            self._ended = self._ended or name == "answers"
        most = _MOST_ANSWERS if name == "answers" else self._limits.output
        self._rest[name] += data
        if len(self._rest[name]) > most:
            del self._rest[name][most + 1 :]
            raise StoppedError("output limit of {} bytes".format(most))

    def _how_it_ended(self) -> str:
        code: Optional[int] = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(_PATIENCE)
        if self._group is not None and self._group.ran_out_of_memory():
            return "memory limit of {} MiB".format(self._limits.memory * 3 // 2 >> 20)
        return ending(code) if code is not None else "its process fell silent"
