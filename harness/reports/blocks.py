"""What became of each code block on each stack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rich.markup import escape

from harness.reports.saying import console
from harness.texts.values import presentable


class End(StrEnum):
    """How a block ended."""

    RUNS = "runs as printed"
    REPAIRED = "runs after repairs"
    DIFFERS = "prints something else"
    RAISES = "raises"
    STOPPED = "stopped by a limit"
    BLOCKED = "nobody could look"
    SKIPPED = "not Python"


MARKS = {
    End.RUNS: ("✓", "green"),
    End.REPAIRED: ("r", "yellow"),
    End.DIFFERS: ("≠", "magenta"),
    End.RAISES: ("✗", "red"),
    End.STOPPED: ("■", "red"),
    End.BLOCKED: ("∅", "dim"),
    End.SKIPPED: ("·", "dim"),
}


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


def print_blocks(table: BlockTable) -> None:
    """Print each block's ends, what to change to be right on the newest stack, and the counts."""
    out = console()
    for line in _lines(presentable(table)):
        out.print(line, highlight=False, soft_wrap=True)


def _lines(table: BlockTable) -> Iterator[str]:
    yield escape("  ".join(table.stacks))
    used = {ending.end for row in table.rows for ending in row.endings}
    yield "  ".join(f"[{MARKS[end][1]}]{MARKS[end][0]}[/] {end}" for end in End if end in used)
    document = ""
    for row in table.rows:
        if row.document != document:
            document = row.document
            yield f"\n[bold]{escape(document)}[/]"
        yield from _row(table, row)
    yield ""
    yield from (escape(table.summary(index)) for index in range(len(table.stacks)))


def _row(table: BlockTable, row: BlockRow) -> Iterator[str]:
    marks = "".join(f"[{MARKS[e.end][1]}]{MARKS[e.end][0]}[/]" for e in row.endings)
    lines = f"{row.lines[0]}-{row.lines[1]}"
    now = row.endings[table.today]
    why = "" if now.end in (End.RUNS, End.SKIPPED) else f"  {escape(now.why)}"
    yield f"{lines:>10}  {marks}{why}"
    if now.end is End.REPAIRED or (now.end is End.DIFFERS and not now.printed):
        yield from (f"{'':>12}[yellow]change[/] {escape(repair)}" for repair in row.repairs)
