"""The keeper's process as its client sees it, and the folder of keeper and worker."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.files import temporary
from harness.stacks.leftovers import end_marked
from harness.stacks.worker_process import Event, forward

_KIND = "worker"
_ROOT = str(Path(__file__).parents[2])
_CODE = """
import sys
sys.path.append(sys.argv.pop(1))
from harness.stacks import keeper
keeper.keep_worker()
"""
"""The path holds the standard library and, after it, the harness, but no other packages."""

_TAIL, _PATIENCE, _GLANCE = 800, 15.0, 5.0


class KeeperEndedError(Exception):
    """The keeper ended or timed out; the text says how."""


class KeeperProcess:
    """A running keeper, and the folder of its worker's temporary files.

    Both end when this is closed and when this process dies. Processes that a killed keeper left
    behind are found by the name of the folder in their environment.

    Args:
        command: The command that starts the worker.
        environment: All environment variables of the worker.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        sweep_workers()
        # TensorFlow writes the code it generates here, and a killed process removes nothing
        self._folder = tempfile.mkdtemp(prefix=temporary.prefix(_KIND))
        self._noise = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._lines: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _CODE, _ROOT, self._folder, json.dumps(command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            start_new_session=True,
            env={**environment, "TMPDIR": self._folder},
        )
        assert self._process.stdout is not None
        self._reader = forward(self._process.stdout, -1, self._lines, 0)

    def send(self, line: bytes) -> None:
        """Send a request; if the keeper has ended, ``line`` raises KeeperEndedError."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def line(self, patience: float) -> bytes:
        """Wait for the next line; continue a keeper that a subject has stopped by a signal.

        Args:
            patience: Timeout in seconds.

        Raises:
            KeeperEndedError: The keeper ended, or the timeout passed.
        """
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            try:
                _, line = self._lines.get(timeout=min(_GLANCE, left))
            except queue.Empty:
                self._continue()
                continue
            if line:
                return line
            raise KeeperEndedError(self._last_words())
        raise KeeperEndedError(f"the worker's keeper was silent for {patience:g} s")

    def close(self) -> None:
        """End the keeper, the worker and all processes it started, within seconds."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # then the keeper ends everything
        self._continue()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        if self._process.returncode != 0:
            self._process.kill()
            self._process.wait()
            end_marked(f"TMPDIR={self._folder}")
        self._reader.join(_PATIENCE)
        self._process.stdout.close()
        self._noise.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _continue(self) -> None:
        if hasattr(signal, "SIGCONT"):
            self._process.send_signal(signal.SIGCONT)

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GLANCE)
        size = self._noise.seek(0, os.SEEK_END)
        self._noise.seek(max(0, size - _TAIL))
        words = self._noise.read().decode(errors="replace").strip()
        code = self._process.returncode
        how = "closed its channel" if code is None else f"ended with {code}"
        return f"the worker's keeper {how}{f': {words}' if words else ''}"


def sweep_workers() -> None:
    """Remove the folders and kill the processes that killed clients left behind."""
    for folder in temporary.sweep(_KIND):
        end_marked(f"TMPDIR={folder}")
