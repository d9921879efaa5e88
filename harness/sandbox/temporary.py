"""Temporary folders whose names tell which process owns them, so that a later start can sweep.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
from pathlib import Path
from typing import List, Optional, Tuple

_NAME = re.compile(r"(\d+)\.(\d+)\.(\d+)-\w+")


def prefix(kind: str = "") -> str:
    """Return how the name of a temporary folder of this process begins, for `tempfile`.

    Args:
        kind: What the folder is for, in small letters; empty where nobody needs to know.
    """
    start, space = _identity("self")
    return "{}{}.{}.{}-".format(_beginning(kind), os.getpid(), start or 0, space or 0)


def sweep(kind: str = "") -> List[str]:
    """Remove the temporary folders of this user whose process has ended without doing so.

    A folder stays where anything is in doubt: its name tells no owner, it belongs to another user
    or to a process of another container, or this system cannot tell whether the owner lives.

    Args:
        kind: What the folders are for, as `prefix` was told.

    Returns:
        What was removed.
    """
    removed: List[str] = []
    parent = tempfile.gettempdir()
    for name in _listed(parent):
        beginning = _beginning(kind)
        match = _NAME.fullmatch(name[len(beginning) :]) if name.startswith(beginning) else None
        path = os.path.join(parent, name)
        if match and _is_own_folder(path) and not _lives(*map(int, match.groups())):
            shutil.rmtree(path, ignore_errors=True)
            removed.append(path)
    return removed


def _beginning(kind: str) -> str:
    return "harness-{}".format(kind and kind + "-")


def _listed(folder: str) -> List[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _is_own_folder(path: str) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (os.name != "posix" or found.st_uid == os.getuid())


def _lives(process: int, start: int, space: int) -> bool:
    """Whether an owner lives, or may live for all that can be seen from here."""
    if os.name != "posix":
        return True  # there a signal to see whether a process lives would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return space != (_identity("self")[1] or 0)
    except (OSError, OverflowError):
        return True
    now = _identity(str(process))
    return now[0] is None or (start, space) == now or space != (_identity("self")[1] or 0)


def _identity(process: str) -> Tuple[Optional[int], Optional[int]]:
    """Return when a process began, and the namespace that its number belongs to, if known."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        text = Path("/proc", process, "stat").read_text(errors="replace")
        start = int(text.rpartition(")")[2].split()[19])
        space = int(re.sub(r"\D", "", os.readlink("/proc/{}/ns/pid".format(process))))
        return start, space
    return None, None
