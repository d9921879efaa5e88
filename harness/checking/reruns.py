"""Reads a notebook that others executed as an execution of a page; nothing is run."""

from __future__ import annotations

import ast
import contextlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.checking.cell_matching import CellCode, pair_cells
from harness.checking.execution import BlockCourse, Execution
from harness.checking.stored_outputs import fails, not_reached, stored_endings
from harness.documents.block_parts import Block, PieceKind, Unread
from harness.documents.document import DocumentError, Span
from harness.documents.python_source import parsed_source
from harness.texts.lines import NOTEBOOK, NotebookPart, parts_of
from harness.texts.reading import DOCUMENT, read_text

if TYPE_CHECKING:
    from harness.checking.page import DocumentPage

_COUNTS = ("execution_count", "prompt_number")
"""Where nbformat 4 and 3 keep the execution count of a cell."""


class RerunError(Exception):
    """A file that is no execution of the page; the text says why."""


def read_rerun(page: DocumentPage, path: Path) -> Execution:
    """Read what a notebook that others executed stores, as an execution of the page.

    Args:
        page: The page, a notebook.
        path: A copy of it that papermill, nbconvert, a hosted service or a person executed. Cells
            that were added to it count for nothing; one whose code was changed is not compared.

    Raises:
        DocumentError: One of the two cannot be read.
        RerunError: One of the two is no notebook, or they have no cell in common.
    """
    original, copy = _Stored.read(page.document.path), _Stored.read(path)
    pairs = pair_cells(original.codes, copy.codes)
    if original.cells and not pairs.partners:
        raise RerunError(f"{path} is no rerun of {page.document.path}: no cell is the same")
    places = {part.cell: place for place, part in enumerate(original.cells)}
    blocks: dict[int, BlockCourse] = {}
    for index, python in page.python.items():
        block = page.blocks[index]
        place = places[block.cell or 0]
        statements = _statements(python.source, block.code)
        partner = pairs.partners.get(place)
        why = pairs.unmatched[place] if partner is None else copy.unexecuted(partner)
        if partner is None or why:
            blocks[index] = BlockCourse(not_reached(statements, why))
        else:
            outputs = copy.cells[partner].raw.get("outputs", ())
            blocks[index] = BlockCourse(stored_endings(outputs, statements, html=_is_html(block)))
    return Execution(path.name, copy.stack, blocks, copy.seconds, started=_started(copy, path))


def _started(copy: _Stored, path: Path) -> str:
    """Say when a rerun was made: by what papermill or Jupyter notes, or else by its file."""
    papermill = copy.metadata.get("papermill")
    times = [papermill.get("start_time") if isinstance(papermill, dict) else None]
    for part in copy.cells:
        about = part.raw.get("metadata")
        noted = about.get("execution") if isinstance(about, dict) else None
        times += noted.values() if isinstance(noted, dict) else ()
    for time in times:
        with contextlib.suppress(TypeError, ValueError):
            return datetime.fromisoformat(time).isoformat()  # type: ignore[arg-type] # as it comes
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()


def stored_only(page: DocumentPage) -> DocumentPage:
    """Leave out of a page what no rerun stores: results that stand in comments of its code.

    Args:
        page: The page, a notebook.
    """
    comments = [piece.span for block in page.blocks for piece in block.outputs if piece.comment]
    why = "a result in a comment: a rerun stores none for it"
    return replace(
        page,
        blocks=tuple(
            replace(block, outputs=tuple(it for it in block.outputs if not it.comment))
            for block in page.blocks
        ),
        unread=(*page.unread, *(Unread(span, why) for span in comments if span)),
    )


def _statements(source: str, lines: Span) -> list[Span]:
    """List the lines of each statement in the document; all is one that Python does not take."""
    tree = parsed_source(source.split("\n"))
    spans = [
        (lines[0] + first - 1, lines[0] + (node.end_lineno or first) - 1)
        for node in (tree.body if tree else ())
        for first in [min([node.lineno, *(it.lineno for it in _decorators(node))])]
    ]
    return spans or [lines]


def _decorators(node: ast.stmt) -> list[ast.expr]:
    return getattr(node, "decorator_list", [])


def _is_html(block: Block) -> bool:
    return any(piece.kind is PieceKind.HTML for piece in block.outputs)


@dataclass(frozen=True)
class _Stored:
    """A notebook as it is stored.

    Args:
        cells: Its code cells that are not empty.
        metadata: What it says of itself.
        name: The name of its file.
    """

    cells: list[NotebookPart]
    metadata: dict[str, Any]
    name: str

    @classmethod
    def read(cls, path: Path) -> _Stored:
        if path.suffix != NOTEBOOK:
            raise RerunError(f"{path} is no notebook: only notebooks store what others executed")
        try:
            text = read_text(path, DOCUMENT)
            cells = [part for part in parts_of(text) if part.kind == "code" and part.lines]
        except (OSError, ValueError) as error:
            raise DocumentError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
        metadata = json.loads(text).get("metadata")
        return cls(cells, metadata if isinstance(metadata, dict) else {}, path.name)

    @property
    def codes(self) -> list[CellCode]:
        """What its cells are known by."""
        return [
            CellCode("\n".join(part.lines).rstrip(), str(part.raw.get("id", "")))
            for part in self.cells
        ]

    def unexecuted(self, place: int) -> str:
        """Say why a cell was not executed; empty where it was."""
        if self._is_executed(place):
            return ""
        before = next((at for at in range(place - 1, -1, -1) if self._is_executed(at)), None)
        if before is not None and fails(self.cells[before].raw.get("outputs", ())):
            return f"the rerun ends with the failure of its cell {self.cells[before].cell}"
        return "was not executed in the rerun"

    def _is_executed(self, place: int) -> bool:
        raw = self.cells[place].raw
        return bool(raw.get("outputs")) or any(raw.get(key) is not None for key in _COUNTS)

    @property
    def stack(self) -> dict[str, str]:
        """What it says that it was executed on."""
        about = self.metadata.get("language_info")
        version = about.get("version") if isinstance(about, dict) else None
        return {"name": self.name, **({"python": version} if isinstance(version, str) else {})}

    @property
    def seconds(self) -> float:
        """How long executing it took, as papermill notes it; 0 where nobody did."""
        about = self.metadata.get("papermill")
        seconds = about.get("duration") if isinstance(about, dict) else None
        return float(seconds) if isinstance(seconds, int | float) else 0.0
