"""Writes files and folders completely or not at all."""

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
    """Write a temporary file, and rename it to the wanted one.

    Args:
        path: The file; its folder is made if it is missing.
        text: Its new contents.

    Raises:
        OSError: It cannot be written; what was there before is left as it was.
    """
    write_together({path: text})


def write_together(texts: Mapping[Path, str]) -> None:
    """Write files that belong together: all of them, or none.

    Args:
        texts: Their new contents; their folders are made if they are missing.

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
    """Write a temporary file in a file's folder; it is removed when the stack unwinds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_swept(path))
    staged.callback(_forget, Path(name))
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).chmod(0o666 & ~_umask())
    return Path(name)


def _swept(path: Path) -> str:
    """Remove what killed writers left beside a path; return the beginning of temporary names."""
    beginning = f".{path.name}."
    sweep_in(str(path.parent), beginning, files=True)
    return owned(beginning)


def _kept(path: Path, staged: contextlib.ExitStack) -> Path:
    """Give a file a second name that survives its replacement, or copy it where links fail."""
    name = _beside(path, b"", staged)
    name.unlink()
    try:
        os.link(path, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, name, follow_symlinks=False)
    return name


def _undo(done: list[Path], old: Mapping[Path, Path]) -> None:
    """Restore the old files; renaming them works on a full disk, too."""
    for path in done:
        if path in old:
            old[path].replace(path)
        else:
            path.unlink()


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def write_folder(path: Path, files: Iterable[tuple[str, str]], mark: str) -> int:
    """Write a temporary folder, and rename it to the wanted one.

    Args:
        path: The folder; the one above it is made if it is missing.
        files: Name and text of each of its files; an empty one of the name ``mark`` is added.
        mark: Distinguishes a folder that was written here from one that was filled by hand.

    Returns:
        The number of files written, without ``mark``.

    Raises:
        FileExistsError: There is another folder or file, which is kept.
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
    """Whether a folder may be replaced: it is absent, empty, or was written here."""
    if not path.exists() and not path.is_symlink():
        return True
    return path.is_dir() and ((path / mark).is_file() or not any(path.iterdir()))


def _swap(path: Path, fresh: Path, old: Path) -> None:
    """Replace a folder by another one, or keep the old one if that fails."""
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
