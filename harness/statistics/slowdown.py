"""Whether head is slower than base, decided as soon as enough rounds tell, over a whole suite.

A round is three fresh processes: two of base and one of head. Nothing within a process counts as a
repetition: processes of the same code differ by more than their own blocks of calls do. The one
number of a round is the median over its blocks of the log ratio of head to the mean of both bases;
the ratio of one base to the other is the control, which has to show nothing.

Student's t of the mean, from 6 rounds on of the trimmed mean (Yuen, Biometrika 61, 1974). Either
error rate is split among the looks (Bonferroni), so that looking early costs no validity; false
alarms are split among the benchmarks, too (Holm, Scand. J. Statist. 6, 1979, at each look with the
levels that earlier looks left: Ye et al., Stat. Med. 32, 2013).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import expm1, inf, log1p, sqrt
from statistics import fmean

LOOK_ROUNDS = (4, 6, 8, 12, 16, 24, 40)
"""Rounds after which it is asked whether they tell."""

SHARES = (0.05, 0.05, 0.1, 0.1, 0.15, 0.2, 0.35)
"""Parts of an error rate that the looks may spend, in their order."""

FALSE_ALARMS = 0.01
"""The chance that a suite without any slow-down has a benchmark that is called slower."""

FALSE_CONTROLS = 0.01
"""The chance that the control of a sound suite shows a difference."""

MISSES = 0.02
"""The chance that a benchmark is called unchanged that is slower by the whole margin."""

MARGIN = 0.05
"""A slow-down that matters, relative, where a benchmark states none."""

_TRIMMED_FROM, _TRIM = 6, 0.2
_LEAST_SPREAD = 1e-6


class Decision(StrEnum):
    """What the rounds tell of a benchmark."""

    REGRESSED = "REGRESSED"
    OK = "OK"
    UNDECIDED = "UNDECIDED"
    INVALID = "INVALID"


@dataclass(frozen=True, slots=True)
class RoundMean:
    """The mean of one number a round, and how well it is known.

    Args:
        centre: The mean, trimmed from 6 rounds on.
        error: Its standard error.
        free: The degrees of freedom of Student's t.
    """

    centre: float
    error: float
    free: int

    @classmethod
    def of(cls, numbers: Sequence[float]) -> RoundMean:
        """Take the mean of at least two numbers."""
        ordered = sorted(numbers)
        size = len(ordered)
        cut = max(1, int(_TRIM * size)) if size >= _TRIMMED_FROM else 0
        kept = ordered[cut : size - cut]
        winsorised = [kept[0]] * cut + kept + [kept[-1]] * cut
        middle = fmean(winsorised)
        squares = sum((number - middle) ** 2 for number in winsorised)
        error = sqrt(squares / (len(kept) * (len(kept) - 1)))
        return cls(fmean(kept), max(error, _LEAST_SPREAD), len(kept) - 1)

    def above(self, bound: float) -> float:
        """Return the p-value of the mean being no larger than a bound."""
        from scipy.special import stdtr

        return float(stdtr(self.free, (bound - self.centre) / self.error))

    def below(self, bound: float) -> float:
        """Return the p-value of the mean being no smaller than a bound."""
        return RoundMean(-self.centre, self.error, self.free).above(-bound)

    @property
    def apart(self) -> float:
        """The p-value of the mean being zero."""
        return 2 * min(self.above(0), self.below(0))

    def interval(self, level: float = 0.05) -> tuple[float, float]:
        """Return the confidence interval of the mean."""
        from scipy.special import stdtrit

        reach = self.error * float(stdtrit(self.free, 1 - level / 2))
        return self.centre - reach, self.centre + reach


@dataclass(frozen=True, slots=True)
class Slowdown:
    """What is known of one benchmark.

    Args:
        decision: The word for it.
        rounds: How many rounds tell it.
        change: How much slower head is, relative; negative where it is quicker.
        low: The lower end of the change's 95 % interval.
        high: Its upper end.
    """

    decision: Decision = Decision.UNDECIDED
    rounds: int = 0
    change: float = 0.0
    low: float = -1.0
    high: float = inf

    @classmethod
    def of(cls, decision: Decision, differences: Sequence[float]) -> Slowdown:
        """Describe log ratios, one a round."""
        if len(differences) < 2:
            change = expm1(differences[0]) if differences else 0.0
            return cls(decision, len(differences), change)
        mean = RoundMean.of(differences)
        low, high = mean.interval()
        return cls(decision, len(differences), expm1(mean.centre), expm1(low), _grown(high))


class SuiteTest:
    """The decision over a suite, look after look.

    Args:
        margins: The slow-down that matters, for each benchmark.

    Attributes:
        settled: What is decided, by benchmark.
    """

    def __init__(self, margins: Mapping[str, float]) -> None:
        self._margins = dict(margins)
        self.settled: dict[str, Decision] = {}

    @property
    def open(self) -> list[str]:
        """The benchmarks that are not settled."""
        return [name for name in self._margins if name not in self.settled]

    def look(
        self,
        number: int,
        differences: Mapping[str, Sequence[float]],
        controls: Mapping[str, Sequence[float]],
    ) -> None:
        """Settle what the rounds so far tell.

        Args:
            number: Which look it is, from 0; each is taken once.
            differences: The log ratios of head to base, one a round.
            controls: Those of one base to the other.
        """
        share = SHARES[number]
        ready = [name for name in self.open if len(differences.get(name, ())) >= LOOK_ROUNDS[0]]
        apart = {name: RoundMean.of(controls[name]).apart for name in ready}
        self._reject(apart, FALSE_CONTROLS * share, Decision.INVALID)
        means = {n: RoundMean.of(differences[n]) for n in ready if n not in self.settled}
        for name, mean in means.items():
            if mean.below(log1p(self._margins[name])) <= MISSES * share:
                self.settled[name] = Decision.OK
        slower = {n: mean.above(0) for n, mean in means.items() if n not in self.settled}
        self._reject(slower, FALSE_ALARMS * share, Decision.REGRESSED)

    def _reject(self, chances: Mapping[str, float], level: float, word: Decision) -> None:
        """Settle what is unlikely, the unlikeliest first; what is settled so lends its level."""
        for name, chance in sorted(chances.items(), key=lambda item: item[1]):
            others = len(self._margins) - list(self.settled.values()).count(word)
            if chance > level / others:
                return
            self.settled[name] = word


def decide_suite(
    margins: Mapping[str, float],
    differences: Mapping[str, Sequence[float]],
    controls: Mapping[str, Sequence[float]],
    test: type[SuiteTest] = SuiteTest,
) -> dict[str, Slowdown]:
    """Decide over recorded rounds as a live run would, leaving out what is settled.

    Args:
        margins: The slow-down that matters, for each benchmark.
        differences: The log ratios of head to base, one a round.
        controls: Those of one base to the other.
        test: The rule.
    """
    suite, rounds = test(margins), dict.fromkeys(margins, 0)
    for number, count in enumerate(LOOK_ROUNDS):
        rounds |= dict.fromkeys(suite.open, count)
        suite.look(number, _first(differences, count), _first(controls, count))
        if not suite.open:
            break
    return {
        name: Slowdown.of(
            suite.settled.get(name, Decision.UNDECIDED), differences[name][: rounds[name]]
        )
        for name in margins
    }


def _first(numbers: Mapping[str, Sequence[float]], count: int) -> dict[str, Sequence[float]]:
    return {name: found[:count] for name, found in numbers.items()}


def _grown(exponent: float) -> float:
    return expm1(exponent) if exponent < 700 else inf
