"""A control group that limits the memory and the processes of a sandbox.

There is one only where Linux has version 2 of control groups and lets this user make them.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Optional

from harness.sandbox.limits import Limits

_NAME = "harness-{}-{}"
_OWN, _MOUNTS = Path("/proc/self/cgroup"), Path("/proc/self/mountinfo")
_ROOM = 64 << 20  # memory that the kernel counts and `Usage` does not


class ControlGroup:
    """A control group that we made.

    Args:
        folder: Its folder in the file system of control groups.
    """

    MEANS = "a control group (memory, processes)"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, limits: Limits) -> None:
        """Create it, and limit what its processes use together.

        Raises:
            OSError: That is not allowed, or the group has no such limits; it is removed again.
        """
        self._folder.mkdir()
        try:
            memory = limits.memory * 3 // 2 + _ROOM
            (self._folder / "memory.max").write_text(str(memory))
            (self._folder / "memory.swap.max").write_text("0")
            (self._folder / "pids.max").write_text(str(limits.processes + 8))
        except OSError:
            self.remove()
            raise

    def add(self, process: int) -> bool:
        """Move a process into it; return whether that was allowed."""
        try:
            (self._folder / "cgroup.procs").write_text(str(process))
        except OSError:
            return False
        return True

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has killed a process because memory ran out."""
        with contextlib.suppress(OSError):
            text = (self._folder / "memory.events").read_text()
            return re.search(r"^oom_kill [1-9]", text, re.MULTILINE) is not None
        return False

    def remove(self) -> None:
        """Kill the processes left in it, and remove it."""
        with contextlib.suppress(OSError):
            (self._folder / "cgroup.kill").write_text("1")
        with contextlib.suppress(OSError):
            self._folder.rmdir()


def make(limits: Limits) -> Optional[ControlGroup]:
    """Make a group with limits below or beside that of this process; None if not allowed."""
    own = _own_folder()
    for parent in (own, own.parent) if own else ():
        with contextlib.suppress(OSError):
            controllers = (parent / "cgroup.subtree_control").read_text().split()
            if {"memory", "pids"} <= set(controllers):
                _sweep(parent)
                group = ControlGroup(parent / _NAME.format(os.getpid(), os.urandom(4).hex()))
                group.create(limits)
                return group
    return None


def _own_folder() -> Optional[Path]:
    """Find the folder of this process's group."""
    with contextlib.suppress(OSError):
        own = re.search(r"^0::/(.*)$", _OWN.read_text(), re.MULTILINE)
        mounted = re.search(
            r"^\S+ \S+ \S+ / (\S+) .* - cgroup2 ", _MOUNTS.read_text(), re.MULTILINE
        )
        if own and mounted:
            return Path(mounted[1], own[1])
    return None


def _sweep(parent: Path) -> None:
    """Remove empty groups of processes that have ended without doing so."""
    for folder in parent.glob("harness-*-*"):
        owner = folder.name.split("-")[1]
        if owner.isdigit() and not Path("/proc", owner).exists():
            with contextlib.suppress(OSError):
                folder.rmdir()
