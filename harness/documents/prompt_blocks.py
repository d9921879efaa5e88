"""Reads sessions of Python's own prompt: each example after ``>>>`` is a block."""

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
)
from harness.documents.python_source import is_blank, parsed_source
from harness.documents.skips import option_skip

PROMPT = ">>>"
_START = re.compile(r"(\s*)>>> (?=\s*\S)")
_SESSION = re.compile(r"\s*(?:>>>|In \[\d+\]:) \s*\S")
_STREAM = re.compile(r"(?:\w+\.)*(?:print|pprint|help|show)\(")


def read_example(
    lines: Sequence[str], number: int, last: int | None = None, *, fenced: bool = False
) -> Step | None:
    """Read an example at a line.

    Its output ends at the next prompt, where the text stands further left, and at a blank line;
    inside a fence, only at a blank line with a prompt, a comment or nothing below it.

    Args:
        lines: The lines of the document.
        number: The number of the line.
        last: The last line that it may have; None for the document's.
        fenced: Whether a fence says where the session ends.

    Returns:
        What is found and the next line to read; None where no example begins here.
    """
    start = _START.match(lines[number - 1])
    if not start:
        return None
    limit = len(lines) if last is None else last
    indent, column = start[1], start.end()
    code_end = _code_end(lines, number, limit, indent, fenced)
    end = _output_end(lines, code_end, limit, len(indent), fenced)
    texts = cut_lines(lines, (number, code_end), column)
    if is_blank(texts):
        return [], end + 1
    module = parsed_source(texts)
    if module is None or not module.body:
        return [Unread((number, end), "after a prompt, but Python does not take it")], end + 1
    outputs: tuple[OutputPiece, ...] = ()
    if end > code_end:
        span = (code_end + 1, end)
        outputs = (OutputPiece(_kind(texts, lines[code_end:end]), span, len(indent)),)
    skipped = option_skip(texts)
    block = Block("prompt", (number, code_end), outputs, column, PROMPT, skipped=skipped)
    return [block], end + 1


def starts_session(lines: Sequence[str], first: int, last: int) -> bool:
    """Whether the first line that is not blank begins with a prompt of Python or IPython."""
    shown = (lines[number - 1] for number in range(first, last + 1))
    return _SESSION.match(next((line for line in shown if line.strip()), "")) is not None


def _code_end(lines: Sequence[str], end: int, limit: int, indent: str, fenced: bool) -> int:
    """Find the last line of an example's code."""
    number = end
    while number < limit:
        line = lines[number]
        number += 1
        if line.startswith(f"{indent}... ") or line.rstrip() == f"{indent}...":
            end = number
        elif not fenced or line.strip():
            break
    return end


def _output_end(lines: Sequence[str], end: int, limit: int, indent: int, fenced: bool) -> int:
    """Find the last line of an example's output."""
    number, begun, blank = end, False, False
    while number < limit:
        line = lines[number]
        text = line.strip()
        number += 1
        if not text and fenced and begun:
            blank = True
            continue
        ends = text.startswith((PROMPT, '"""', "'''")) or (blank and text.startswith("#"))
        if not text or ends or indentation(line) < indent:
            break
        end, begun, blank = number, True, False
    return end


def _kind(texts: Sequence[str], shown: Sequence[str]) -> PieceKind:
    kind = text_kind(shown)
    result = kind is PieceKind.STREAM and len(texts) == 1 and not _STREAM.match(texts[0])
    return PieceKind.RESULT if result else kind
