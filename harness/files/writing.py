"""Files, and folders of them, that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from harness.files.temporary import owned, sweep_in


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
        new = {
            path: _beside(path, text.encode(errors="replace"), staged)
            for path, text in texts.items()
        }
        old = {
            path: _kept(path, staged)
            for path in list(new)[:-1]
            if path.exists() or path.is_symlink()
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
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_swept(path))
    staged.callback(_forget, Path(name))
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).chmod(0o666 & ~_umask())
    return Path(name)


def _swept(path: Path) -> str:
    """Remove what killed writers left beside a path; return how a temporary name begins."""
    beginning = f".{path.name}."
    sweep_in(str(path.parent), beginning, files=True)
    return owned(beginning)


def _kept(path: Path, staged: contextlib.ExitStack) -> Path:
    """Give a file a second name, under which it outlives being replaced; a copy where need be."""
    name = _beside(path, b"", staged)
    name.unlink()
    try:
        os.link(path, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, name, follow_symlinks=False)
    return name


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


def write_folder(path: Path, files: Iterable[tuple[str, str]], mark: str) -> int:
    """Write a folder by way of a temporary one beside it.

    Args:
        path: The folder; the one above is made where it is missing.
        files: Name and text of each of its files; an empty one of the name ``mark`` is added.
        mark: Tells a folder that was written like this from one that somebody filled by hand.

    Returns:
        How many files were written.

    Raises:
        FileExistsError: Something else stands there, and stays.
        OSError: It cannot be written; what was there before is left as it was.
    """
    if not _ours(path, mark):
        raise FileExistsError(errno.EEXIST, "holds something else", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=_swept(path)))
    fresh, old = temporary / "fresh", temporary / "old"
    try:
        fresh.mkdir()
        for count, (name, text) in enumerate(chain([(mark, "")], files)):  # noqa: B007 - returned
            (fresh / name).write_text(text, encoding="utf-8", errors="replace", newline="\n")
        _swap(path, fresh, old)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return count


def _ours(path: Path, mark: str) -> bool:
    """Whether a folder may be replaced: it is absent, empty, or was written by us."""
    if not path.exists() and not path.is_symlink():
        return True
    return path.is_dir() and ((path / mark).is_file() or not any(path.iterdir()))


def _swap(path: Path, fresh: Path, old: Path) -> None:
    """Put a folder in another's place, or leave the other where it is."""
    if path.exists():
        path.rename(old)
    try:
        fresh.rename(path)
    except BaseException:
        if old.exists():
            old.rename(path)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
