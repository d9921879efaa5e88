"""The process of a worker's keeper, as the client sees it, and the folder of the two."""

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
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.files import temporary
from harness.stacks.leftovers import end_marked

_KIND = "worker"
_ROOT = str(Path(__file__).parents[2])
_CODE = """
import sys
sys.path.append(sys.argv.pop(1))
from harness.stacks import keeper
keeper.keep_worker()
"""
"""Imports nothing but the standard library and, behind it, the harness."""

_TAIL, _PATIENCE, _GLANCE = 800, 15.0, 5.0


class KeeperEndedError(Exception):
    """A keeper that ended or fell silent; the text says how."""


class KeeperProcess:
    """A keeper that runs, and the folder for its worker's temporary files.

    Both go when this is closed, and when this process dies. What a keeper that was killed left
    behind is found by the folder's name in its environment.

    Args:
        command: How to start the worker.
        environment: All variables of the worker.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        sweep_workers()
        # TensorFlow leaves the code it generates here, as a killed process cleans nothing up
        self._folder = tempfile.mkdtemp(prefix=temporary.prefix(_KIND))
        self._noise = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _CODE, _ROOT, self._folder, json.dumps(command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            start_new_session=True,
            env={**environment, "TMPDIR": self._folder},
        )
        self._reader = threading.Thread(target=self._forward, daemon=True)
        self._reader.start()

    def send(self, line: bytes) -> None:
        """Send a request; a keeper that has ended says so by the end of its lines."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def line(self, patience: float) -> bytes:
        """Wait for the next line; a keeper that a subject has stopped goes on.

        Raises:
            KeeperEndedError: It ended, or wrote nothing for so many seconds.
        """
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=min(_GLANCE, left))
            except queue.Empty:
                if hasattr(signal, "SIGCONT"):
                    self._process.send_signal(signal.SIGCONT)
                continue
            if line:
                return line
            raise KeeperEndedError(self._last_words())
        raise KeeperEndedError(f"the worker's keeper was silent for {patience:g} s")

    def close(self) -> None:
        """End the keeper, the worker and all that it started, within seconds."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # which has the keeper end all
        if hasattr(signal, "SIGCONT"):
            self._process.send_signal(signal.SIGCONT)
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

    def _forward(self) -> None:
        """Pass the keeper's lines on, so that waiting for one can have a limit."""
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError, OSError):  # closed while reading
            for line in self._process.stdout:
                self._lines.put(line)
        self._lines.put(b"")

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
    """Remove what clients that were killed left behind, files and processes."""
    for folder in temporary.sweep(_KIND):
        end_marked(f"TMPDIR={folder}")
