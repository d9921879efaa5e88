"""Temporary files and folders whose names identify the process that owns them.

So a later process can remove what a killed one left. Python 3.8 and the standard library suffice.
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
    """Return the beginning of the name of a temporary folder of this process, for `tempfile`.

    Args:
        kind: The purpose of the folder, in small letters, or empty.
    """
    return owned("harness-{}".format(kind and kind + "-"))


def owned(beginning: str) -> str:
    """Add to the beginning of a name what identifies this process as its owner."""
    start, space = _identity("self")
    return "{}{}.{}.{}-".format(beginning, os.getpid(), start or 0, space or 0)


def sweep(kind: str = "") -> List[str]:
    """Remove the temporary folders of this user whose process has ended.

    Args:
        kind: The purpose of the folders, as given to `prefix`.

    Returns:
        The paths that were removed.
    """
    return sweep_in(tempfile.gettempdir(), "harness-{}".format(kind and kind + "-"))


def sweep_in(folder: str, beginning: str, files: bool = False) -> List[str]:
    """Remove what ended processes left in a folder.

    In doubt it is kept: if its name identifies no owner, if it belongs to another user or to a
    process of another container, or if this system cannot say whether the owner still runs.

    Args:
        folder: The folder.
        beginning: The beginning of the names, as given to `owned`.
        files: Whether to remove files as well as folders.

    Returns:
        The paths that were removed.
    """
    removed: List[str] = []
    names: List[str] = []
    with contextlib.suppress(OSError):
        names = os.listdir(folder)
    for name in names:
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


def _is_own(path: str, files: bool) -> bool:
    """Whether it is a folder, or a plain file if files are removed, of this user."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    plain = stat.S_ISDIR(found.st_mode) or (files and stat.S_ISREG(found.st_mode))
    return plain and (os.name != "posix" or found.st_uid == os.getuid())


def _lives(process: int, start: int, space: int) -> bool:
    """Whether the owner still runs, or may run for all that can be seen from here."""
    if os.name != "posix":
        return True  # there, a signal that only asks would end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return space != (_identity("self")[1] or 0)
    except (OSError, OverflowError):
        return True
    now = _identity(str(process))
    return now[0] is None or (start, space) == now or space != (_identity("self")[1] or 0)


def _identity(process: str) -> Tuple[Optional[int], Optional[int]]:
    """Return the start time of a process and the namespace of its number, if known."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        text = Path("/proc", process, "stat").read_text(errors="replace")
        start = int(text.rpartition(")")[2].split()[19])
        space = int(re.sub(r"\D", "", os.readlink("/proc/{}/ns/pid".format(process))))
        return start, space
    return None, None
