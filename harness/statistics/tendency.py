"""A tendency over epochs, such as a gap between two losses that widens."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from harness.statistics.ranking import judged_by
from harness.statistics.succession import Succession
from harness.verdicts import Verdict


def judge_tendency(curves: Sequence[Sequence[float]], share: float = 0.5) -> Verdict:
    """Judge whether curves rise, in more than a share of all seeds.

    Args:
        curves: The figure of every epoch, a curve for each seed.
        share: Share of seeds beyond which it is the rule.
    """
    return judged_by(Succession(tuple(rise(curve) > 0 for curve in curves), share))


def rise(curve: Sequence[float]) -> float:
    """Measure how steadily a curve rises: 1 where it always does, -1 where it always falls.

    It is Kendall's rank correlation with time (Mann, Econometrica 13, 1945), so that neither the
    size of a step nor one far point counts.
    """
    pairs = [(b > a) - (b < a) for a, b in combinations(curve, 2)]
    return sum(pairs) / len(pairs) if pairs else 0.0
