"""A figure that is said to hold about: the typical run is near it, within a stated margin.

Two one-sided tests of equivalence on the geometric mean (Schuirmann, J. Pharmacokin. Biopharm. 15,
1987), on the arithmetic one where figures are not all positive.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p, sqrt

from harness.statistics.sample import LEVEL, SeedSample
from harness.verdicts import Basis, Verdict, Word


def judge_about(figure: float, margin: float, runs: Sequence[float]) -> Verdict:
    """Judge whether the typical run is near a figure.

    Args:
        figure: What the document says.
        margin: How far the typical run may be from it: relative for positive figures, such as
            0.1 for 10 %, else absolute.
        runs: The figure in each run.
    """
    sample = SeedSample.of(runs)
    if why := sample.unfit:
        return Verdict(Word.UNDECIDED, Basis.TYPICAL, list(runs), why)
    from scipy.special import stdtrit

    if sample.logarithmic and figure <= 0:
        why = f"the figure is {figure:g}, all runs are above 0"
        return Verdict.of(False, Basis.TYPICAL, list(runs), why)
    room = log1p(margin) if sample.logarithmic else margin
    error = 0.0 if sample.constant else sample.spread / sqrt(sample.size)
    reach = error * float(stdtrit(sample.size - 1, 1 - LEVEL))
    distance = sample.centre - sample.scaled(figure)
    low, high = (sample.figure_of(sample.centre + side * reach) for side in (-1, 1))
    said = f"the typical run is at {low:.4g} to {high:.4g}"
    if abs(distance) + reach <= room:
        return Verdict(Word.CONFIRMED, Basis.TYPICAL, list(runs), said)
    if abs(distance) - reach > room:
        return Verdict(Word.REFUTED, Basis.TYPICAL, list(runs), said)
    why = f"{said}, which is neither within the margin nor beyond it; more runs would tell"
    return Verdict(Word.UNDECIDED, Basis.TYPICAL, list(runs), why)
