"""Locks that keep two processes from changing the same file at the same time."""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from harness.console import say_line

if TYPE_CHECKING:
    from filelock import FileLock

_PATIENCE = 60.0
"""Seconds that a writer waits for another one; each needs only a fraction of them."""

_TELL = 1.0
"""Seconds after which a message says what is waited for."""


@contextlib.contextmanager
def locked(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Keep other processes of the harness from writing a file or a folder until the block ends.

    It is a lock of the system on a hidden file beside it: it ends with its process, so that a lock
    file left by a killed process hinders no other. It cannot be nested.

    Args:
        path: The file or folder; the folder above it is made if it is missing.
        patience: Timeout in seconds.

    Raises:
        OSError: The folder cannot be written, or another writer did not end in time.
    """
    from filelock import FileLock  # not needed where nothing is written, and slow to import

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.parent / f".{path.name}.lock", fallback_to_soft=False)
    with contextlib.ExitStack() as held:
        held.callback(_end, lock)
        _acquire(lock, path, patience)
        yield


def _end(lock: FileLock) -> None:
    """Remove the lock's file while it is held; a waiting process notices that and makes one."""
    if lock.is_locked:
        with contextlib.suppress(OSError):
            Path(lock.lock_file).unlink()
    lock.release()


def _acquire(lock: FileLock, path: Path, patience: float) -> None:
    """Wait for a lock, and say so if that takes more than a moment."""
    from filelock import Timeout

    end = time.monotonic() + patience
    try:
        lock.acquire(timeout=min(_TELL, patience))
    except NotImplementedError:
        return  # this file system has no locks; every file is still written whole
    except Timeout:
        say_line(f"harness: waiting for another harness that writes {path}", err=True)
        try:
            lock.acquire(timeout=max(0.0, end - time.monotonic()))
        except Timeout:
            said = f"another harness has been writing it for {patience:.0f} s; try again"
            raise OSError(errno.EBUSY, said, str(path)) from None
