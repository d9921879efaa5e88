"""Reads the comments of HTML in Markdown: no reader of the page sees the code in them."""

from __future__ import annotations

from collections.abc import Sequence

from harness.documents.block_parts import Step, Unread
from harness.documents.fences import fence_at

_MOST_INDENT = 3


def read_comment(lines: Sequence[str], number: int) -> Step | None:
    """Read a comment that begins at a line and hides fences.

    Args:
        lines: The lines of the document.
        number: The number of the line.

    Returns:
        What is said of it and the next line to read; None where no such comment begins here.
    """
    line = lines[number - 1]
    text = line.lstrip()
    if not text.startswith("<!--") or "-->" in text or len(line) - len(text) > _MOST_INDENT:
        return None
    inside = range(number + 1, len(lines) + 1)
    end = next((n for n in inside if "-->" in lines[n - 1]), None)
    if end is None or not any(fence_at(lines, n) for n in range(number + 1, end)):
        return None
    return [Unread((number, end), "in a comment, which no reader sees")], end + 1
