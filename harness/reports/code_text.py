"""Writes the code blocks of a document as a spec's key ``code``; comments name what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.documents.block_parts import Block, Found, PieceKind
from harness.documents.document import Span
from harness.texts.visible import one_line, short

_LONGEST = 60
_APART = {
    PieceKind.PICTURE: "a picture",
    PieceKind.STDERR: "what went to stderr",
    PieceKind.HTML: "an output that is HTML alone",
}
"""What of an output a spec does not compare."""


def code_lines(found: Sequence[Found]) -> list[str]:
    """Write the blocks that a reader found; no line where there are none to run.

    Args:
        found: What the reader found.
    """
    blocks = [item for item in found if isinstance(item, Block) and not item.skipped]
    if not blocks:
        return []
    return [
        "code:",
        "  blocks:",
        *(f"    - {{lines: {list(block.code)}{_prints(block)}}}" for block in blocks),
        *(f"  # left out: {note}" for note in left_out_notes(found)),
    ]


def left_out_notes(found: Sequence[Found]) -> list[str]:
    """Say which lines a spec does not get, and why.

    Args:
        found: What the reader found.
    """
    return [note for item in found for note in _notes(item)]


def _prints(block: Block) -> str:
    """Write the passages that print a block's output."""
    spans = ", ".join(f"{{lines: {list(span)}}}" for span in block.printed)
    return f", prints: [{spans}]" if spans else ""


def _notes(item: Found) -> Iterator[str]:
    if not isinstance(item, Block):
        yield _note(item.span, item.why)
    elif item.skipped:
        yield _note(item.code, f"skipped: {short(item.skipped, _LONGEST)}")
    else:
        for piece in item.outputs:
            if why := _APART.get(piece.kind, "an output in comments" if piece.comment else ""):
                yield _note(piece.span or item.code, why)


def _note(span: Span, why: str) -> str:
    return f"lines {span[0]}-{span[1]}: {one_line(short(why, _LONGEST * 2))}"
