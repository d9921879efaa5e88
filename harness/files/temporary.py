"""Temporary files and folders whose names tell who owns them, so that a later start can sweep.

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
    return owned("harness-{}".format(kind and kind + "-"))


def owned(beginning: str) -> str:
    """Return the beginning of a name with what tells that this process owns it."""
    start, space = _identity("self")
    return "{}{}.{}.{}-".format(beginning, os.getpid(), start or 0, space or 0)


def sweep(kind: str = "") -> List[str]:
    """Remove the temporary folders of this user whose process has ended without doing so.

    Args:
        kind: What the folders are for, as `prefix` was told.

    Returns:
        What was removed.
    """
    return sweep_in(tempfile.gettempdir(), "harness-{}".format(kind and kind + "-"))


def sweep_in(folder: str, beginning: str, files: bool = False) -> List[str]:
    """Remove what processes that have ended left in a folder.

    It stays where anything is in doubt: its name tells no owner, it belongs to another user or to
    a process of another container, or this system cannot tell whether the owner lives.

    Args:
        folder: The folder.
        beginning: How the names begin, as `owned` was told.
        files: Whether files go, too, and not folders alone.

    Returns:
        What was removed.
    """
    removed: List[str] = []
    for name in _listed(folder):
        match = _NAME.fullmatch(name[len(beginning) :]) if name.startswith(beginning) else None
        path = os.path.join(folder, name)
        if match and _is_own(path, files) and not _lives(*map(int, match.groups())):
            _remove(path)
            removed.append(path)
    return removed


def _remove(path: str) -> None:
    if os.path.isdir(path):
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            os.unlink(path)


def _listed(folder: str) -> List[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _is_own(path: str, files: bool) -> bool:
    """Whether it is a folder of this user, or a plain file where files count."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    plain = stat.S_ISDIR(found.st_mode) or (files and stat.S_ISREG(found.st_mode))
    return plain and (os.name != "posix" or found.st_uid == os.getuid())


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
