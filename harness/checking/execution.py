"""What came of running a page once: plain data, which a file can hold and any process can make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from harness.documents.document import Span

PLAIN, OTHER_HASH, AGAIN, ONCE_MORE, OTHER_SEED, OTHER_ARITHMETIC = (
    "plain",
    "other hash seed",
    "again",
    "once more",
    "other seed",
    "other arithmetic",
)
"""How a page is run; what differs between two of these says why."""


@dataclass(frozen=True, slots=True)
class StatementEnding:
    """How a statement of a page ended.

    Args:
        lines: Its lines in the document.
        output: What it printed, without stderr; values shown among it.
        raises: The exception: ``type``, ``message``, ``line``, ``missing``, ``causes``; or None.
        stopped: The limit that it reached, or how its process ended; empty if it was not stopped.
        result: Class of the value shown last and its number of characters; None if none.
        pictures: How many figures it showed.
        sought: What it reached for and cannot have here, such as ``network``.
        seconds: How long it took.
    """

    lines: Span
    output: str = ""
    raises: dict[str, Any] | None = None
    stopped: str = ""
    result: dict[str, Any] | None = None
    pictures: int = 0
    sought: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BlockCourse:
    """What came of a block.

    Args:
        statements: How each of its statements ended; one that was never begun is missing.
        left_out: Lines of it that are no Python and were not run, with the reason for each.
        blocked: Why nothing of it was run, in a clause; empty where it was.
    """

    statements: tuple[StatementEnding, ...] = ()
    left_out: dict[int, str] = field(default_factory=dict)
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Execution:
    """What came of running a page once.

    Args:
        how: ``plain``, ``other hash seed``, ``again``, ``other seed``, ``other arithmetic``; for a
            notebook that others executed its file name.
        stack: The packages that ran it: ``name``, ``python`` and versions.
        blocks: What came of each block, by its index among the blocks of the page, from 0.
        seconds: How long it took.
        complete: Whether it came to its end.
        started: When it began, ISO 8601, in UTC; empty where nobody knows.
    """

    how: str
    stack: dict[str, str]
    blocks: dict[int, BlockCourse]
    seconds: float = 0.0
    complete: bool = True
    started: str = ""
