"""Finds what a document shows as the output of a block, where its spec does not say it all."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harness.claims.code_blocks import Code, CodeBlock
from harness.documents import Document, Span
from harness.documents.block_parts import Block, OutputPiece, PieceKind
from harness.documents.blocks import find_blocks
from harness.documents.python_source import parsed_source
from harness.texts.lines import NOTEBOOK

_HTML = "the page shows its output in HTML alone, which is not compared here"
_COMMENT = "the page states results in comments behind statements that print nothing"
_VARIES = "the page says itself that its output varies"
_PRINTING = ("print", "pprint", "display")

Numbered = tuple[tuple[int, str], ...]
"""Lines with their numbers in the document."""


class ShownOutput(NamedTuple):
    """What a document shows as the output of a block.

    Args:
        lines: The lines that are compared; blanks stand for what precedes the output in each.
        unknown: Why some of it cannot be compared; empty if all can.
    """

    lines: Numbered = ()
    unknown: str = ""


def shown_outputs(document: Document, code: Code) -> dict[Span, ShownOutput]:
    """Find the outputs of the blocks that name none, and those without what went to stderr.

    Args:
        document: The document as it is today.
        code: The blocks, as the spec lists them.

    Returns:
        By the lines of a block; a block whose ``prints`` says all is left out.
    """
    named = [block for block in code.blocks if "prints" in block.model_fields_set]
    if len(named) == len(code.blocks) and document.path.suffix != NOTEBOOK:
        return {}
    stood, blocks = code.put_back(document).lines, find_blocks(document)
    found: dict[Span, ShownOutput] = {}
    for listed in code.blocks:
        first, last = listed.span
        start = _start(document.lines, stood[first - 1 : last], first)
        inside = _inside(blocks, start, start + last - first) if start else []
        if inside and (shown := _shown(document.lines, listed, inside, first - start)):
            found[listed.span] = shown
    return found


def _start(lines: Sequence[str], texts: Sequence[str], near: int) -> int:
    """Find the line where a passage starts today, the nearest one; 0 where it is gone."""
    starts = (n for n in range(1, len(lines) + 1) if texts and lines[n - 1] == texts[0])
    whole = (n for n in starts if tuple(lines[n - 1 : n - 1 + len(texts)]) == tuple(texts))
    return min(whole, key=lambda n: abs(n - near), default=0)


def _inside(blocks: Sequence[Block], first: int, last: int) -> list[Block]:
    """List the one block between two lines, or the examples of the session there."""
    inside = [block for block in blocks if first <= block.code[0] and block.code[1] <= last]
    session = all(block.mark == "prompt" for block in inside)
    return inside if len(inside) == 1 or session else []


def _shown(
    lines: Sequence[str], listed: CodeBlock, blocks: Sequence[Block], moved: int
) -> ShownOutput | None:
    pieces = [piece for block in blocks for piece in block.outputs]
    if "prints" in listed.model_fields_set:
        return _without_stderr(lines, listed, pieces, moved)
    reasons = [_VARIES for block in blocks if "random" in block.marks]
    compared: list[tuple[int, str]] = []
    for block in blocks:
        for piece in block.outputs:
            why = _why_not(lines, block, piece)
            reasons += [why] if why else []
            compared += [] if why else _blanked(lines, piece)
    shown = ShownOutput(tuple(compared), next(iter(reasons), ""))
    return shown if any(shown) else None


def _without_stderr(
    lines: Sequence[str], listed: CodeBlock, pieces: Sequence[OutputPiece], moved: int
) -> ShownOutput | None:
    apart = [piece.span for piece in pieces if piece.kind is PieceKind.STDERR and piece.span]
    hidden = {number + moved for first, last in apart for number in range(first, last + 1)}
    numbers = [n for at in listed.prints for n in range(at.span[0], at.span[1] + 1)]
    if not hidden.intersection(numbers):
        return None
    left = [n for n in numbers if n not in hidden and n - moved <= len(lines)]
    return ShownOutput(tuple((n, lines[n - moved - 1]) for n in left))


def _why_not(lines: Sequence[str], block: Block, piece: OutputPiece) -> str:
    """Say why a piece of an output cannot be compared; empty if it can, or need not."""
    if piece.kind is PieceKind.HTML:
        return _HTML
    return _COMMENT if piece.comment and not _prints(lines, block, piece) else ""


def _prints(lines: Sequence[str], block: Block, piece: OutputPiece) -> bool:
    """Whether the statement that a comment belongs to prints: a call that does, or the last one."""
    module = parsed_source(block.source(lines))
    if module is None or piece.span is None:
        return False
    at = piece.span[0] - block.code[0] + 1
    before = [node for node in module.body if node.lineno <= at]
    return bool(before) and (_is_print(before[-1]) or _is_last(module.body, before[-1]))


def _is_last(body: Sequence[ast.stmt], node: ast.stmt) -> bool:
    return node is body[-1] and isinstance(node, ast.Expr)


def _is_print(node: ast.stmt) -> bool:
    """Whether a statement prints, itself or in what it repeats."""
    calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
    return any(isinstance(called, ast.Name) and called.id in _PRINTING for called in calls)


def _blanked(lines: Sequence[str], piece: OutputPiece) -> Iterator[tuple[int, str]]:
    """List the lines of a piece, each at its column, without the marks before it."""
    if piece.span is None or piece.kind in (PieceKind.STDERR, PieceKind.PICTURE):
        return
    for number, text in enumerate(piece.text(lines), piece.span[0]):
        yield number, " " * piece.column + text if text else ""
