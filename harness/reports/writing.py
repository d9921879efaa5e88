"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a file by way of a temporary one beside it.

    Args:
        path: The file; its folder is made where it is missing.
        text: Its new contents.

    Raises:
        OSError: It cannot be written; what was there before is left as it was.
    """
    write_together({path: text})


def write_together(texts: Mapping[Path, str]) -> None:
    """Write files that belong together: every one of them, or none.

    Args:
        texts: Their new contents; their folders are made where they are missing.

    Raises:
        OSError: One cannot be written; what was there before is left as it was.
    """
    with contextlib.ExitStack() as staged:
        new = {path: _beside(path, text.encode(), staged) for path, text in texts.items()}
        old = {
            path: _beside(path, path.read_bytes(), staged)
            for path in (list(new)[:-1] if len(new) > 1 else [])
            if path.exists()
        }
        done: list[Path] = []
        try:
            for path, temporary in new.items():
                temporary.replace(path)
                done.append(path)
        except BaseException:
            _undo(done, old)
            raise


def _beside(path: Path, data: bytes, staged: contextlib.ExitStack) -> Path:
    """Write a temporary file in a file's folder, which is gone when the stack unwinds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    staged.callback(_forget, Path(name))
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).chmod(0o666 & ~_umask())
    return Path(name)


def _undo(done: list[Path], old: Mapping[Path, Path]) -> None:
    """Put back what was there; a rename needs no space, so that a full disk cannot hinder it."""
    for path in done:
        if path in old:
            old[path].replace(path)
        else:
            path.unlink()


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
