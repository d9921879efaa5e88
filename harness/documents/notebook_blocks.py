"""Reads the cells of a Jupyter notebook, and what each of their outputs is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from harness.documents.block_marks import tag_marks
from harness.documents.block_parts import Block, Found, OutputPiece, PieceKind
from harness.documents.comment_outputs import comment_outputs
from harness.documents.document import Span
from harness.documents.kernel_languages import cell_language_skip, kernel_skip
from harness.documents.python_source import cell_magic
from harness.documents.skips import cell_skip, tag_skip
from harness.texts.lines import NotebookPart, parts_of

_HTML = ("text/html", "html")
_PICTURES = ("image/", "png", "jpeg", "svg")


def read_notebook(text: str) -> list[Found]:
    """Read the code cells of a notebook that are not empty.

    Args:
        text: The notebook as JSON.

    Raises:
        ValueError: It is no notebook.
    """
    found: list[Found] = []
    skipped = kernel_skip(json.loads(text))
    first = 1
    for _, group in groupby(parts_of(text), key=lambda part: part.cell):
        placed: list[tuple[NotebookPart, Span]] = []
        for part in group:
            placed.append((part, (first, first + len(part.lines) - 1)))
            first += len(part.lines) + 1
        if placed[0][0].kind == "code" and any(map(str.strip, placed[0][0].lines)):
            found.append(_cell(placed, skipped))
    return found


def _cell(placed: Sequence[tuple[NotebookPart, Span]], skipped: str) -> Block:
    (part, code), *shown = placed
    cell = part.raw
    spans = {id(output.raw): span for output, span in shown}
    pieces = [piece for output in cell.get("outputs", ()) for piece in _pieces(output, spans)]
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    skipped = skipped or cell_language_skip(cell) or tag_skip(tags)
    skipped = skipped or cell_skip(part.lines[:5]) or cell_magic(part.lines)
    count = cell.get("execution_count", cell.get("prompt_number"))
    return Block(
        "notebook",
        code,
        (*comment_outputs(part.lines, code[0], 0), *pieces),
        skipped=skipped,
        cell=part.cell,
        count=count if isinstance(count, int) else None,
        marks=tag_marks(tags),
    )


def _pieces(output: dict[str, Any], spans: dict[int, Span]) -> list[OutputPiece]:
    """Read an output: its text, or else what it shows in place of one."""
    data = output.get("data", output)
    pictures = any(str(key).startswith(_PICTURES) for key in data)
    html = next((data[key] for key in _HTML if key in data), None)
    if span := spans.get(id(output)):
        return [OutputPiece(PieceKind.PICTURE if pictures else _kind(output), span)]
    if html is not None:
        text = html if isinstance(html, str) else "".join(map(str, html))
        return [OutputPiece(PieceKind.HTML, None, data=text)]
    return [OutputPiece(PieceKind.PICTURE, None)] if pictures else []


def _kind(output: dict[str, Any]) -> PieceKind:
    if "traceback" in output:
        return PieceKind.ERROR
    if output.get("output_type") == "stream" or "data" not in output:
        error = output.get("name", output.get("stream")) == "stderr"
        return PieceKind.STDERR if error else PieceKind.STREAM
    return PieceKind.RESULT
