"""What lies in the folder of a document, and what of it its code does not see."""

from __future__ import annotations

import contextlib
import os
import stat
from collections import deque
from itertools import islice
from typing import Deque, Iterator, List, NamedTuple, Optional

MOST_ENTRIES = 50000
"""The most files and folders of a document's folder that its code sees."""

_MOST_NOTES = 20
_UNSEEN = ("node_modules", "__pycache__")

PLAIN, FOLDER, LINK, SPECIAL, UNSEEN = "file", "folder", "link", "special", "unseen"
"""What an entry is; ``special`` is a pipe, a socket or a device."""


class FolderEntry(NamedTuple):
    """A file or folder below a folder.

    Args:
        name: Its path below that folder, with ``/``.
        path: Its path.
        kind: ``file``, ``folder``, ``link``, ``special``, or ``unseen`` for what code does not
            see: hidden files and folders, environments and caches.
        status: Its status, without following a link.
    """

    name: str
    path: str
    kind: str
    status: os.stat_result


class Survey:
    """Walks a folder, what lies on top first; links are not followed.

    Args:
        folder: The folder.
        most: How many entries are looked at.

    Attributes:
        left_out: What was left out, and why; hidden files and the like are not named.
    """

    def __init__(self, folder: str, most: int = MOST_ENTRIES) -> None:
        self._folder, self._most = folder, most
        self._unnamed = 0
        self.left_out: List[str] = []

    def __iter__(self) -> Iterator[FolderEntry]:
        """Give each entry; a folder that would be too much comes once more, as ``unseen``."""
        open_: Deque[FolderEntry] = deque()
        count = 0
        found = self._list("")
        while True:
            count += len(found)
            yield from found
            open_ += [entry for entry in found if entry.kind == FOLDER]
            if not open_:
                return
            above = open_.popleft()
            left = max(0, self._most - count)
            found = self._list(above.name, left)
            if len(found) > left:
                self.leave_out(above.name, "more than {} files in all".format(self._most))
                found = [above._replace(kind=UNSEEN)]

    def leave_out(self, name: str, why: str) -> None:
        """Note that something was left out."""
        if len(self.left_out) < _MOST_NOTES:
            shown = name.encode("utf-8", "replace").decode()
            self.left_out.append("{!r}: {}".format(shown, why))
        else:
            self._unnamed += 1
            self.left_out[_MOST_NOTES:] = ["and {} more".format(self._unnamed)]

    def _list(self, name: str, most: Optional[int] = None) -> List[FolderEntry]:
        """List a folder by name, so that every run sees the same; one more than `most` at most."""
        found: List[FolderEntry] = []
        try:
            with os.scandir(os.path.join(self._folder, name)) as entries:
                for entry in islice(entries, None if most is None else most + 1):
                    with contextlib.suppress(FileNotFoundError):  # it has gone meanwhile
                        found.append(_described(entry, name))
        except OSError as error:
            self.leave_out(name or ".", "cannot be read: {}".format(error.strerror))
        return sorted(found, key=lambda entry: entry.name)


def _described(entry: os.DirEntry[str], above: str) -> FolderEntry:
    status = entry.stat(follow_symlinks=False)
    name = "{}/{}".format(above, entry.name) if above else entry.name
    return FolderEntry(name, entry.path, _kind(entry, status.st_mode), status)


def _kind(entry: os.DirEntry[str], mode: int) -> str:
    if entry.name.startswith(".") or entry.name in _UNSEEN:
        return UNSEEN
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_ISDIR(mode):
        environment = os.path.lexists(os.path.join(entry.path, "pyvenv.cfg"))
        return UNSEEN if environment else FOLDER
    return PLAIN if stat.S_ISREG(mode) else SPECIAL


def is_too_large(folder: str, most: int = MOST_ENTRIES) -> bool:
    """Whether a folder itself holds more entries than its code would see."""
    try:
        with os.scandir(folder) as entries:
            return len(list(islice(entries, most + 1))) > most
    except OSError:
        return False
