"""How often a rule errs that decides whether benchmarks became slower."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from harness.statistics.proportion import highest_rate, lowest_rate

SLOW_DOWNS = (0.03, 0.05, 0.10)
"""Slow-downs whose detection is measured."""

MOST_FALSE, LEAST_FIVE, LEAST_TEN, MOST_UNDECIDED = 0.01, 0.95, 0.99, 0.05
"""Bounds: suites with a false alarm, slow-downs of 5 and 10 % found, same code left undecided."""


_UNBOUNDED = "shared"
"""The condition of whatever others did that day: its rates are shown, and no bound is for them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something happened.

    Args:
        count: How often.
        trials: How often it could have.
    """

    count: int
    trials: int

    @property
    def share(self) -> float:
        """The share; 0 where nothing was tried."""
        return self.count / self.trials if self.trials else 0.0

    @property
    def upper(self) -> float:
        """The upper 95 % bound of the rate."""
        return highest_rate(self.count, self.trials) if self.trials else 1.0

    @property
    def lower(self) -> float:
        """The lower 95 % bound of the rate."""
        return lowest_rate(self.count, self.trials) if self.trials else 0.0


@dataclass
class RuleRates:
    """The rates of one rule under one condition.

    Attributes:
        rule: Its name.
        alarms: Benchmarks of the same code that it called slower.
        suites: Suites of the same code in which it did so.
        found: Slow-downs that it found, by their size.
        mutants: Slower forms that it found, by benchmark.
        undecided: Benchmarks of the same code that it left undecided, or called invalid.
        rounds: How many rounds a suite of the same code took on average.
        disjoint: Suites of the same code of rounds used once, with a false alarm.
    """

    rule: str
    alarms: Counted
    suites: Counted
    found: dict[float, Counted] = field(default_factory=dict)
    mutants: dict[str, Counted] = field(default_factory=dict)
    undecided: Counted | None = None
    rounds: float = 0.0
    disjoint: Counted | None = None

    def broken(self) -> Iterator[str]:
        """Say which bounds the gate does not keep."""
        if self.suites.share > MOST_FALSE:
            yield f"{self.suites.share:.1%} of the suites of the same code have a false alarm"
        for size, least in ((0.05, LEAST_FIVE), (0.10, LEAST_TEN)):
            if self.found[size].share < least:
                yield f"{self.found[size].share:.1%} of the slow-downs by {size:.0%} are found"
        if self.undecided and self.undecided.share > MOST_UNDECIDED:
            yield f"{self.undecided.share:.1%} of the same code is left undecided"


def bounded(rates: Mapping[str, Sequence[RuleRates]]) -> dict[str, Sequence[RuleRates]]:
    """Leave the conditions that the bounds are for.

    Args:
        rates: The rates of several rules, by condition.
    """
    return {condition: rules for condition, rules in rates.items() if condition != _UNBOUNDED}
