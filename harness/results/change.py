"""What is different between two runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from harness.results.run import Result, Run


class Sort(StrEnum):
    """What a change is, worst first."""

    WORSE = "worse"
    REMOVED = "removed"
    WEAKENED = "weakened"
    RESTATED = "restated"
    RECORDED = "worse as recorded"
    BETTER = "better"
    STRONGER = "stronger"
    ADDED = "added"
    UNSEEN = "not looked at"


RED = (Sort.WORSE, Sort.REMOVED, Sort.WEAKENED, Sort.RESTATED)
"""What is for the worse unless somebody said why."""


@dataclass(frozen=True)
class Change:
    """What became of one claim, or of something else that a run leans on.

    Args:
        id: ``SPEC/ID``; the name of a spec or of a stack where it is no claim that changed.
        sort: What it is.
        what: What changed, a sentence each.
        before: What changed, as it was, by name; JSON data.
        after: The same, as it is now.
        base: The claim's record then, if any.
        head: The claim's record now, if any.
        because: Why it was accepted; empty where it was not.
    """

    id: str
    sort: Sort
    what: tuple[str, ...]
    before: dict[str, Any]
    after: dict[str, Any]
    base: Result | None = None
    head: Result | None = None
    because: str = ""

    @property
    def red(self) -> bool:
        """Whether it is for the worse, and neither recorded nor accepted."""
        fails = self.sort is Sort.ADDED and self.head and self.head.follows.exit_code
        return not self.because and (self.sort in RED or bool(fails))

    @property
    def acceptable(self) -> bool:
        """Whether a reason is all it lacks; a verdict that fails must be recorded in its spec."""
        return self.head is None or not self.head.follows.exit_code

    @property
    def claim(self) -> Result | None:
        """The claim's newest record."""
        return self.head or self.base

    @property
    def why(self) -> str:
        """The reason of today's verdict."""
        return self.head.why if self.head else ""


@dataclass(frozen=True)
class Comparison:
    """Two runs beside each other.

    Args:
        base: The run before.
        head: The run now.
        changes: What is different, worst first.
    """

    base: Run
    head: Run
    changes: tuple[Change, ...]

    @property
    def red(self) -> list[Change]:
        """List the changes for the worse that are neither recorded nor accepted."""
        return [change for change in self.changes if change.red]

    @property
    def exit_code(self) -> int:
        """What the comparison asks for: 1 where anything is red."""
        return 1 if self.red else 0

    @property
    def counts(self) -> dict[Sort, int]:
        """Changes by sort, worst first; sorts that never occurred are left out."""
        counted = Counter(change.sort for change in self.changes)
        return {sort: counted[sort] for sort in Sort if counted[sort]}

    @cached_property
    def causes(self) -> list[tuple[str, list[Change]]]:
        """Gather verdicts that got worse by their reason, most first."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if change.sort in (Sort.WORSE, Sort.RECORDED):
                found.setdefault(change.why, []).append(change)
        return sorted(found.items(), key=lambda cause: -len(cause[1]))

    def of(self, *sorts: Sort) -> list[Change]:
        """List the changes of some sorts."""
        return [change for change in self.changes if change.sort in sorts]
