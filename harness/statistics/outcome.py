"""One documented figure of one random run: is it among what runs give?

The interval is that of a prediction of one further run by Student's t, on the logarithms of
positive figures (Geisser, Predictive Inference, 1993, 2.2). 256 seeds of a recurrent network put
true figures outside of it at 5.1 to 5.7 % for a nominal 5 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import expm1, inf, isfinite

from harness.statistics.sample import LEVEL, SeedSample
from harness.verdicts import Basis, Verdict, Word

POWER = 0.9
LARGEST_OFFSET = 1.0
"""A relative offset; where not even a larger one would be detected, nothing is decided."""

_HUGE = 700.0
"""A difference of logarithms beyond which no float has the ratio."""


@dataclass(frozen=True)
class OutcomeFinding:
    """What several runs say of a documented figure.

    Args:
        verdict: The verdict.
        low: Lower end of the interval of one further run.
        high: Its upper end.
        percentile: Share of further runs below the documented figure, in percent.
        offset: The error of the figure that would have been detected with 90 % power: relative
            where figures are compared by their ratios, else absolute; infinite where none would.
        relative: Whether the offset is a share of the figure.
    """

    verdict: Verdict
    low: float = -inf
    high: float = inf
    percentile: float = 50.0
    offset: float = inf
    relative: bool = False

    @property
    def numbers(self) -> dict[str, float]:
        """Its numbers by their names, as far as there are any; rounded, so that they stay."""
        found = {"low": self.low, "high": self.high, "offset": self.offset}
        if not all(map(isfinite, found.values())):
            return {}
        place = {"percentile": round(self.percentile, 1)} if self.low < self.high else {}
        return {name: float(f"{value:.6g}") for name, value in found.items()} | {
            **place,
            "relative": self.relative,
        }


def judge_outcome(
    documented: tuple[float, float], runs: Sequence[float], level: float = LEVEL
) -> OutcomeFinding:
    """Judge a documented figure by the runs of several seeds.

    Args:
        documented: The smallest and the largest number that is printed as the figure is.
        runs: The figure in each run.
        level: The share of true figures that may be refuted.
    """
    sample = SeedSample.of(runs)
    if why := sample.unfit:
        return OutcomeFinding(Verdict(Word.UNDECIDED, Basis.TYPICAL, list(runs), why))
    if sample.constant:
        return _of_constant(documented, sample)
    from scipy.special import stdtr, stdtrit

    free = sample.size - 1
    reach = sample.spread_of_next * float(stdtrit(free, 1 - level / 2))
    low, high = (sample.figure_of(sample.centre + side * reach) for side in (-1, 1))
    middle = sum(map(sample.scaled, documented)) / 2
    share = float(stdtr(free, (middle - sample.centre) / sample.spread_of_next))
    shift = reach + sample.spread_of_next * float(stdtrit(free, POWER))
    offset = expm1(min(shift, _HUGE)) if sample.logarithmic else shift
    largest = LARGEST_OFFSET * (1 if sample.logarithmic else abs(middle))
    among = documented[0] <= high and documented[1] >= low
    word = Word.CONFIRMED if among else Word.REFUTED
    if among and offset > largest:
        word = Word.UNDECIDED
    why = _why(word, sample, low, high, share, offset)
    verdict = Verdict(word, Basis.TYPICAL, list(runs), why)
    return OutcomeFinding(verdict, low, high, 100 * share, offset, sample.logarithmic)


def _of_constant(documented: tuple[float, float], sample: SeedSample) -> OutcomeFinding:
    figure = sample.figures[0]
    why = f"all {sample.size} runs give {figure:.6g}"
    verdict = Verdict.of(documented[0] <= figure <= documented[1], Basis.EXACT, figure, why)
    return OutcomeFinding(verdict, figure, figure, 50.0, 0.0)


def _why(
    word: Word, sample: SeedSample, low: float, high: float, share: float, offset: float
) -> str:
    """Say where the figure lies among the runs, and what would have been noticed."""
    error = f"{offset:.0%}" if sample.logarithmic else f"{offset:.3g}"
    place = f"{ordinal(round(100 * share))} percentile of {sample.size} runs"
    if word is Word.UNDECIDED:
        return f"{place}, which differ so much that only an error above {error} would be seen"
    if word is Word.CONFIRMED:
        return f"typical, {place}; an error above {error} would be seen"
    return f"not typical, {place}: they lie about {sample.median:.4g}, {low:.4g} to {high:.4g}"


def ordinal(number: int) -> str:
    """Write a number as a place in an order, such as ``62nd``."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
