"""What a run record keeps of a checked document and its blocks, beside what a claim has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict

from harness.texts.lines import NOTEBOOK
from harness.texts.notebook_files import FileLine, file_lines
from harness.texts.reading import DOCUMENT, read_text

STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
"""How each part of a record is read: every key is known, and no value is converted."""


@dataclass(frozen=True)
class NotebookPlace:
    """Lines of a notebook that follow each other, as a text and in its file.

    Args:
        line: The first of them, counted as ``harness.texts.lines`` does.
        cell: The number of their cell.
        output: Whether they are printed, and no source.
        number: The number of the first within the cell's source, or within what it prints.
        file_line: The line of the file in which it stands.
        count: How many there are.
        step: How many lines of the file lead from one to the next: 1, or 0 where all of them stand
            in one.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    line: int
    cell: int
    output: bool
    number: int
    file_line: int
    count: int
    step: int


@dataclass(frozen=True)
class UncheckedLine:
    """Lines that nothing checks: code that is not read, or a sentence with a figure.

    Args:
        lines: First and last line.
        figure: The figure of a sentence, as printed; empty for code.
        why: Why nothing checks them, in a clause.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    lines: list[int]
    figure: str
    why: str


@dataclass(frozen=True)
class OutputFacts:
    """What is known of a block's output; what was compared stands in the result.

    Args:
        lines: First and last line of the output.
        label: The label of its outcome.
        random: How many figures differ from run to run.
        why: The reason, in a clause.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    lines: list[int]
    label: str
    random: int
    why: str


@dataclass(frozen=True)
class BlockFacts:
    """What is known of a block; its fields are those of ``CheckedBlock``.

    Args:
        index: Its place among the document's blocks, counted from 1.
        slug: Its name in the document.
        digest: A short digest of its code.
        code: First and last line of its code.
        cell: The number of its cell in a notebook; None elsewhere.
        outcome: The label of its outcome, also where a person has accepted it.
        output: Its output; None where the document prints none.
        line: The line that the outcome is about.
        why: The reason, in a clause.
        help: What would help.
        root: The line of the failure that it follows from; None where it follows from none.
        notes: What else is to be said.
        known: Why a person has accepted the finding; empty where nobody has.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    index: int
    slug: str
    digest: str
    code: list[int]
    cell: int | None
    outcome: str
    output: OutputFacts | None
    line: int
    why: str = ""
    help: str = ""
    root: int | None = None
    notes: tuple[str, ...] = ()
    known: str = ""

    def place(self, first: int, last: int) -> str:
        """Name lines of it as a reader finds them: ``69-70``, or ``cell 12, output line 3``."""
        if self.cell is None:
            return _span(first, last)
        shown = self.output.lines if self.output else None
        if [first, last] in (self.code, shown):
            return f"cell {self.cell}"
        printed = shown is not None and first >= shown[0]
        before = (shown[0] if shown and printed else self.code[0]) - 1
        return _in_cell(self.cell, first - before, last - before, output=printed)

    def named(self, line: int) -> str:
        """Name one line within a sentence: ``line 69``, or ``cell 12, output line 3``."""
        return f"line {line}" if self.cell is None else self.place(line, line)


def _in_cell(cell: int, first: int, last: int, *, output: bool) -> str:
    part = f"{'output ' if output else ''}line{'s' if last > first else ''}"
    return f"cell {cell}, {part} {_span(first, last)}"


def _span(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else str(first)


@dataclass(frozen=True)
class PageFacts:
    """What is known of a checked document as a whole; its fields are those of ``CheckedPage``.

    Args:
        document: Its path as it was named.
        stack: What its code ran on.
        seconds: How long that took.
        unchecked: What nothing checks.
        notes: What is to be said of the whole.
        runs: How often it was run.
        cached: Whether nothing was run.
        complete: False where the check was interrupted.
        places: Where lines of a notebook stand in its file; empty for other documents.
        gone: Known findings that are no longer there, a line each.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    document: str
    stack: dict[str, str]
    seconds: float
    unchecked: tuple[UncheckedLine, ...] = ()
    notes: tuple[str, ...] = ()
    runs: int = 0
    cached: bool = False
    complete: bool = True
    places: tuple[NotebookPlace, ...] = ()
    gone: tuple[str, ...] = ()

    def file_line(self, line: int) -> int:
        """Find the line of the file in which a line of the document stands."""
        return line_in_file(self.places, line)

    def place(self, first: int, last: int) -> str:
        """Name lines as a reader finds them: ``69-70``, or ``cell 12, line 3``."""
        if not self.places:
            return _span(first, last)
        place = _holding(self.places, first)
        number = place.number + first - place.line
        return _in_cell(place.cell, number, number + last - first, output=place.output)


def is_span(lines: Sequence[int]) -> bool:
    """Whether these are a first and a last line."""
    return len(lines) == 2 and 0 < lines[0] <= lines[1]


def notebook_places(path: Path) -> tuple[NotebookPlace, ...]:
    """Find where the lines of a notebook stand in its file; nothing for any other document.

    Args:
        path: The document.

    Raises:
        OSError: It cannot be read.
    """
    if path.suffix.lower() != NOTEBOOK:
        return ()
    try:
        lines = file_lines(read_text(path, DOCUMENT))
    except (LookupError, ValueError):
        return ()  # whoever reads its blocks says what is wrong with it
    found: list[NotebookPlace] = []
    for line, here in enumerate(lines, 1):
        if found and (longer := _with_line(found[-1], here)):
            found[-1] = longer
        else:
            found.append(NotebookPlace(line, *here, count=1, step=1))
    return tuple(found)


def _with_line(place: NotebookPlace, line: FileLine) -> NotebookPlace | None:
    """Add the line that follows, where it lies in the same piece at an even distance."""
    last = place.file_line + place.step * (place.count - 1)
    step = line.file_line - last
    even = step in (0, 1) and (place.count == 1 or step == place.step)
    if not even or (place.cell, place.output) != (line.cell, line.output):
        return None
    return replace(place, count=place.count + 1, step=step)


def line_in_file(places: Sequence[NotebookPlace], line: int) -> int:
    """Find the line of a notebook's file in which one of its lines stands.

    Args:
        places: Where its lines stand, in their order; none for a file that is text itself.
        line: A line of the document.
    """
    if not places:
        return line
    place = _holding(places, line)
    return place.file_line + place.step * min(max(line - place.line, 0), place.count - 1)


def _holding(places: Sequence[NotebookPlace], line: int) -> NotebookPlace:
    return places[max(bisect_right(places, line, key=lambda place: place.line) - 1, 0)]
