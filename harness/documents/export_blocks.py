"""Reads the cells of a notebook that was exported as text: ``In [1]:``, ``Out[1]:``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from harness.documents.block_parts import Block, OutputPiece, PieceKind, Step, text_kind, written
from harness.documents.fences import fence_at
from harness.documents.python_source import parsed_source

_EXPORT = re.compile(r"^\s*In ?\[(\d+|None| )\]:\s*$")
_SHOWN = re.compile(r"^\s*Out ?\[(?:\d+|None| )\]:\s*$")
_TEXT = re.compile(r"^(?:#{2,6} |[*>-] |\d+\. )")
_PARAGRAPHS = 40
"""Largest number of paragraphs tried as the end of a cell's code."""


def read_export(lines: Sequence[str], mark: int) -> Step | None:
    """Read a cell at a line.

    No mark separates its code from its output: the code is as many of its paragraphs as parse.

    Args:
        lines: The lines of the document.
        mark: The number of the line.

    Returns:
        What is found and the next line to read: the code's fence where it stands in one; None
        where no cell begins here.
    """
    cell = _EXPORT.match(lines[mark - 1])
    if not cell:
        return None
    below = next((n for n in range(mark + 1, len(lines) + 1) if lines[n - 1].strip()), mark)
    if fence_at(lines, below):
        return [], below
    end = _section_end(lines, mark + 1)
    shown = next((n for n in range(mark + 1, end) if _SHOWN.match(lines[n - 1])), None)
    ends = [n for n in range(mark + 1, end) if n + 1 in (end, shown) or not lines[n].strip()]
    ends = [n for n in ends if shown is None or n < shown]
    tried = [*ends[-1:], *ends[_PARAGRAPHS - 1 :: -1]]
    last = next((n for n in tried if _is_code(lines[mark:n])), None)
    code = written(lines, mark + 1, last or (ends[0] if ends else mark))
    if code is None:
        return [], mark + 1
    count = int(cell[1]) if cell[1].isdecimal() and len(cell[1]) < 10 else None
    outputs = tuple(_outputs(lines, code[1], shown, end - 1))
    last = max((piece.span[1] for piece in outputs if piece.span), default=code[1])
    return [Block("export", code, outputs, count=count)], last + 1


def _outputs(
    lines: Sequence[str], code: int, shown: int | None, last: int
) -> Iterator[OutputPiece]:
    """List what stands between a cell's code and its value, and the value."""
    if printed := written(lines, code + 1, shown - 1 if shown else last):
        yield OutputPiece(text_kind(lines[printed[0] - 1 : printed[1]]), printed)
    if shown and (value := written(lines, shown + 1, last)):
        yield OutputPiece(PieceKind.RESULT, value)


def _is_code(lines: Sequence[str]) -> bool:
    """Whether paragraphs are code: a last one of nothing but values is what the others print."""
    module = parsed_source(lines)
    if module is None or not module.body:
        return module is not None
    above = lines[: module.body[-1].lineno]
    blank = max((n for n, line in enumerate(above, 1) if not line.strip()), default=0)
    body = [node for node in module.body if node.lineno > blank]
    return len(body) == len(module.body) or not all(map(_is_value, body))


def _is_value(node: ast.stmt) -> bool:
    """Whether a statement is a value and nothing else."""
    if not isinstance(node, ast.Expr):
        return False
    try:
        ast.literal_eval(node.value)
    except (ValueError, TypeError, MemoryError, RecursionError):
        return False
    return True


def _section_end(lines: Sequence[str], first: int) -> int:
    """Find where a cell and its output end: at text, at the next cell, after the output."""
    blank = 0
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        blank = 0 if line.strip() else blank + 1
        if _TEXT.match(line) or _EXPORT.match(line) or blank == 2:
            return number
    return len(lines) + 1
