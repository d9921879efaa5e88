"""Reads sessions of IPython's prompt: ``In [1]: x = 1``, ``Out[1]: 3``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.documents.block_parts import (
    Block,
    OutputPiece,
    PieceKind,
    Step,
    Unread,
    cut_lines,
    indentation,
    text_kind,
    written,
)
from harness.documents.python_source import is_blank, parsed_source

IPYTHON = "In"
_START = re.compile(r"(\s*)In \[(\d+)\]: (?=\s*\S)")
_MORE = re.compile(r"\s*\.{3,}: ?")
_RESULT = re.compile(r"\s*Out ?\[\d+\]: ?")


def read_input(lines: Sequence[str], number: int, last: int | None = None) -> Step | None:
    """Read an input at a line, with what stands below it before the next one.

    Args:
        lines: The lines of the document.
        number: The number of the line.
        last: The last line that it may have; None for the document's.

    Returns:
        What is found and the next line to read; None where no input begins here.
    """
    start = _START.match(lines[number - 1])
    if not start:
        return None
    column, margin = start.end(), len(start[1])
    limit = len(lines) if last is None else last
    code_end = number
    while code_end < limit and _MORE.match(lines[code_end][:column]):
        code_end += 1
    end = _output_end(lines, code_end, limit, margin)
    texts = cut_lines(lines, (number, code_end), column)
    if is_blank(texts):
        return [], end + 1
    module = parsed_source(texts)
    if module is None or not module.body:
        return [Unread((number, end), "after a prompt, but Python does not take it")], end + 1
    count = int(start[2]) if len(start[2]) < 10 else None
    outputs = tuple(_pieces(lines, code_end + 1, end, margin))
    return [Block("prompt", (number, code_end), outputs, column, IPYTHON, count=count)], end + 1


def _output_end(lines: Sequence[str], last: int, limit: int, margin: int) -> int:
    """Find the last line of an output: a blank one ends it unless its result follows."""
    end = last
    while end < limit and not _START.match(lines[end]):
        line = lines[end]
        below = lines[end + 1] if end + 1 < limit else ""
        if not line.strip() and not _RESULT.match(below):
            break
        if line.strip() and (
            indentation(line) < margin or line.lstrip().startswith(("```", "~~~"))
        ):
            break
        end += 1
    return end


def _pieces(lines: Sequence[str], first: int, last: int, margin: int) -> list[OutputPiece]:
    """Split an output at its result, whose first line may stand behind a mark."""
    rest = range(first, last + 1)
    at = next((n for n in rest if _RESULT.match(lines[n - 1])), None)
    pieces: list[OutputPiece] = []
    if span := written(lines, first, (at or last + 1) - 1):
        pieces.append(OutputPiece(text_kind(lines[span[0] - 1 : span[1]]), span, margin))
    if at and (mark := _RESULT.match(lines[at - 1])) and lines[at - 1][mark.end() :].strip():
        pieces.append(OutputPiece(PieceKind.RESULT, (at, at), mark.end()))
    if at and (span := written(lines, at + 1, last)):
        pieces.append(OutputPiece(PieceKind.RESULT, span, margin))
    return pieces
