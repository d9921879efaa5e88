"""A document as it is checked: its blocks, and the cells of code that are run for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from harness.checking.execution import OTHER_SEED
from harness.checking.magics import PlainPython, plain_python
from harness.checking.moved_seeds import moved_seeds, seed_names
from harness.checking.seed_spread import seed_number
from harness.checking.shortening import short_training
from harness.documents.block_parts import Block, PieceKind, Unread
from harness.documents.blocks import read_blocks
from harness.documents.document import Document, Span
from harness.documents.given_blocks import read_given
from harness.sandbox.steps import CONSOLE, EACH, LAST, NOTEBOOK

BEFORE = -1
"""Stands for the index of a block where code is run before the first one."""

MODULE = "module"
"""The namespace of a module whose docstrings hold examples; each of them has one of its own."""

_TAKEN_FOR_GRANTED = {
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "tf": "tensorflow",
    "torch": "torch",
    "sm": "statsmodels.api",
}
"""What the examples of a docstring use without importing it."""


_IMPORTED = re.compile(r"^[ \t]*(?:from|import)[ \t]+(\w+)", re.M)


@dataclass(frozen=True, slots=True)
class CodeCell:
    """The code of a block, as it is run.

    Args:
        block: The index of the block among those of its page, from 0.
        first: The line of the document where it begins.
        source: Python, a line for each line of the block.
        front: Who runs it: ``notebook`` or ``console``.
        shows: Which values are shown: ``last`` or ``each``.
        html: Whether its value is shown as HTML.
        executed: The number of its execution, from 1.
        namespace: The name of the namespace that it runs in.
        within: The namespace whose names that one begins with; empty for none.
        left_out: Lines of the document that are no Python, with the reason for each.
    """

    block: int
    first: int
    source: str
    front: str = NOTEBOOK
    shows: str = LAST
    html: bool = False
    executed: int = 0
    namespace: str = ""
    within: str = ""
    left_out: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class DocumentPage:
    """A document with what its reader finds in it.

    Args:
        document: The document.
        blocks: Its code blocks, those that are not run among them.
        unread: Lines that might be code or output but are read as neither.
    """

    document: Document
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...]

    @classmethod
    def read(cls, path: Path, ranges: Sequence[tuple[Span, Span | None]] = ()) -> DocumentPage:
        """Read a document.

        Args:
            path: Its path.
            ranges: The lines of its code, each with those of its output, where a person names
                them; empty where its own marks count.

        Raises:
            DocumentError: It cannot be read.
            ValueError: It has no such lines.
        """
        document = Document.read(path)
        found = read_given(document, ranges) if ranges else read_blocks(document)
        return cls(
            document,
            tuple(item for item in found if isinstance(item, Block)),
            tuple(item for item in found if isinstance(item, Unread)),
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the document."""
        return self.document.lines

    def named(self, line: int) -> str:
        """Name a line of code in a sentence: ``line 7``, or in a notebook ``cell 3, line 2``."""
        for block in self.blocks:
            if block.cell is not None and block.code[0] <= line <= block.code[1]:
                return f"cell {block.cell}, line {line - block.code[0] + 1}"
        return f"line {line}"

    @cached_property
    def python(self) -> dict[int, PlainPython]:
        """The code of each block that is run, by the block's index."""
        return {
            index: plain_python(block.source(self.lines))
            for index, block in enumerate(self.blocks)
            if not block.skipped
        }

    @cached_property
    def seeds(self) -> tuple[int, ...]:
        """The lines of the document that set a seed of random numbers."""
        return tuple(
            self.blocks[index].code[0] + line - 1
            for index, python in self.python.items()
            for line in moved_seeds(python.source, names=self._seed_names).lines
        )

    @cached_property
    def imports(self) -> frozenset[str]:
        """The libraries that its code imports."""
        found = (_IMPORTED.findall(python.source) for python in self.python.values())
        return frozenset(name for names in found for name in names)

    @cached_property
    def _seed_names(self) -> frozenset[str]:
        """The names that hold seeds anywhere on the page."""
        return frozenset().union(*(seed_names(python.source) for python in self.python.values()))

    @cached_property
    def orders(self) -> tuple[tuple[int, ...], ...]:
        """The orders in which its blocks may have run: as they stand, and by execution counts."""
        stand = tuple(range(len(self.blocks)))
        counts = [(block.count, index) for index, block in enumerate(self.blocks)]
        known = [count for count, _ in counts if count is not None]
        if all(before < after for before, after in pairwise(known)):
            return (stand,)
        last = max(known) + 1
        counted = sorted((last if count is None else count, index) for count, index in counts)
        other = tuple(index for _, index in counted)
        return (stand,) if other == stand else (stand, other)

    def cells(self, how: str, order: Sequence[int], *, fast: bool = False) -> tuple[CodeCell, ...]:
        """Make the cells that are run.

        Args:
            how: How they are run: with ``other seed``, every seed is moved by one; with ``seed 3``,
                by three.
            order: The indices of the blocks, in the order in which they run.
            fast: Whether training is shortened.
        """
        found = [self._cell(index, how, fast) for index in order if index in self.python]
        return (*self._module_cell(), *self._granted(found), *found)

    @cached_property
    def module(self) -> str:
        """The dotted name of the module whose docstrings hold its examples; empty for others."""
        path = self.document.path
        if path.suffix != ".py" or all(block.mark != "prompt" for block in self.blocks):
            return ""
        name = [] if path.stem == "__init__" else [path.stem]
        return ".".join([*Path(self.below).parts, *name])

    @cached_property
    def folder(self) -> Path:
        """The folder whose files its code sees: that of the page, or that of its whole package."""
        folder = self.document.path.resolve().parent
        while self.document.path.suffix == ".py" and (folder / "__init__.py").exists():
            folder = folder.parent
        return folder

    @cached_property
    def below(self) -> str:
        """The folder of the page as a path below that one; empty where they are the same."""
        found = self.document.path.resolve().parent.relative_to(self.folder).as_posix()
        return "" if found == "." else found

    def _cell(self, index: int, how: str, fast: bool) -> CodeCell:
        block, python = self.blocks[index], self.python[index]
        moved = 1 if how == OTHER_SEED else seed_number(how)
        source = python.source
        source = moved_seeds(source, moved, self._seed_names).source if moved else source
        source = short_training(source).source if fast else source
        console = block.mark == "prompt"
        commented = any(piece.comment for piece in block.outputs)
        return CodeCell(
            index,
            block.code[0],
            source,
            CONSOLE if console else NOTEBOOK,
            EACH if console or commented else LAST,
            any(piece.kind is PieceKind.HTML for piece in block.outputs),
            block.count or index + 1,
            block.slug.partition("-")[0] if self.module else "",
            MODULE if self.module else "",
            tuple((block.code[0] + line - 1, why) for line, why in python.left_out.items()),
        )

    def _module_cell(self) -> list[CodeCell]:
        """Import the module whose docstrings hold the examples; they begin with its names."""
        if not self.module:
            return []
        up = "../" * len(Path(self.below).parts)
        source = (
            f"import importlib, os, sys; sys.path.insert(0, os.path.abspath({up or '.'!r}));"
            f" globals().update(vars(importlib.import_module({self.module!r})))"
        )
        return [CodeCell(BEFORE, 1, source, CONSOLE, namespace=MODULE)]

    def _granted(self, cells: Sequence[CodeCell]) -> list[CodeCell]:
        """Import what a session uses by its usual name and nowhere imports."""
        console = [cell.source for cell in cells if cell.front == CONSOLE]
        whole = "\n".join(cell.source for cell in cells)
        used = [
            f"import {module} as {name}"
            for name, module in _TAKEN_FOR_GRANTED.items()
            if any(f"{name}." in source for source in console)
            and (self.module or not (name in self.imports or f" as {name}" in whole))
        ]
        cell = CodeCell(
            BEFORE, 1, "\n".join(used), CONSOLE, namespace=MODULE if self.module else ""
        )
        return [cell] if used else []
