"""Data files for printed code: they are checked, opened, and copied below its home."""

from __future__ import annotations

import os
import re
import stat
from typing import Dict, Iterable, List, NamedTuple, Sequence, Set

_LONGEST, _LONGEST_PART, _DEEPEST = 1024, 255, 32
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\\:]")
_CHUNK = 1 << 20


class RefusedFileError(ValueError):
    """A file that printed code must not get; the text says why."""


class DataFile(NamedTuple):
    """A file for printed code.

    Args:
        root: The folder that must contain it.
        name: Its path below that folder.
        target: The path of its copy below the home of the code.
    """

    root: str
    name: str
    target: str


def data_files(named: Iterable[Dict[str, str]]) -> List[DataFile]:
    """Name the data files of a document's code.

    Args:
        named: For each its ``file`` below the folder that HARNESS_DATA names, and the path below
            the home where the code looks for it (``at``).
    """
    folder = os.environ.get("HARNESS_DATA") or os.devnull
    return [DataFile(folder, item["file"], item["at"]) for item in named]


class Opened(NamedTuple):
    """A file that is open for reading.

    Args:
        descriptor: Its descriptor.
        target: The path of its copy below the home.
    """

    descriptor: int
    target: str


def check_names(files: Iterable[DataFile]) -> None:
    """Check the names of files without opening any.

    Raises:
        RefusedFileError: A name is not a plain path that stays below its folder.
    """
    targets: Set[str] = set()
    for file in files:
        _check_name(file.name, "data file")
        _check_name(file.target, "target of a data file")
        parts = file.target.split("/")
        above = {"/".join(parts[:length]) for length in range(1, len(parts))}
        below = any(target.startswith(file.target + "/") for target in targets)
        if file.target in targets or above & targets or below:
            raise RefusedFileError("two data files would be at {!r}".format(file.target))
        targets.add(file.target)


def open_files(files: Sequence[DataFile]) -> List[Opened]:
    """Open files for reading; absent ones are left out.

    Raises:
        RefusedFileError: A name leads out of its folder, or to no plain file.
    """
    check_names(files)
    opened: List[Opened] = []
    try:
        for file in files:
            path = _resolved(file)
            if os.path.lexists(path):
                opened.append(Opened(_open(path, file.name), file.target))
    except BaseException:
        close_files(opened)
        raise
    return opened


def close_files(opened: Iterable[Opened]) -> None:
    """Close files."""
    for file in opened:
        os.close(file.descriptor)


def copy_below(home: str, opened: Iterable[Opened]) -> None:
    """Copy files below an empty folder to which no other process writes.

    Raises:
        OSError: A copy cannot be written, or a file cannot be read.
    """
    for file in opened:
        path = os.path.join(home, *file.target.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flag("O_NOFOLLOW") | _flag("O_BINARY")
        copy = os.open(path, flags, 0o644)
        try:
            os.lseek(file.descriptor, 0, os.SEEK_SET)
            while True:
                data = os.read(file.descriptor, _CHUNK)
                if not data:
                    break
                while data:
                    data = data[os.write(copy, data) :]
        finally:
            os.close(copy)


def _check_name(name: str, what: str) -> None:
    """Refuse a name that is not a plain relative path on every system."""
    reason = ""
    if not isinstance(name, str) or not name or len(name) > _LONGEST:
        reason = "must be a path of 1 to {} characters".format(_LONGEST)
    elif name.startswith("/"):
        reason = "must be relative"
    elif _NOT_IN_NAMES.search(name) or name != name.encode("utf-8", "replace").decode():
        reason = "must hold no control character, backslash, colon or lone surrogate"
    else:
        parts = name.split("/")
        if any(part in ("", ".", "..") for part in parts):
            reason = "must have no part that is empty, '.' or '..'"
        elif len(parts) > _DEEPEST or any(len(part.encode()) > _LONGEST_PART for part in parts):
            reason = "is too deep or has too long a part"
    if reason:
        raise RefusedFileError("the {} {:.80} {}".format(what, ascii(name), reason))


def _resolved(file: DataFile) -> str:
    """Follow links, and check that the file lies in its folder."""
    root = os.path.realpath(file.root)
    path = os.path.realpath(os.path.join(root, *file.name.split("/")))
    try:
        inside = os.path.commonpath([root, path]) == root
    except ValueError:  # another drive
        inside = False
    if not inside:
        raise RefusedFileError("the data file {!r} leads out of its folder".format(file.name))
    return path


def _open(path: str, name: str) -> int:
    # opening a pipe would wait, and the file may have become a link
    flags = os.O_RDONLY | _flag("O_NONBLOCK") | _flag("O_NOFOLLOW") | _flag("O_BINARY")
    try:
        descriptor = os.open(path, flags | _flag("O_CLOEXEC"))
    except OSError as error:
        raise RefusedFileError(
            "the data file {!r} cannot be read: {}".format(name, error.strerror)
        ) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise RefusedFileError("the data file {!r} is no plain file".format(name))
    return descriptor


def _flag(name: str) -> int:
    """Return a flag, or 0 on a system without it."""
    return int(getattr(os, name, 0))
