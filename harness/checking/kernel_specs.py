"""Jupyter's kernels: which interpreter a notebook's kernel runs."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


def kernel_python(name: str) -> tuple[str, str]:
    """Find the interpreter of a kernel.

    Args:
        name: Its name, from ``metadata.kernelspec.name`` of a notebook.

    Returns:
        Its path, or the folder of its environment, and why it counts. Without a path: why there is
        none; nothing at all where the kernel runs another language.
    """
    missing = f"the notebook's kernel {name!r} is not installed here"
    if not _NAME.fullmatch(name):
        return "", missing
    for folder in _data_folders():
        spec = _read(folder / "kernels" / name / "kernel.json")
        if spec is None:
            continue
        if str(spec.get("language", "python")).lower() != "python":
            return "", ""
        program = _program(spec, folder)
        why = f"the notebook's kernel {name!r}"
        return (program, why) if program else ("", f"{why} names no interpreter")
    return "", missing


def _program(spec: dict[str, Any], folder: Path) -> str:
    """Return a kernel's program; a bare ``python`` is that of the environment that holds it."""
    arguments = spec.get("argv")
    first = str(arguments[0]) if isinstance(arguments, list) and arguments else ""
    if Path(first).is_absolute():
        return first
    environment = folder.parents[1]
    return str(environment) if (environment / "bin").is_dir() and first else ""


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _data_folders() -> Iterator[Path]:
    """List where Jupyter looks for kernels, in its order."""
    yield from map(Path, filter(None, os.environ.get("JUPYTER_PATH", "").split(os.pathsep)))
    yield _user_folder()
    yield Path(sys.prefix) / "share/jupyter"
    if sys.platform == "win32":
        yield Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "jupyter"
    else:
        yield from (Path("/usr/local/share/jupyter"), Path("/usr/share/jupyter"))


def _user_folder() -> Path:
    if named := os.environ.get("JUPYTER_DATA_DIR"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "jupyter"
    if sys.platform == "darwin":
        return Path.home() / "Library/Jupyter"
    base = Path(os.environ.get("XDG_DATA_HOME") or "")
    return (base if base.is_absolute() else Path.home() / ".local/share") / "jupyter"
