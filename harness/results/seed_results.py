"""Claims about random results with the runs that judge them: plain data for charts and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.statistics.contrast import Contrast
from harness.verdicts import Outcome, outcome_named


@dataclass(frozen=True, slots=True)
class SeedClaim:
    """A claim about the runs of several seeds.

    Args:
        id: ``SPEC/ID``.
        kind: Its kind.
        says: One sentence: what the document says.
        place: The document and its line.
        stack: The stack that measured the runs.
        seeds: How many seeds the claim asks for.
        outcome: Label of its outcome there.
        why: The reason.
        measured: What the judge says of the runs, by name.
    """

    id: str
    kind: str
    says: str
    place: str
    stack: str
    seeds: int
    outcome: str
    why: str
    measured: Mapping[str, Any]

    @property
    def outcome_entry(self) -> Outcome:
        """The row of the outcome table."""
        return outcome_named(self.outcome)

    @property
    def name(self) -> str:
        """Its id within its spec."""
        return self.id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class SeedFigure:
    """A documented figure among those of several runs.

    Args:
        claim: The claim.
        printed: The figure as the document prints it.
        ends: The smallest and the largest number that it stands for.
        runs: The figure in each run.
    """

    claim: SeedClaim
    printed: str
    ends: tuple[float, float]
    runs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SeedCurve:
    """A documented log among those of several runs.

    Args:
        claim: The claim; ``median``, ``low`` and ``high`` of what is measured are the runs.
        printed: The figures as the document prints them, one an epoch.
    """

    claim: SeedClaim
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeedEffect:
    """An order of two random results, or a tendency of one.

    Args:
        claim: The claim.
        compared: What is compared, such as ``a < b``.
        contrast: The difference in each seed.
    """

    claim: SeedClaim
    compared: str
    contrast: Contrast


@dataclass(frozen=True, slots=True)
class SeedResults:
    """All claims about random results, and the runs that are recorded of them.

    Args:
        figures: Documented figures.
        curves: Documented logs.
        effects: Orders and tendencies.
        unmeasured: Why there are no runs of the other claims, by their ids.
    """

    figures: Sequence[SeedFigure] = ()
    curves: Sequence[SeedCurve] = ()
    effects: Sequence[SeedEffect] = ()
    unmeasured: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.figures or self.curves or self.effects)
