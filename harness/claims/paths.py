"""Checks names of files in specs: they are relative and stay in their folder or project."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

_LONGEST, _LONGEST_PART = 1024, 255
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_ROOT = (".git", "pyproject.toml", "tox.ini")
_SPECS = "specs"


def relative(name: str) -> str:
    """Check a relative file name, which may contain ``..``.

    Raises:
        ValueError: It is absolute, names no file, or is not written alike on every system.
    """
    parts = name.split("/")
    if name.startswith("/") or _DRIVE.match(name):
        raise ValueError("the name of a file is relative here, not absolute")
    if "\\" in name:
        raise ValueError("the parts of a file's name have '/' between them, not a backslash")
    if _CONTROL.search(name):
        raise ValueError("the name of a file has no control characters")
    if parts[-1] in ("", ".", ".."):
        raise ValueError("this names a folder, not a file")
    if len(name) > _LONGEST or any(len(part.encode()) > _LONGEST_PART for part in parts):
        raise ValueError("the name of a file is too long")
    return name


def below(name: str) -> str:
    """Check a relative file name, which may not contain ``..``.

    Raises:
        ValueError: It is no relative name, or has '..' in it.
    """
    if ".." in relative(name).split("/"):
        raise ValueError("the name of a file has no '..' here: it lies below its folder")
    return name


Relative = Annotated[str, AfterValidator(relative)]
Below = Annotated[str, AfterValidator(below)]


def root_of(spec: Path) -> Path:
    """Find the folder of a spec's project, in which its documents lie.

    That is the nearest folder with .git, pyproject.toml or tox.ini; without one, the folder above
    specs/ or else the spec's own.
    """
    folder = spec.resolve().parent
    for above in (folder, *folder.parents):
        if any((above / name).exists() for name in _ROOT):
            return above
    return folder.parent if folder.name == _SPECS else folder


def leads_out(spec: Path, name: str) -> bool:
    """Whether a name in a spec leads out of its project (symbolic links are not resolved)."""
    depth = len(spec.resolve().parent.relative_to(root_of(spec)).parts)
    for part in name.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False
