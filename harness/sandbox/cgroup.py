"""A control group that bounds the memory and the processes of a sandbox, where one may be had.

It needs Linux, Python 3.8 and the standard library alone. Systems with the second version of
control groups can give a user a part of their tree; where they do not, there is no group.
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
_ROOM = 64 << 20  # what the kernel counts and the watch over processes does not


class ControlGroup:
    """A control group of our own.

    Args:
        folder: Where the kernel shows it.
    """

    MEANS = "a control group (memory, processes)"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def limit(self, limits: Limits) -> None:
        """Set what its processes may use together.

        Raises:
            OSError: The group has no such limits.
        """
        memory = limits.memory * 3 // 2 + _ROOM
        (self._folder / "memory.max").write_text(str(memory))
        (self._folder / "memory.swap.max").write_text("0")
        (self._folder / "pids.max").write_text(str(limits.processes + 8))

    def add(self, process: int) -> bool:
        """Move a process into it; say whether that was allowed."""
        try:
            (self._folder / "cgroup.procs").write_text(str(process))
        except OSError:
            return False
        return True

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has ended a process for want of memory."""
        with contextlib.suppress(OSError):
            text = (self._folder / "memory.events").read_text()
            return re.search(r"^oom_kill [1-9]", text, re.MULTILINE) is not None
        return False

    def remove(self) -> None:
        """End what is left in it, and remove it."""
        with contextlib.suppress(OSError):
            (self._folder / "cgroup.kill").write_text("1")
        with contextlib.suppress(OSError):
            self._folder.rmdir()


def make(limits: Limits) -> Optional[ControlGroup]:
    """Make a group with limits below or beside our own; None where that is not allowed."""
    own = _own_folder()
    for parent in (own, own.parent) if own else ():
        with contextlib.suppress(OSError):
            if not {"memory", "pids"} <= set(
                (parent / "cgroup.subtree_control").read_text().split()
            ):
                continue
            _sweep(parent)
            folder = parent / _NAME.format(os.getpid(), os.urandom(4).hex())
            folder.mkdir()
            group = ControlGroup(folder)
            try:
                group.limit(limits)
            except OSError:
                group.remove()
                continue
            return group
    return None


def _own_folder() -> Optional[Path]:
    """Find where the kernel shows the group of this process."""
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
