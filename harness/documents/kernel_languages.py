"""Says in which language the cells of a notebook are, where it is not Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_PYTHON = re.compile(r"|i?python ?[\d.]*(?: \(.*\))?|py|sos", re.I)
_OTHERS = frozenset(
    ("ir", "xonsh", "bash", "coconut", "sagemath", "robotkernel", "ijavascript", "octave")
)
"""Kernels whose language is not plain Python, whatever they say."""

_KEYS = ("name", "language")
_NAMED = re.compile(r"\s+(?:name|language): *[\"']?([\w+#.-]+)[\"']?\s*$")


def kernel_skip(notebook: Any) -> str:
    """Return what the kernel of a notebook takes, where it is not Python; else an empty text.

    Args:
        notebook: The notebook, of nbformat 3 or 4.
    """
    kernel, language = (_text(notebook, "metadata", "kernelspec", key) for key in _KEYS)
    info = _text(notebook, "metadata", "language_info", "name")
    other = _other([kernel, info], [info or language])
    return f"a notebook of {other}" if other else ""


def cell_language_skip(cell: Any) -> str:
    """Return the language of a notebook's cell, where it is not Python, or why it is not run.

    Args:
        cell: The cell, as the notebook has it.
    """
    if _part(cell, "metadata", "run_control", "frozen") is True:
        return "frozen"
    code = _text(cell, "metadata", "vscode", "languageId")
    other = _other([], [code, _text(cell, "metadata", "kernel"), _text(cell, "language")])
    return f"a cell of {other}" if other else ""


def front_matter_skip(lines: Sequence[str]) -> str:
    """Return the language of the cells of a page whose first lines name another than Python's.

    Args:
        lines: The lines of the page: its metadata between two ``---`` come first.
    """
    if not lines or lines[0].strip() != "---":
        return ""
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    begin = next((n for n, line in enumerate(lines[:end]) if line.strip() == "kernelspec:"), end)
    names = [found[1] for line in lines[begin:end] if (found := _NAMED.match(line))]
    other = next((name for name in names if name in _OTHERS), "")
    return f"a page of {other}" if other else ""


def _other(kernels: Sequence[str], languages: Sequence[str]) -> str:
    """Return the first kernel that is known to take no Python, or else such a language."""
    other = next((name for name in kernels if name in _OTHERS), "")
    return other or next((name for name in languages if not _PYTHON.fullmatch(name)), "")


def _text(data: Any, *path: str) -> str:
    found = _part(data, *path)
    return found if isinstance(found, str) else ""


def _part(data: Any, *path: str) -> Any:
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data
