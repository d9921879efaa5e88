"""What became of each code block on each stack."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class End(StrEnum):
    """How a block ended."""

    RUNS = "runs as printed"
    REPAIRED = "runs after repairs"
    DIFFERS = "prints something else"
    RAISES = "raises"
    STOPPED = "stopped by a limit"
    BLOCKED = "nobody could look"
    SKIPPED = "not Python"


@dataclass(frozen=True, slots=True)
class Ending:
    """A block on one stack.

    Args:
        end: How it ended: as printed, or after repairs where it fails as printed.
        why: What it raises or prints as printed, in one sentence.
        printed: Whether it runs as printed, whatever it prints.
        repaired: Whether it runs after repairs, whatever it prints.
    """

    end: End
    why: str
    printed: bool
    repaired: bool


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

    def counts(self, index: int) -> dict[End, int]:
        """Count the blocks of a stack by their ends."""
        found = Counter(row.endings[index].end for row in self.rows)
        return {end: found[end] for end in End if found[end]}

    @cached_property
    def today(self) -> int:
        """Index of the newest stack that stands for its release."""
        return max(index for index, name in enumerate(self.stacks) if "-" not in name)

    def summary(self, index: int) -> str:
        """Say in one line how many blocks of a stack run."""
        endings = [row.endings[index] for row in self.rows]
        python = [ending for ending in endings if ending.end is not End.SKIPPED]
        seen = [ending for ending in python if ending.end is not End.BLOCKED]
        printed = sum(ending.printed for ending in seen)
        repaired = sum(ending.printed or ending.repaired for ending in seen)
        return (
            f"{self.stacks[index]}: {len(python)} blocks of Python, {printed} run as printed, "
            f"{repaired} after repairs; at {len(python) - len(seen)} nobody could look"
        )
