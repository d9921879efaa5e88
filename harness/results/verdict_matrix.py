"""The matrix: the verdict of every claim on every stack, and how it changed between releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from harness.results.frames import DataFrame, frame
from harness.verdicts import Outcome, Word, outcome_named, weightiest


class Fate(StrEnum):
    """How a claim's verdict changed from release to release; blocked verdicts are left out."""

    HOLDS = "hold everywhere"
    DRIFTED = "drifted"
    APPEARED = "appeared"
    UNSTEADY = "come and go"
    NEVER = "never true"
    UNDECIDED = "undecided"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class StackColumn:
    """One stack.

    Args:
        name: Its name.
        tensorflow: Version of the package.
        keras: Version of the package behind ``tensorflow.keras``.
        dated: Whether it stands for its release; another device or Keras does not.
        device: What it computes on, such as ``CPU`` or ``GPU NVIDIA L4``.
        packages: The version of each package that matters.
    """

    name: str
    tensorflow: str
    keras: str
    dated: bool
    device: str = "CPU"
    packages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One claim on one stack.

    Args:
        word: The verdict.
        outcome: The label of its outcome.
        found: One sentence: what was found.
        why: The reason.
        measured: What was compared, as JSON data.
    """

    word: str
    outcome: str
    found: str
    why: str
    measured: Any = None

    @property
    def outcome_entry(self) -> Outcome:
        """The row of the outcome table for this result."""
        return outcome_named(self.outcome)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One claim on every stack.

    Args:
        id: ``SPEC/ID``.
        document: File name of the document.
        line: First line of the passage.
        says: One sentence: what the document says.
        cells: One for each column.
        turns: The dated columns at which the verdict turns from confirmed to refuted or back.
        fate: How its verdict changed from release to release.
        recorded: The release of the drift or appearance that the spec records; empty otherwise.
        kind: The kind of claim.
    """

    id: str
    document: str
    line: int
    says: str
    cells: tuple[MatrixCell, ...]
    turns: tuple[int, ...]
    fate: Fate
    recorded: str
    kind: str = ""

    @property
    def changed(self) -> bool:
        """Whether the verdict on some stack is not the expected one."""
        return any(cell.outcome_entry.exit_code for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Cause:
    """Drifted claims that one release breaks for one reason.

    Args:
        since: The package and release that breaks them; the first stack that does where the spec
            records none, or another one.
        after: The last stack on which they hold.
        why: The reason.
        rows: The claims.
    """

    since: str
    after: str
    why: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Matrix:
    """Claims by stacks.

    Args:
        columns: The stacks, oldest first.
        rows: The claims, in the order of their specs.
    """

    columns: tuple[StackColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def exit_code(self) -> int:
        """The exit code: 3 for an error, 1 for a changed verdict, 0 where all are as expected."""
        return weightiest(cell.outcome_entry.exit_code for row in self.rows for cell in row.cells)

    @property
    def fates(self) -> dict[Fate, int]:
        """Claims by fate."""
        counts = Counter(row.fate for row in self.rows)
        return {fate: counts[fate] for fate in Fate if counts[fate]}

    @property
    def drifts(self) -> dict[str, int]:
        """Drifted claims by the release that breaks them, oldest stack first."""
        drifted = (row for row in self.rows if row.fate is Fate.DRIFTED)
        return dict(Counter(map(self._breaks, sorted(drifted, key=attrgetter("turns")))))

    @property
    def changed(self) -> list[MatrixRow]:
        """The claims with a verdict that is not the expected one."""
        return [row for row in self.rows if row.changed]

    @property
    def causes(self) -> list[Cause]:
        """Drifted claims by the release that breaks them and the reason, most claims first."""

        def cause(row: MatrixRow) -> tuple[int, str, str]:
            return row.turns[0], self._breaks(row), row.cells[row.turns[0]].why

        drifted = [row for row in self.rows if row.fate is Fate.DRIFTED]
        found = [
            Cause(since, self._previous(turn).name, why, tuple(rows))
            for (turn, since, why), rows in groupby(sorted(drifted, key=cause), key=cause)
        ]
        return sorted(found, key=lambda cause: -len(cause.rows))

    def differences(self, turn: int) -> list[str]:
        """List the packages whose release differs between a dated stack and the one before it."""
        now = self.columns[turn].packages
        then = self._previous(turn).packages
        names = (name for name in now if name in then and now[name] != then[name])
        return [f"{name} {then[name]} to {now[name]}" for name in names]

    @cached_property
    def today(self) -> int | None:
        """Index of the newest dated stack, which stands for its release; None if there is none."""
        dated = [index for index, column in enumerate(self.columns) if column.dated]
        return dated[-1] if dated else None

    def wrong_today(self) -> Iterator[tuple[MatrixRow, MatrixCell]]:
        """List the claims that the newest dated stack refutes, by document and line."""
        rows = sorted(self.rows, key=lambda row: (row.document, row.line))
        for row in rows if self.today is not None else ():
            cell = row.cells[self.today or 0]
            if cell.word == Word.REFUTED:
                yield row, cell

    def frame(self) -> DataFrame:
        """Make a data frame with a row for each claim on each stack.

        Returns:
            Columns ``id``, ``document``, ``line``, ``kind``, ``says``, ``fate`` and ``recorded``
            of the claim, ``stack``, ``tensorflow``, ``keras`` and ``device`` of the stack, and
            ``verdict``, ``outcome``, ``found`` and ``why``.

        Raises:
            ExtraError: pandas is not installed.
        """
        names = "id document line kind says fate recorded stack tensorflow keras device"
        of_row = attrgetter("id", "document", "line", "kind", "says", "fate", "recorded")
        of_stack = attrgetter("name", "tensorflow", "keras", "device")
        of_cell = attrgetter("word", "outcome", "found", "why")
        rows = (
            (*of_row(row), *of_stack(column), *of_cell(cell))
            for row in self.rows
            for column, cell in zip(self.columns, row.cells, strict=True)
        )
        return frame(rows, [*names.split(), "verdict", "outcome", "found", "why"])

    def _breaks(self, row: MatrixRow) -> str:
        """Name the release that breaks a claim; a stack, where the spec names none or another."""
        recorded = "" if row.changed else row.recorded
        return recorded or self.columns[row.turns[0]].name

    def _previous(self, turn: int) -> StackColumn:
        return next(column for column in reversed(self.columns[:turn]) if column.dated)
