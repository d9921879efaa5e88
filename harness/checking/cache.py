"""Keeps what came of running a page, so that an unchanged page is not run again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from harness.checking.execution import Execution
from harness.checking.interpreters import Interpreter
from harness.files.writing import write_text
from harness.sandbox.limits import Limits
from harness.sandbox.steps import CodePlace, CodeStep
from harness.sandbox.survey import PLAIN, UNSEEN, FolderEntry, Survey

_DAYS, _MOST_BYTES = 30, 500_000_000
_SMALL = 1 << 16
_LARGEST = 64 << 20
_ROOMS = ("sandbox", "checking")


class _KeptExecution(BaseModel):
    """A file of the cache."""

    model_config = ConfigDict(strict=True, extra="forbid")

    format: Literal["harness-execution/1"]
    key: str
    execution: Execution


class ExecutionCache:
    """A folder with one file for each execution.

    Args:
        folder: The folder; by default the user's own.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = (folder or cache_folder()) / "executions"
        self._pruned = False

    def read(self, key: str) -> Execution | None:
        """Return an execution; None where there is none, or a file that we did not write whole."""
        path = self._path(key)
        try:
            if path.stat().st_size > _LARGEST:
                return None
            kept = _KeptExecution.model_validate_json(path.read_bytes())
        except (OSError, ValidationError, RecursionError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # its age counts from its last use
        return kept.execution if kept.key == key else None

    def write(self, key: str, execution: Execution) -> None:
        """Keep an execution that came to its end; a cache that cannot be written is none."""
        if not execution.complete:
            return
        kept = _KeptExecution(format="harness-execution/1", key=key, execution=execution)
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_text(self._path(key), kept.model_dump_json())
        if not self._pruned:
            self._pruned = True
            self.prune()

    def prune(self, days: float = _DAYS, most: int = _MOST_BYTES) -> None:
        """Remove what was not used for long, and beyond a size what was used longest ago.

        Args:
            days: After how many days.
            most: Bytes of all files.
        """
        oldest, total = time.time() - days * 86400, 0
        for used, size, path in sorted(self._files(), reverse=True):
            total += size
            if used < oldest or total > most:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):  # another process has removed it
                    found = entry.stat(follow_symlinks=False)
                    yield found.st_mtime, found.st_size, Path(entry.path)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def cache_folder() -> Path:
    """Return the user's folder for the cache, by the conventions of the system.

    ``HARNESS_CACHE`` names another one.
    """
    if named := os.environ.get("HARNESS_CACHE"):
        return Path(named).absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "harness" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/harness"
    base = Path(os.environ.get("XDG_CACHE_HOME") or "")
    return (base if base.is_absolute() else Path.home() / ".cache") / "harness"


def execution_key(
    how: str,
    steps: Iterable[CodeStep],
    place: CodePlace,
    interpreter: Interpreter,
    limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
    *,
    but: Sequence[str] = (),
) -> str:
    """Digest all that an execution rests on.

    Args:
        how: How the page is run.
        steps: Its code with the options of each step; one step for each block is enough.
        place: Where it runs.
        interpreter: The interpreter that runs it.
        limits: What it may use.
        but: Paths below the place's folder that do not count: the document, and our own reports.
    """
    parts = {
        "how": how,
        "ours": _own_digest(),
        "steps": [list(step) for step in steps],
        "interpreter": {**asdict(interpreter), "why": ""},
        "sources": [_source_digest(Path(path)) for path in interpreter.sources],
        "place": [place.python, place.packages, place.below, place.variables],
        "folder": folder_digest(place.folder, but) if place.folder else "",
        "limits": limits,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def folder_digest(folder: str, but: Sequence[str] = ()) -> str:
    """Digest the files that code sees in a folder: small ones by what they hold.

    Large ones count by size and time of change.

    Args:
        folder: The folder.
        but: Paths below it that do not count.
    """
    digest = hashlib.sha256()
    survey = Survey(folder)
    for entry in survey:
        if entry.kind != UNSEEN and entry.name not in but:
            small = entry.kind == PLAIN and entry.status.st_size <= _SMALL
            held = _held(entry.path) if small else _changed(entry)
            digest.update(
                b"%s\0%s\0%d\0" % (os.fsencode(entry.name), entry.kind.encode(), len(held))
            )
            digest.update(held)
    return digest.hexdigest()


def _source_digest(source: Path) -> str:
    """Digest names, sizes and times of the files of a package in the making."""
    digest = hashlib.sha256(os.fsencode(source))
    if source.is_file():
        digest.update(source.read_bytes())
    for entry in Survey(str(source)) if source.is_dir() else ():
        if entry.kind != UNSEEN:
            digest.update(os.fsencode(entry.name) + b"\0" + _changed(entry))
    return digest.hexdigest()


def _held(path: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return b"cannot be read"
    try:
        return os.read(descriptor, _SMALL)  # half the time of a file object
    finally:
        os.close(descriptor)


def _changed(entry: FolderEntry) -> bytes:
    """Say when an entry was changed; a folder is what it holds, and a link is where it leads."""
    if entry.kind == PLAIN:
        return b"%d %d" % (entry.status.st_size, entry.status.st_mtime_ns)
    with contextlib.suppress(OSError):
        return os.fsencode(Path(entry.path).readlink())
    return b""


@lru_cache(maxsize=1)
def _own_digest() -> str:
    """Digest our own source that runs pages."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for room in _ROOMS for path in (package / room).rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
