"""Finds and kills processes that a subject left behind.

They are found on Linux only; on other systems nothing is killed here.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from typing import Iterator, List

_PATIENCE = 5.0
_SUBREAPER, _DEATH_SIGNAL = 36, 1


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _prctl(_SUBREAPER, 1)


def die_with_parent() -> None:
    """Have the kernel kill this process as soon as its parent ends, if it is Linux."""
    _prctl(_DEATH_SIGNAL, 9)


def end_children(spared: int = 0) -> None:
    """Kill this process's children, and theirs once they are orphans, within a few seconds.

    Args:
        spared: The number of a child that is not killed.
    """
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        found = [child for child in _children() if child != spared]
        if not found:
            return
        for child in found:
            with contextlib.suppress(OSError):
                os.kill(child, signal.SIGKILL)
        for child in found:
            _reap(child, deadline)


def end_marked(mark: str) -> None:
    """Kill every process that was started with a certain environment variable.

    Args:
        mark: ``NAME=value``, which no other process has.
    """
    for _round in range(3):
        found = list(_marked(mark.encode()))
        if not found:
            return
        for process in found:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.05)


def _prctl(option: int, value: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, OSError, TypeError):
        import ctypes

        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _children() -> List[int]:
    own = os.getpid()
    try:
        found: List[int] = []
        for task in os.listdir("/proc/self/task"):
            with open("/proc/self/task/{}/children".format(task), "rb") as file:
                found += map(int, file.read().split())
        return found
    except OSError:  # not every kernel lists them
        return [process for process in _processes() if _parent(process) == own]


def _reap(child: int, deadline: float) -> None:
    """Wait for a killed child's end: until then it would be found again."""
    with contextlib.suppress(OSError):
        while os.waitpid(child, os.WNOHANG)[0] == 0 and time.monotonic() < deadline:
            time.sleep(0.001)


def _processes() -> Iterator[int]:
    with contextlib.suppress(OSError):
        yield from map(int, filter(str.isdigit, os.listdir("/proc")))


def _parent(process: int) -> int:
    try:
        with open("/proc/{}/stat".format(process), "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def _marked(mark: bytes) -> Iterator[int]:
    for process in _processes():
        try:
            with open("/proc/{}/environ".format(process), "rb") as file:
                variables = file.read().split(b"\0")
        except OSError:
            continue
        if mark in variables and process != os.getpid():
            yield process
