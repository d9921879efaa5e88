"""Copies the folder of a document, so that its code changes no original."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from typing import Callable, List, Optional

from harness.sandbox.survey import FOLDER, LINK, PLAIN, SPECIAL, FolderEntry, Survey, is_too_large

_MIB = 1 << 20
_LARGEST, _MOST_BYTES = 64 * _MIB, 256 * _MIB

Show = Callable[[str, str], bool]
"""Shows a file at another path without copying it; False where it cannot."""


class WorkingTree:
    """A copy of a folder.

    Args:
        source: The folder; one that is absent is an empty one.
        target: An existing folder for the copy.
        largest: The most bytes of a file that is copied.
        most: The most bytes of all files that are copied.
        show: Shows a larger file; without it, larger files are left out.
    """

    def __init__(
        self,
        source: str,
        target: str,
        largest: int = _LARGEST,
        most: int = _MOST_BYTES,
        show: Optional[Show] = None,
    ) -> None:
        self._source, self._target = os.path.realpath(source), target
        self._largest, self._rest, self._show = largest, most, show
        self._survey = Survey(self._source)

    def copy(self) -> List[str]:
        """Copy the folder; return what was left out, and why."""
        if is_too_large(self._source):
            return ["'.': too large"]
        makers = {FOLDER: self._make, PLAIN: self._copy, LINK: self._link, SPECIAL: self._refuse}
        for entry in self._survey:
            try:
                if entry.kind in makers:
                    makers[entry.kind](entry, os.path.join(self._target, entry.name))
            except OSError as error:
                self._leave_out(entry, str(error.strerror))
        return self._survey.left_out

    def _make(self, _entry: FolderEntry, target: str) -> None:
        os.mkdir(target)

    def _copy(self, entry: FolderEntry, target: str) -> None:
        size = entry.status.st_size
        if size <= self._largest and size <= self._rest:
            self._rest -= size
            _copy_file(entry, target)
        elif self._show is None or not self._show(entry.path, target):
            self._leave_out(entry, "{} MiB".format(-(-size // _MIB)))

    def _link(self, entry: FolderEntry, target: str) -> None:
        """Make the same link among the copies; what lies elsewhere is not the document's."""
        end = os.path.realpath(entry.path)
        if end != self._source and not end.startswith(self._source + os.sep):
            self._leave_out(entry, "a link that leads out of the folder")
        else:
            above = os.path.join(self._source, os.path.dirname(entry.name))
            os.symlink(os.path.relpath(end, above), target, os.path.isdir(end))

    def _refuse(self, entry: FolderEntry, _target: str) -> None:
        self._leave_out(entry, "a pipe, socket or device")

    def _leave_out(self, entry: FolderEntry, why: str) -> None:
        self._survey.leave_out(entry.name, why)


def _copy_file(entry: FolderEntry, target: str) -> None:
    """Copy a plain file that may have become a link or a pipe meanwhile."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(entry.path, flags | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as source:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "no plain file any more")
        with open(target, "xb") as copy:
            shutil.copyfileobj(source, copy)
    mode = 0o644 | (entry.status.st_mode & 0o111)
    os.chmod(target, mode)
    with contextlib.suppress(OSError):
        os.utime(target, ns=(entry.status.st_mtime_ns, entry.status.st_mtime_ns))


def working_directory(folder: str, below: str) -> str:
    """Return a folder below another one, which is made if it is missing.

    Returns:
        The upper one where the lower one is among the unseen or cannot be made.

    Raises:
        ValueError: The path leads out of that folder.
    """
    folder = os.path.realpath(folder)
    path = os.path.realpath(os.path.join(folder, below))
    if path != folder and not path.startswith(folder + os.sep):
        raise ValueError("{!r} leads out of the document's folder".format(below))
    try:
        os.makedirs(path, exist_ok=True)
    except OSError:
        return folder
    return path
