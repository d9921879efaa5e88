"""A contained process that runs printed code: it is started here, and its answers are read here."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import time
from typing import Any, Dict, List, Sequence

from harness.sandbox import advice, cgroup, containment
from harness.sandbox.inputs import Opened
from harness.sandbox.limits import ContainmentError, Limits, StoppedError, TimeLimitError
from harness.sandbox.process import CodeProcess
from harness.sandbox.steps import CodePlace
from harness.sandbox.supervisor import OWN

_MOST_ANSWERS = 1 << 20
_START, _GLANCE, _PATIENCE = 120.0, 0.25, 10.0


class Contained(CodeProcess):
    """A process in namespaces of its own that runs printed code.

    Args:
        limits: What the code may use.
        files: What is copied into its home.
        place: Where it runs.

    Raises:
        ContainmentError: This machine cannot contain it; nothing was run.
    """

    def __init__(
        self,
        limits: Limits,
        files: Sequence[Opened],
        place: CodePlace = CodePlace(),  # noqa: B008 - it cannot be changed
    ) -> None:
        if containment.why_never():
            raise ContainmentError("{}; {}".format(containment.why_never(), advice.TRUST_HINT))
        super().__init__(limits, place)
        self._output, self._lines, self._ended = bytearray(), bytearray(), False
        self._group = cgroup.make(limits)
        self._answers, answering = os.pipe()
        try:
            self._start(
                "harness.sandbox.supervisor:supervise",
                containment.HOME,
                containment.TEMPORARY,
                stdout=subprocess.PIPE,
                pass_fds=[answering, *(file.descriptor for file in files)],
                cwd=self.folder,
                start_new_session=True,
            )
        except OSError as error:
            os.close(self._answers)
            self._remove()
            raise ContainmentError("a process: {}; {}".format(error, advice.TRUST_HINT)) from error
        finally:
            os.close(answering)
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._selector = selectors.DefaultSelector()
        for stream, kept in (
            (self._answers, self._lines),
            (self._process.stdout.fileno(), self._output),
            (self._process.stderr.fileno(), self._noise),
        ):
            os.set_blocking(stream, False)
            self._selector.register(stream, selectors.EVENT_READ, kept)
        self.means = self._contain(answering, files)

    def receive(self, deadline: float) -> bytes:
        """Wait for a line of the cell loop, and watch time and output meanwhile.

        Args:
            deadline: Until when, by `time.monotonic`.

        Raises:
            StoppedError: A limit was reached, or the process ended.
        """
        line = self._line(deadline)
        if line.startswith(OWN):
            raise StoppedError(json.loads(line[1:])["stopped"])
        return line[1:]

    def settle(self) -> bool:
        """Read all that was written by now; True if no second answer was sent."""
        self._read(0.0)
        return not self._lines

    def take(self) -> str:
        """Return what was printed since the last call."""
        output = self._output.decode(errors="replace")
        self._output.clear()
        self._noise.clear()
        return output

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
        super().close()

    def _remove(self) -> None:
        if self._group is not None:
            self._group.remove()
        super()._remove()

    def _contain(self, answering: int, files: Sequence[Opened]) -> List[str]:
        """Have the process contain itself; if it fails before code can run, it cannot contain."""
        given = {
            "root": self.folder, "answers": answering, "files": list(files),
            "limits": self._limits._asdict(), "uid": 0x40000000 + os.getpid(),
            "parent": os.getpid(), "packages": self._packages(),
            "folder": os.path.abspath(self._place.folder) if self._place.folder else "",
            "below": self._place.below, "bytecode": self._place.bytecode,
        }  # fmt: skip
        joined = self._group is not None and self._group.add(self._process.pid)
        self.send(json.dumps(given).encode() + b"\n")
        told: Dict[str, Any] = {}
        try:
            told = json.loads(self._line(time.monotonic() + _START)[1:])
            reason = told.get("cannot", "")
        except StoppedError as error:
            reason = "{} {}".format(error, self.stderr_tail()).strip()
        if "contained" not in told:
            self.close()
            raise ContainmentError("{}; {}".format(reason, advice.what_to_do()))
        means: List[str] = told["contained"]
        self.left_out = told["left_out"]
        return means + ([cgroup.ControlGroup.MEANS] if joined else [])

    def _line(self, deadline: float) -> bytes:
        """Wait for a whole line; it counts even if the process has ended meanwhile."""
        while True:
            end = self._lines.find(b"\n") + 1
            if end:
                line = bytes(self._lines[:end])
                del self._lines[:end]
                return line
            if self._ended:
                raise StoppedError(self._how_it_ended())
            if time.monotonic() >= deadline:
                raise TimeLimitError(_START)
            self._read(min(_GLANCE, max(0.0, deadline - time.monotonic())))

    def _read(self, seconds: float) -> None:
        """Wait for something to read; where `seconds` is 0, read all that is there already."""
        while True:
            ready = self._selector.select(seconds)
            for key, _events in ready:
                self._keep(key.fd, key.data)
            if seconds or not ready:
                return

    def _keep(self, descriptor: int, kept: bytearray) -> None:
        data = os.read(descriptor, 1 << 16)
        if not data:
            self._selector.unregister(descriptor)
            self._ended = self._ended or descriptor == self._answers
        most = _MOST_ANSWERS if descriptor == self._answers else self._limits.output
        kept += data
        if len(kept) > most:
            del kept[most + 1 :]
            raise StoppedError("output limit of {} bytes".format(most))

    def _how_it_ended(self) -> str:
        how = super()._how_it_ended()
        if self._group is not None and self._group.ran_out_of_memory():
            return "memory limit of {} MiB".format(self._limits.memory * 3 // 2 >> 20)
        return how
