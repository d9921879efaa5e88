"""Reads the blocks of a plain text, whose code a person marks by line numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.documents.block_parts import Block, Found, OutputPiece, Unread, text_kind
from harness.documents.document import Document, Span
from harness.documents.slugs import with_slugs

_RANGE = re.compile(r"(\d+)(?:-(\d+))?(?::(\d+)(?:-(\d+))?)?")
_SHAPE = "write code and the output below it as 3-7:9-10, and commas between blocks"


def parse_ranges(text: str) -> list[tuple[Span, Span | None]]:
    """Read line numbers such as ``3-7:9-10,12``: code, and what it prints.

    Args:
        text: The line numbers.

    Raises:
        ValueError: They are written otherwise; the message says how.
    """
    found = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if not match:
            raise ValueError(f"{part.strip()!r} names no lines; {_SHAPE}")
        first, last, begin, end = (int(number) if number else 0 for number in match.groups())
        code = (first, last or first)
        output = (begin, end or begin) if begin else None
        if not 0 < code[0] <= code[1] or (output and output[0] > output[1]):
            raise ValueError(f"{part.strip()!r} ends before it begins; {_SHAPE}")
        found.append((code, output))
    return found


def read_given(document: Document, ranges: Sequence[tuple[Span, Span | None]]) -> list[Found]:
    """Make blocks of the lines that a person names.

    Args:
        document: The document.
        ranges: The lines of code, each with those of its output.

    Raises:
        ValueError: The document has fewer lines.
    """
    last = max(span[1] for pair in ranges for span in pair if span)
    if last > len(document.lines):
        raise ValueError(f"it has {len(document.lines)} lines, and no line {last}")
    blocks: list[Block | Unread] = []
    for code, output in sorted(ranges):
        texts = document.lines[output[0] - 1 : output[1]] if output else ()
        outputs = (OutputPiece(text_kind(texts), output),) if output else ()
        blocks.append(Block("given", code, outputs))
    return with_slugs(document.lines, blocks)
