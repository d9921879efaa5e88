"""Repairs of findings, with the lines of the document that they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harness.claims.cause import LineEdit
from harness.documents import Anchor, Document, Span
from harness.results.run_parts import Remedy


def remedies_of(
    edits: Sequence[LineEdit | str], written: Span, anchored: Anchor, document: Document | None
) -> tuple[Remedy, ...]:
    """Write repairs down as a run record has them.

    Args:
        edits: The repairs, as the spec says them.
        written: The claim's lines in the document that the spec was written from.
        anchored: Where they stand now.
        document: The document; None where it is not at hand.
    """
    moved = anchored.lines[0] - written[0]
    return tuple(_remedy(edit, moved, document) for edit in edits)


def _remedy(edit: LineEdit | str, moved: int, document: Document | None) -> Remedy:
    if isinstance(edit, str):
        return Remedy(says=edit)
    remedy = Remedy(edit.line, edit.of, edit.to)
    lines = document.lines if document else ()
    for line in (edit.line + moved, edit.line):
        if 0 < line <= len(lines) and edit.of in lines[line - 1]:
            return replace(remedy, line=line, text=lines[line - 1])
    return remedy
