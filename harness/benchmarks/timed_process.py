"""One process of a comparison, as the process that gives the orders sees it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SESSION_FILE = Path(__file__).with_name("timed_session.py")

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
"""One thread within an operation: several wait for each other where cores are busy."""

_TAIL = 2000


@dataclass(frozen=True, slots=True)
class Side:
    """What is timed on one side of a comparison.

    Args:
        label: What reports call it.
        python: Path of the interpreter, which has pytest and pytest-benchmark.
        root: The folder that the session runs in; its sources come first.
        environment: Variables that are added to those of this process.
    """

    label: str
    python: str
    root: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def variables(self, compiled: Path) -> dict[str, str]:
        """Make the environment of its processes.

        Args:
            compiled: Folder for compiled modules, so that later processes start sooner.
        """
        given = {**os.environ, **ONE_THREAD, **self.environment}
        given.pop("PYTHONDONTWRITEBYTECODE", None)
        sources = [str(self.root / "src"), str(self.root), given.get("PYTHONPATH", "")]
        given["PYTHONPATH"] = os.pathsep.join(filter(None, sources))
        return {**given, "PYTHONPYCACHEPREFIX": str(compiled)}


def timing_core() -> int | None:
    """Choose a core to time on; None where the system does not let a process choose."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    return random.choice(sorted(os.sched_getaffinity(0)))


class SessionEndedError(Exception):
    """A session ended, or did not answer in time; the text has the end of what it printed."""


class TimedProcess:
    """A running session.

    Args:
        side: Whose session it is.
        arguments: The arguments of pytest.
        folder: Where its output and compiled modules are kept.
        name: Distinguishes its output from that of others.
    """

    def __init__(self, side: Side, arguments: Sequence[str], folder: Path, name: str) -> None:
        self.side, self._output = side, folder / f"{name}.txt"
        ours, theirs = socket.socketpair()
        self._socket, self._rest = ours, b""
        number = theirs.fileno()
        with theirs, self._output.open("wb") as output:
            self._process = subprocess.Popen(
                [side.python, str(SESSION_FILE), str(number), *arguments],
                cwd=side.root,
                env=side.variables(folder / "compiled"),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=(number,),
                start_new_session=True,
            )

    def order(self, **message: Any) -> None:
        """Send an order.

        Raises:
            SessionEndedError: Nobody is there to receive it.
        """
        try:
            self._socket.sendall(json.dumps(message).encode() + b"\n")
        except OSError as error:
            raise self.ended() from error

    def answer(self, limit: float) -> dict[str, Any]:
        """Wait for the next message.

        Args:
            limit: Seconds to wait at most.

        Raises:
            SessionEndedError: It ended, or said nothing for so long.
        """
        self._socket.settimeout(max(limit, 0.001))
        while b"\n" not in self._rest:
            try:
                data = self._socket.recv(1 << 16)
            except TimeoutError:
                raise SessionEndedError(f"{self.side.label}: no answer in {limit:.0f} s") from None
            except OSError as error:
                raise self.ended() from error
            if not data:
                raise self.ended()
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        message: dict[str, Any] = json.loads(line)
        return message

    def close(self) -> None:
        """End the process and all that it started."""
        self._socket.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def ended(self) -> SessionEndedError:
        """Say how it ended, with the last lines of its output."""
        printed = self._output.read_bytes()[-_TAIL:].decode(errors="replace").strip()
        lines = [line for line in printed.splitlines() if line.strip()]
        last = lines[-1] if lines else "it said nothing"
        said = next((line for line in reversed(lines) if "error" in line.lower()), last)
        return SessionEndedError(f"{self.side.label}: pytest ended; {said}")
