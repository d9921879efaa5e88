"""Finds the output of a fenced block below it: in the next fence, or indented."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.documents.block_parts import (
    OutputPiece,
    PieceKind,
    cut_lines,
    indentation,
    least_indentation,
    text_kind,
    written,
)
from harness.documents.fences import Fence, fence_at, margin
from harness.documents.lead_ins import leads_to_output
from harness.documents.prompt_blocks import starts_session
from harness.documents.python_source import looks_like_code

_PICTURE = re.compile(r"\s*(?:!\[|<img\b)", re.I)
_FRAME = re.compile(
    r"\s*(?:</?(?:div|details|summary|p|center|br|samp)\b[^<>]*>(?:[^<>]*</summary>)?"
    r"|:{3,}(?: ?\{[.#][^{}]*\})?)\s*$",
    re.I,
)
_OPTION = re.compile(r"\s*:[\w-]+:")
_CLOSES = re.compile(r"\s*(?:</|:{3,}\s*$)")
_PRE = "<pre"
_FENCES = ("```", "\\```", "~~~", "<div", ":::")
"""What begins a page within a page, which no code prints."""

_SHELL = re.compile(r"\s*(?:\$\s+\w|\w+@[\w.-]+:[^$]*\$ )")


def outputs_below(lines: Sequence[str], first: int, indent: int) -> tuple[list[OutputPiece], int]:
    """Find the pieces of output that stand below a block.

    Args:
        lines: The lines of the document.
        first: The line below the block.
        indent: How many characters stand before the block's fence.

    Returns:
        The pieces and the next line to read.
    """
    pieces: list[OutputPiece] = []
    number = after = first
    led = framed = False
    while number <= len(lines):
        line = lines[number - 1]
        if not line.strip(" \t>"):
            number += 1
        elif _FRAME.match(line):
            framed = not _CLOSES.match(line)
            number += 1
        elif step := _piece_at(lines, number, indent, framed, first=not any(map(_is_text, pieces))):
            pieces.append(step[0])
            number = after = step[1]
        elif not (led or pieces) and leads_to_output(line):
            led = True
            number += 1
        else:
            break
    return pieces, after


def _piece_at(
    lines: Sequence[str], number: int, indent: int, framed: bool, *, first: bool
) -> tuple[OutputPiece, int] | None:
    """Read a piece of output at a line, and say which line is next."""
    line = lines[number - 1]
    if _PICTURE.match(line):
        return OutputPiece(PieceKind.PICTURE, (number, number)), number + 1
    if line.lstrip().startswith(_PRE):
        return _preformatted(lines, number)
    if _stands_inside(line, indent):
        return _indented(lines, number, indent)
    fence = fence_at(lines, number) if framed or first else None
    return _fenced(lines, fence, framed) if fence else None


def _is_text(piece: OutputPiece) -> bool:
    return piece.plain is not None


def _preformatted(lines: Sequence[str], first: int) -> tuple[OutputPiece, int] | None:
    """Read a table that HTML draws, as pages of Keras show summaries."""
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if number > first and (line.lstrip().startswith((_PRE, "```"))):
            return None
        if "</pre>" in line:
            return OutputPiece(PieceKind.HTML, (first, number)), number + 1
    return None


def _stands_inside(line: str, indent: int) -> bool:
    return line.startswith("\t") or indentation(line) >= indent + 4


def _indented(lines: Sequence[str], first: int, indent: int) -> tuple[OutputPiece, int] | None:
    """Read the lines from one that is indented to the last one that is, blank ones between."""
    end = first
    while end <= len(lines) and (
        not lines[end - 1].strip() or _stands_inside(lines[end - 1], indent)
    ):
        end += 1
    span = written(lines, first, end - 1) or (first, first)
    texts = cut_lines(lines, span, least_indentation(lines, span))
    if fence_at(lines, first) or _is_no_output(texts):
        return None
    return OutputPiece(text_kind(texts), span, least_indentation(lines, span)), span[1] + 1


def _fenced(lines: Sequence[str], fence: Fence, framed: bool) -> tuple[OutputPiece, int] | None:
    piece = fenced_output(lines, fence, sure=framed or fence.is_output)
    return (piece, fence.closing + 1) if piece else None


def fenced_output(lines: Sequence[str], fence: Fence, *, sure: bool) -> OutputPiece | None:
    """Read a fence that holds an output; None where it may hold something else.

    Args:
        lines: The lines of the document.
        fence: The fence.
        sure: Whether its frame, or it itself, says that it holds an output.
    """
    first = fence.opening + 1
    while first < fence.closing and fence.info.startswith("{") and _OPTION.match(lines[first - 1]):
        first += 1
    span = written(lines, first, fence.closing - 1)
    if span is None or not fence.is_plain or (starts_session(lines, *span) and not fence.is_output):
        return None
    column = margin(lines, span, fence.indent)
    texts = cut_lines(lines, span, column)
    if not sure and _is_no_output(texts):
        return None
    if mark := _commented(texts):
        column, texts = column + mark, [text[mark:] for text in texts]
    return OutputPiece(text_kind(texts), span, column)


def _commented(texts: Sequence[str]) -> int:
    """Count the characters of the mark that knitr puts before every line of an output."""
    marks = ("## ", "#> ")
    return next((3 for mark in marks if all(f"{text} ".startswith(mark) for text in texts)), 0)


def _is_no_output(texts: Sequence[str]) -> bool:
    """Whether a passage is a transcript of a shell, a difference, or more code."""
    shell = _SHELL.match(texts[0]) is not None
    diff = any(text.startswith(("--- a", "+++ ", "@@ ")) for text in texts[:4])
    page = any(text.lstrip().startswith(_FENCES) for text in texts)
    return shell or diff or page or looks_like_code(texts)
