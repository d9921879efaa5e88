"""What can be seen of processes from outside.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path


def resident(process: int) -> int:
    """Add up the memory of all processes of a process's namespace, in bytes."""
    try:
        space = os.readlink("/proc/{}/ns/pid_for_children".format(process))
        if space == os.readlink("/proc/self/ns/pid"):
            return 0
    except OSError:
        return 0
    total = 0
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                if os.readlink("/proc/{}/ns/pid".format(entry)) == space:
                    total += int(Path("/proc/{}/statm".format(entry)).read_text().split()[1])
    return total * os.sysconf("SC_PAGE_SIZE")


def ending(code: int) -> str:
    """Say how a process ended, by its exit code."""
    number = -code if code < 0 else code - 128
    with contextlib.suppress(ValueError):
        if number > 0:
            name = signal.Signals(number).name
            limits = {"SIGXCPU": ": limit of processor time", "SIGXFSZ": ": limit of a file"}
            return "its process was ended by {}{}".format(name, limits.get(name, ""))
    return "its process ended with code {}".format(code)
