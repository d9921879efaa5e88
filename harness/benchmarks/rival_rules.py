"""The rules of others for "head is slower", on the times of two processes.

Each compares one process of base with one of head, as two runs in CI are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Literal

from harness.benchmarks.bank import STATISTICS

_FACTOR = log(1.05)
_ASV_LEVEL, _RANK_LEVEL = 0.002, 0.01
"""asv's threshold of ``is_different``; the level of a single rank test."""


@dataclass(frozen=True, slots=True)
class ProcessTimes:
    """What one process of a benchmark measured.

    Args:
        blocks: The log of what a call costs, a block each.
        saved: The logs of STATISTICS.
    """

    blocks: Sequence[float]
    saved: Sequence[float]

    def slower(self, by: float) -> ProcessTimes:
        """Return the same with every time longer by a log ratio."""
        return ProcessTimes([cost + by for cost in self.blocks], [one + by for one in self.saved])


Rival = Callable[[ProcessTimes, ProcessTimes], bool]


def _threshold(statistic: str) -> Rival:
    """Build pytest-benchmark's ``--benchmark-compare-fail=STATISTIC:5%``."""
    place = STATISTICS.index(statistic)
    return lambda base, head: head.saved[place] - base.saved[place] > _FACTOR


def _asv(base: ProcessTimes, head: ProcessTimes) -> bool:
    """Apply ``asv continuous --factor 1.05``: the medians differ, and so do the samples."""
    further = median(head.blocks) - median(base.blocks) > _FACTOR
    return further and _rank_chance(base, head, "two-sided") < _ASV_LEVEL


def _mann_whitney(base: ProcessTimes, head: ProcessTimes) -> bool:
    return _rank_chance(base, head, "less") < _RANK_LEVEL


def _rank_chance(
    base: ProcessTimes, head: ProcessTimes, alternative: Literal["two-sided", "less"]
) -> float:
    from scipy.stats import mannwhitneyu

    found = mannwhitneyu(base.blocks, head.blocks, alternative=alternative, method="asymptotic")
    return float(found.pvalue)


RIVALS: dict[str, Rival] = {
    **{f"{name}:5%": _threshold(name) for name in STATISTICS},
    "asv": _asv,
    "Mann-Whitney": _mann_whitney,
}
