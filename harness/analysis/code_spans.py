"""The code blocks of a document, each with what it prints."""

from __future__ import annotations

from harness.documents import Document, Span
from harness.documents.blocks import find_blocks

_NEAR = 4
"""So many lines may stand between code and its output for them to be one piece."""


def code_spans(document: Document) -> tuple[Span, ...]:
    """List first and last line of each code block with the output that follows it."""
    found = []
    for block in find_blocks(document):
        first, last = block.code
        for begin, end in block.printed:
            last = max(last, end) if begin - last <= _NEAR else last
        found.append((first, last))
    return tuple(found)
