"""Environment variables that name folders, checked before anything is measured."""

from __future__ import annotations

import os
from pathlib import Path

from harness.stacks.choice import is_name
from harness.texts.reading import is_folder

_FOLDERS = ("HARNESS_DOCUMENTS", "HARNESS_DATA")


def complaint() -> str:
    """Return an error message if a variable names no folder; else an empty text."""
    for name in _FOLDERS:
        value = os.environ.get(name)
        if value and not is_folder(Path(value)):
            return f"{name} is {value!r}, which is no folder; correct it or unset it"
    return ""


def refusal(stack: str, recorded: bool) -> str:
    """Return an error message if the stack's name or a variable is wrong; else an empty text.

    Args:
        stack: Name of the stack; empty where none is asked for.
        recorded: Whether its recorded evidence is judged.
    """
    if recorded and not stack:
        return "--recorded needs --stack NAME"
    if recorded and not is_name(stack):
        return f"{stack!r} is no name of a stack such as tf2.21"
    return complaint()
