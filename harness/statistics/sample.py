"""The figures of several runs, on the scale on which they are spread evenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt
from statistics import fmean, median, stdev

from harness.statistics import FEWEST

LEVEL = 0.05
"""The share of true figures that a judge refutes, and of false ones that it confirms."""


@dataclass(frozen=True)
class SeedSample:
    """The figures of several runs that differ in nothing but their seeds.

    Args:
        figures: One a run, in the runs' order.
    """

    figures: tuple[float, ...]

    @classmethod
    def of(cls, figures: Sequence[float]) -> SeedSample:
        """Take the figures of runs."""
        return cls(tuple(map(float, figures)))

    @property
    def size(self) -> int:
        """How many runs there are."""
        return len(self.figures)

    @property
    def unfit(self) -> str:
        """Why nothing can be judged by these runs; empty where something can."""
        lost = sum(not isfinite(figure) for figure in self.figures)
        if lost:
            return f"{lost} of {self.size} runs end in no finite number"
        return f"{self.size} runs are too few" if self.size < FEWEST else ""

    @property
    def constant(self) -> bool:
        """Whether all runs give the same."""
        return len(set(self.figures)) == 1

    @property
    def logarithmic(self) -> bool:
        """Whether figures are compared by their ratios, as losses are: where all are positive."""
        return min(self.figures) > 0

    def scaled(self, figure: float) -> float:
        """Put a figure on the scale of comparison; minus infinity where it has no place there."""
        if not self.logarithmic:
            return figure
        return log(figure) if figure > 0 else -float("inf")

    def figure_of(self, scaled: float) -> float:
        """Take a number back from the scale of comparison."""
        return exp(scaled) if self.logarithmic else scaled

    @property
    def centre(self) -> float:
        """The mean on the scale of comparison."""
        return fmean(map(self.scaled, self.figures))

    @property
    def spread(self) -> float:
        """The standard deviation on the scale of comparison."""
        return stdev(map(self.scaled, self.figures))

    @property
    def spread_of_next(self) -> float:
        """The standard deviation of the next run's distance from the mean of these."""
        return self.spread * sqrt(1 + 1 / self.size)

    @property
    def median(self) -> float:
        """The middle of the figures."""
        return median(self.figures)
