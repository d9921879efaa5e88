"""A contained process for untrusted code, and what becomes of each piece of code in it.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

from harness.stacks.containment import HOME, TEMPORARY
from harness.stacks.processes import ending, resident

_ROOT = str(Path(__file__).parents[2])
_KEPT = ("TF_USE_LEGACY_KERAS", "TF_CPP_MIN_LOG_LEVEL", "TF_ENABLE_ONEDNN_OPTS")
_MIB = 1 << 20
_START = 120.0
_GLANCE, _PATIENCE = 0.25, 10.0


class ContainmentError(Exception):
    """Untrusted code that is not run, because this machine cannot contain it."""


class Limits(NamedTuple):
    """What code may use.

    Args:
        seconds: Wall time of one piece.
        cpu: Seconds of processor time of one process, over all pieces.
        memory: Bytes of one process; all together may hold half as much again.
        file: Bytes of one file.
        disk: Bytes of all files.
        processes: Processes and threads together.
        output: Bytes that one piece prints.
    """

    seconds: float = 60.0
    cpu: int = 3600
    memory: int = 6144 * _MIB
    file: int = 256 * _MIB
    disk: int = 512 * _MIB
    processes: int = 1024
    output: int = 1 * _MIB


class Outcome(NamedTuple):
    """What became of a piece of code.

    Args:
        output: What it wrote to standard output.
        raises: The exception's type, message, line and causes; None where it ended well.
        warns: What was warned of.
        stopped: Which limit ended it, or how its process ended; empty where it was not stopped.
    """

    output: str
    raises: Optional[Dict[str, Any]] = None
    warns: Tuple[str, ...] = ()
    stopped: str = ""


class _StoppedError(Exception):
    """A piece of code that has to be stopped, or whose process ended."""


class Sandbox:
    """A process that runs one piece of code after the other in one namespace.

    Once a piece was stopped, its process is gone with its names, and all further pieces are
    stopped as well.

    Args:
        limits: What the code may use.
        files: What is copied into its home: path outside, path below it.
        modules: What is imported before the first piece.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
        files: Sequence[Tuple[str, str]] = (),
        modules: Sequence[str] = (),
    ) -> None:
        self._limits, self._word, self._gone = limits, secrets.token_hex(16), ""
        self.folder = Path(tempfile.mkdtemp(prefix="harness-"))
        self._rest = {"answers": b"", "output": b"", "noise": b""}
        requests, self._requests = os.pipe()
        answers, answering = os.pipe()
        given = {
            "root": str(self.folder), "requests": requests, "answers": answering,
            "word": self._word, "limits": limits._asdict(), "files": list(files),
            "modules": list(modules), "uid": 0x40000000 + os.getpid(), "home": _ROOT,
        }  # fmt: skip
        self._process = self._launch(json.dumps(given), (requests, answering))
        for descriptor in (requests, answering):
            os.close(descriptor)
        self._selector = selectors.DefaultSelector()
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        for name, stream in (
            ("answers", answers),
            ("output", self._process.stdout.fileno()),
            ("noise", self._process.stderr.fileno()),
        ):
            os.set_blocking(stream, False)
            self._selector.register(stream, selectors.EVENT_READ, name)
        self._answers = answers
        self.means = self._ready()

    def run(self, source: str, name: str = "<cell>") -> Outcome:
        """Run a piece of code; it ends, raises, or is stopped."""
        if self._gone:
            return Outcome("", stopped="not reached: {}".format(self._gone))
        try:
            request = json.dumps({"name": name, "source": source}) + "\n"
            self._send(request.encode())
            answer = self._answer(self._limits.seconds)
        except (_StoppedError, OSError) as error:
            self._gone = str(error)
            output = self._take()
            self.close()
            return Outcome(output, stopped=self._gone)
        return Outcome(self._take(), answer["raises"], tuple(answer["warns"]))

    def close(self) -> None:
        """End the process and all that it started, and remove its directory."""
        if self._process.returncode is not None and self._process.stdout is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._selector.close()
        for descriptor in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        self._process.stdout = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_error: Any) -> None:
        self.close()

    def _launch(self, given: str, descriptors: Tuple[int, int]) -> subprocess.Popen[bytes]:
        code = "import sys; sys.path.insert(0, {!r}); from harness.stacks.cells import main"
        command = [sys.executable, "-s", "-c", code.format(_ROOT) + "; main(sys.argv[1])", given]
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=descriptors,
            env=_environment(),
            cwd=str(self.folder),
            start_new_session=True,
        )

    def _ready(self) -> List[str]:
        try:
            answer = self._answer(_START)
        except _StoppedError as error:
            words = self._rest["noise"].decode(errors="replace").strip()[-300:]
            self.close()
            raise RuntimeError("the sandbox did not start: {}; {}".format(error, words)) from error
        if "cannot" in answer:
            self.close()
            raise ContainmentError(answer["cannot"])
        self._take()
        means: List[str] = answer["ready"]
        return means

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._requests, data) :]

    def _answer(self, seconds: float) -> Dict[str, Any]:
        """Wait for an answer, and watch time, output and memory meanwhile."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._rest["answers"]:
            self._read(min(_GLANCE, max(0.0, deadline - time.monotonic())))
            if time.monotonic() >= deadline and b"\n" not in self._rest["answers"]:
                raise _StoppedError("time limit of {:g} s".format(seconds))
            if resident(self._process.pid) > self._limits.memory * 1.5:
                raise _StoppedError(
                    "memory limit of {} MiB".format(self._limits.memory * 3 // 2 // _MIB)
                )
        line, _, self._rest["answers"] = self._rest["answers"].partition(b"\n")
        self._read(0.0)
        try:
            answer = json.loads(line.decode())
            if answer.pop("word") == self._word and not self._rest["answers"]:
                return dict(answer)
        except (ValueError, AttributeError, KeyError, TypeError):
            pass
        raise _StoppedError("wrote to the channel of the answers")

    def _read(self, seconds: float) -> None:
        """Take in what is written; all that is there already where `seconds` is 0."""
        while True:
            ready = self._selector.select(seconds)
            for key, _events in ready:
                name, data = key.data, os.read(key.fd, 1 << 16)
                self._rest[name] = (self._rest[name] + data)[-self._limits.output - 1 :]
                if not data:
                    self._selector.unregister(key.fd)
                if not data and name == "answers" and b"\n" not in self._rest["answers"]:
                    raise _StoppedError(ending(self._process.wait()))
                if len(self._rest[name]) > self._limits.output:
                    raise _StoppedError("output limit of {} bytes".format(self._limits.output))
            if seconds or not ready:
                return

    def _take(self) -> str:
        output, self._rest["output"], self._rest["noise"] = self._rest["output"], b"", b""
        return output.decode(errors="replace")


def _environment() -> Dict[str, str]:
    """Say what the code finds in its environment: nothing of ours but what names the stack."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        "PATH": "/usr/bin:/bin",
        "HOME": HOME,
        "TMPDIR": TEMPORARY,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
        "MPLBACKEND": "Agg",
    }
