"""What came of checking a document without a spec: its blocks, their outputs and their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict  # noqa: TC002 - pydantic reads the annotations

from harness.results.page_facts import STRICT, NotebookPlace
from harness.results.page_facts import UncheckedLine as UncheckedLine
from harness.verdicts import Compared


@dataclass(frozen=True)
class CheckedOutput:
    """What a document prints for a block, and whether the block prints it here.

    Args:
        lines: Its first and last line in the document; those of its code where it has none.
        label: The label of an outcome: ``confirmed``, ``refuted``, ``raises``, ``random``,
            ``volatile``, ``blocked`` or ``picture``.
        compared: What was compared and how it differs; None where nothing could be.
        random: How many figures differ from run to run.
        why: The reason, in a clause.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    lines: list[int]
    label: str
    compared: Compared | None
    random: int = 0
    why: str = ""


@dataclass(frozen=True)
class CheckedBlock:
    """A block of a document.

    Args:
        index: Its place among the document's blocks, counted from 1.
        slug: Its name in the document.
        digest: A short digest of its code.
        lines: First and last line of its code.
        cell: The number of its cell in a notebook, from 1; None elsewhere.
        outcome: The label of an outcome: that of its output, or else of its code.
        output: Its output; None where the document prints none.
        line: The line that the outcome is about, such as that of the statement that raises.
        why: The reason, in a clause; empty where there is nothing to say.
        help: What would help; empty where nothing would.
        root: The line of the failure that it follows from; None where it follows from none.
        notes: What else is to be said, such as lines that were left out.
        seconds: How long its code took.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    index: int
    slug: str
    digest: str
    lines: list[int]
    cell: int | None
    outcome: str
    output: CheckedOutput | None
    line: int
    why: str = ""
    help: str = ""
    root: int | None = None
    notes: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class CheckedPage:
    """A document that was checked.

    Args:
        document: Its path as it was named.
        stack: What its code ran on: ``name``, ``python``, ``tensorflow`` and other packages.
        seconds: How long that took; what the cache held counts as nothing.
        blocks: Its blocks.
        unchecked: What nothing checks.
        notes: What is to be said of the whole, such as the order of cells that was right.
        runs: How often it was run, or how many reruns were given.
        cached: Whether nothing was run, as the cache held the answers.
        complete: False where the check was interrupted.
        places: Where lines of a notebook stand in its file; empty for other documents.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    document: str
    stack: dict[str, str]
    seconds: float
    blocks: tuple[CheckedBlock, ...]
    unchecked: tuple[UncheckedLine, ...] = ()
    notes: tuple[str, ...] = ()
    runs: int = 0
    cached: bool = False
    complete: bool = True
    places: tuple[NotebookPlace, ...] = ()
