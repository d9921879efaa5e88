"""Mounts of Linux, and other calls that Python has no function for."""

from __future__ import annotations

import ctypes
import os
import struct
from functools import lru_cache
from pathlib import Path
from typing import Any

BIND, RECURSIVE, PRIVATE, NOSUID, NODEV, NOEXEC, DETACH = 4096, 16384, 1 << 18, 2, 4, 8, 2
"""Flags of a mount; the last is one of an unmount."""

_READ_ONLY, _ALL_BELOW, _HERE = 1, 0x8000, -100
_MOUNT_SETATTR = 442


class CannotContainError(Exception):
    """This machine lacks a means of containment that untrusted code requires."""


def mount(source: str, target: str, kind: Any, flags: int, options: str = "") -> None:
    """Mount a file system, or with ``BIND`` a file or folder at a second place.

    Raises:
        CannotContainError: The kernel refuses.
    """
    names = (os.fsencode(source), os.fsencode(target), kind.encode() if kind else None)
    done = libc().mount(*names, ctypes.c_ulong(flags), options.encode())
    check(done, "mounting {}".format(target))


def unmount(target: str) -> None:
    """Unmount a file system, at once for those who look, and in the end for those who use it.

    Raises:
        CannotContainError: The kernel refuses.
    """
    check(libc().umount2(os.fsencode(target), DETACH), "unmounting {}".format(target))


def show(root: str, path: str) -> None:
    """Mount a file or a folder below a root at its own path, read-only.

    Raises:
        CannotContainError: The kernel refuses.
    """
    target = Path(root + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if Path(path).is_symlink():
        target.symlink_to(os.readlink(path))
        return
    if Path(path).is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    mount(path, str(target), None, BIND | RECURSIVE)
    set_read_only(str(target), recursive=True)


def set_read_only(path: str, recursive: bool) -> None:
    """Make a mount read-only, or with all that is mounted below it.

    Raises:
        CannotContainError: The kernel refuses.
    """
    attributes = struct.pack("QQQQ", _READ_ONLY | NOSUID | (NODEV if recursive else 0), 0, 0, 0)
    place = (_HERE, os.fsencode(path), _ALL_BELOW if recursive else 0)
    done = libc().syscall(_MOUNT_SETATTR, *place, attributes, ctypes.c_size_t(32))
    check(done, "making {} read-only".format(path))


@lru_cache(maxsize=None)
def libc() -> ctypes.CDLL:
    """Return the C library."""
    return ctypes.CDLL(None, use_errno=True)


def check(done: int, what: str) -> None:
    """Raise what a call of the C library reports.

    Raises:
        CannotContainError: It failed.
    """
    if done != 0:
        raise CannotContainError("{}: {}".format(what, os.strerror(ctypes.get_errno())))
