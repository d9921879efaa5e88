"""Changes: what is different between two runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from harness.results.run import Result, Run
from harness.verdicts import ExitCode, weightiest


class Sort(StrEnum):
    """The sorts of changes, the worst first."""

    WORSE = "worse"
    REMOVED = "removed"
    WEAKENED = "weakened"
    RESTATED = "restated"
    BLOCKED = "newly blocked"
    RECORDED = "worse as recorded"
    BETTER = "better"
    STRONGER = "stronger"
    ADDED = "added"
    VARIES = "varies"
    UNBLOCKED = "no longer blocked"
    UNSEEN = "not looked at"


_RED = {
    Sort.WORSE: ExitCode.CHANGED,
    Sort.REMOVED: ExitCode.CHANGED,
    Sort.WEAKENED: ExitCode.CHANGED,
    Sort.RESTATED: ExitCode.CHANGED,
    Sort.BLOCKED: ExitCode.NOT_LOOKED_AT,
}
"""The exit codes of changes for the worse, unless they were accepted with a reason."""


@dataclass(frozen=True)
class Change:
    """A difference between two runs in one claim, in a spec, or in the recorded stacks.

    Args:
        id: ``SPEC/ID`` of the claim, or the name of the spec or stack.
        sort: What it is.
        what: The differences, a sentence each.
        before: The values before, by name; JSON data.
        after: The values now.
        base: The claim's result before, if any.
        head: The claim's result now, if any.
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
        """Whether it is for the worse, and neither recorded in a spec nor accepted."""
        fails = self.sort is Sort.ADDED and self.head and self.head.outcome_entry.exit_code
        return not self.because and (self.sort in _RED or bool(fails))

    @property
    def acceptable(self) -> bool:
        """Whether it can be accepted with a reason; a failing verdict is recorded in its spec."""
        return self.head is None or not self.head.outcome_entry.exit_code

    @property
    def claim(self) -> Result | None:
        """The claim's result now, or else before."""
        return self.head or self.base

    @property
    def why(self) -> str:
        """The reason of the verdict now."""
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
        """The exit code: 1 where any change is red, but 4 where all that is red is blocked."""
        return weightiest(_RED.get(change.sort, ExitCode.CHANGED) for change in self.red)

    @property
    def counts(self) -> dict[Sort, int]:
        """Changes by sort, worst first; sorts that never occurred are left out."""
        counted = Counter(change.sort for change in self.changes)
        return {sort: counted[sort] for sort in Sort if counted[sort]}

    @cached_property
    def causes(self) -> list[tuple[str, list[Change]]]:
        """Changes to a worse verdict by the verdict's reason, the most frequent first."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if change.sort in (Sort.WORSE, Sort.RECORDED):
                found.setdefault(change.why, []).append(change)
        return sorted(found.items(), key=lambda cause: -len(cause[1]))

    def of(self, *sorts: Sort) -> list[Change]:
        """List the changes of some sorts."""
        return [change for change in self.changes if change.sort in sorts]
