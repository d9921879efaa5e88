"""What a run tells GitHub Actions, where it runs there."""

from __future__ import annotations

import os
from pathlib import Path

from harness.console import say_commands, say_line

_LARGEST = 2**20
"""Bytes that the summary of one step may have; a larger one is refused whole."""


def tell_actions(annotations: str, summary: str) -> None:
    """Annotate lines, and append to the step's summary; elsewhere than on GitHub do nothing.

    Args:
        annotations: Workflow commands, a line each.
        summary: Markdown, its first line the answer.
    """
    if os.environ.get("GITHUB_ACTIONS") == "true":
        say_commands(annotations)
    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            _append(Path(file), summary)
        except OSError as error:
            say_line(f"harness: no summary in {file}: {error.strerror}", err=True)


def _append(file: Path, summary: str) -> None:
    there = file.stat().st_size if file.exists() else 0
    if there + len(summary.encode()) > _LARGEST:
        summary = summary.partition("\n")[0] + "\n\nThe rest is too long for a summary.\n"
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(summary)
