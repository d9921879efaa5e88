"""Reads whole files without waiting for pipes or filling the memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

DOCUMENT = 64 * 2**20
"""The most bytes of a document; notebooks contain their pictures."""


def read_bytes(path: Path, most: int) -> bytes:
    """Read a regular file; pipes, devices, sockets and folders are refused unread.

    Args:
        path: The file.
        most: The most bytes it may have.

    Raises:
        OSError: It cannot be read, is no regular file, or has more bytes.
    """
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "a file's name holds no NUL", str(path))
    _check(path.stat(), path, most)
    # without O_NONBLOCK, opening a pipe that replaced the file meanwhile would wait
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor
        _check(os.fstat(file.fileno()), path, most)
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, _too_large(len(data)), str(path))
    return data


def read_text(path: Path, most: int) -> str:
    r"""Read a regular file as UTF-8, without a byte order mark and with ``\n`` as every line end.

    Args:
        path: The file.
        most: The most bytes it may have.

    Raises:
        OSError: It cannot be read, is no regular file, or has more bytes.
        UnicodeDecodeError: It is not UTF-8.
    """
    text = read_bytes(path, most).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check(found: os.stat_result, path: Path, most: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    if found.st_size > most:
        raise OSError(errno.EFBIG, _too_large(found.st_size), str(path))


def _too_large(size: int) -> str:
    return "{:.0f} MB is too large".format(size / 2**20)


def is_folder(path: Path) -> bool:
    """Whether a path names a folder; one that no file system takes names none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether a path names a file; one that no file system takes names none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
