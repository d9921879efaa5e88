"""Code blocks by stacks: how each block ended on each stack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from harness.verdicts import Compared


class End(StrEnum):
    """The ways in which a block can end."""

    RUNS = "runs as printed"
    REPAIRED = "runs after repairs"
    DIFFERS = "prints something else"
    RAISES = "raises"
    STOPPED = "stopped by a limit"
    BLOCKED = "not looked at"
    SKIPPED = "not Python"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a block ended on one stack.

    Args:
        end: How it ended: as printed, or after repairs where it fails as printed.
        why: What it raises or prints as printed, in one sentence.
        printed: Whether it runs as printed, even if it prints something else.
        repaired: Whether it runs after repairs, even if it prints something else.
        compared: What of its output was compared; None where nothing was.
    """

    end: End
    why: str
    printed: bool
    repaired: bool
    compared: Compared | None = None


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block on every stack.

    Args:
        document: File name of the document.
        lines: First and last line.
        claim: ``SPEC/ID`` of the claim about it.
        endings: One for each stack.
        repairs: What to change, each with its line and reason.
    """

    document: str
    lines: tuple[int, int]
    claim: str
    endings: tuple[Ending, ...]
    repairs: tuple[str, ...]


@dataclass(frozen=True)
class BlockTable:
    """Blocks by stacks.

    Args:
        stacks: Names of the stacks, oldest first.
        rows: The blocks, document after document.
    """

    stacks: tuple[str, ...]
    rows: tuple[BlockRow, ...]

    @cached_property
    def today(self) -> int:
        """Index of the newest dated stack: one that stands for its release, not ``-legacy``."""
        return max(index for index, name in enumerate(self.stacks) if "-" not in name)
