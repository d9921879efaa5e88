"""Finds the code blocks of a document of any format, with the outputs it prints for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from harness.documents.block_marks import with_marks
from harness.documents.block_parts import Block, Found, Step, Unread
from harness.documents.docstring_blocks import read_docstrings
from harness.documents.document import Document
from harness.documents.export_blocks import read_export
from harness.documents.fences import without_containers
from harness.documents.html_comments import read_comment
from harness.documents.ipython_blocks import read_input
from harness.documents.markdown_blocks import read_fence
from harness.documents.notebook_blocks import read_notebook
from harness.documents.percent_blocks import SCRIPT, read_cells
from harness.documents.prompt_blocks import read_example
from harness.documents.python_source import looks_like_code
from harness.documents.rst_blocks import read_directive
from harness.documents.skips import skip_ranges
from harness.documents.slugs import with_slugs
from harness.documents.tabs import choose_tabs
from harness.texts.lines import NOTEBOOK
from harness.texts.reading import DOCUMENT, read_text

_AT_A_LINE: dict[str, tuple[Callable[[Sequence[str], int], Step | None], ...]] = {
    ".rst": (read_directive, read_example, read_input),
    "": (read_comment, read_fence, read_export, read_directive, read_example, read_input),
}
"""What may begin at a line of a text, by the suffix of its name; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents.

    Args:
        suffixes: How the names of its files end; empty for all.
        read: Reads the document.
        mark: What one of its lines begins with; None where the suffix is enough.
    """

    suffixes: tuple[str, ...]
    read: Callable[[Document], Sequence[Found]]
    mark: re.Pattern[str] | None = None

    def fits(self, document: Document) -> bool:
        """Whether a document has this format."""
        if self.suffixes and document.path.suffix.lower() not in self.suffixes:
            return False
        return self.mark is None or any(map(self.mark.match, document.lines))


def read_blocks(document: Document) -> list[Found]:
    """Read the code blocks of a document, and the lines that might be some but are left out.

    Args:
        document: The document.
    """
    format_ = next(format_ for format_ in FORMATS if format_.fits(document))
    found = skip_ranges(document.lines, format_.read(document))
    found = _with_outputs(choose_tabs(document.lines, found))
    found = [with_marks(document.lines, item) for item in found]
    return with_slugs(document.lines, found)


def find_blocks(document: Document) -> list[Block]:
    """Find the code blocks of a document; plain text has no marks, so none are found there.

    Args:
        document: The document.
    """
    return [item for item in read_blocks(document) if isinstance(item, Block)]


def _read_text(document: Document) -> list[Found]:
    """Read a text line by line, and say which paragraphs look like code without a mark."""
    lines = without_containers(document.lines)
    readers = _AT_A_LINE.get(document.path.suffix.lower(), _AT_A_LINE[""])
    found: list[Found] = []
    number, loose = 1, 1
    while number <= len(lines):
        step = next(filter(None, (read(lines, number) for read in readers)), None)
        if step or not lines[number - 1].strip():
            found += _unmarked(lines, loose, number - 1)
            loose = step[1] if step else number + 1
        found += step[0] if step else []
        number = step[1] if step else number + 1
    return [*found, *_unmarked(lines, loose, len(lines))]


def _unmarked(lines: Sequence[str], first: int, last: int) -> list[Found]:
    paragraph = lines[first - 1 : last]
    margin = min((len(line) - len(line.lstrip()) for line in paragraph), default=0)
    if not looks_like_code([line[margin:] for line in paragraph]):
        return []
    return [Unread((first, last), "unmarked: it looks like Python, but nothing marks it")]


def _with_outputs(found: Sequence[Found]) -> list[Found]:
    """Give the outputs that stand apart to the block before them, if it shows no text yet."""
    given: list[Found] = []
    at = -1
    for item in found:
        block, piece = given[at] if at >= 0 else None, getattr(item, "piece", None)
        if piece and isinstance(block, Block) and not block.output:
            given[at] = replace(block, outputs=(*block.outputs, piece))
            continue
        given.append(item)
        if isinstance(item, Block) and not item.skipped.startswith("a tab of"):
            at = len(given) - 1
    return given


FORMATS = (
    Format((NOTEBOOK,), lambda document: read_notebook(read_text(document.path, DOCUMENT))),
    Format((".py",), lambda document: read_cells(document.lines), SCRIPT),
    Format((".py",), lambda document: read_docstrings(document.lines)),
    Format((), _read_text),
)
"""The formats that are known; the first that fits a document counts."""
