"""Environment variables that name folders, checked before anything is measured."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDERS = ("HARNESS_DOCUMENTS", "HARNESS_DATA")


def complaint() -> str:
    """Say which variable names no folder, and the way out; empty where all is well."""
    for name in _FOLDERS:
        value = os.environ.get(name)
        if value and not is_folder(Path(value)):
            return f"{name} is {value!r}, which is no folder; correct it or unset it"
    return ""


def is_folder(path: Path) -> bool:
    """Whether a path names a folder; one that no file system takes names none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
