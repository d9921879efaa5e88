"""The documented curve of one random run: is it, as a whole, among those that runs give?

What is compared is the largest distance at any epoch, in standard deviations of the other runs.
The share of curves that lie as far from all others as the documented one is exact whatever their
distribution (Vovk et al., Algorithmic Learning in a Random World, 2005), and with 19 runs it can be
as small as 5 %. With fewer runs nothing is decided: a bound by Student's t (Bonferroni) refutes 16
to 26 % of true curves with heavy tails or two modes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from harness.statistics.sample import LEVEL
from harness.verdicts import Basis, Verdict, Word

FEWEST_CURVES = 19
_TOO_FEW = f"fewer than {FEWEST_CURVES} runs decide nothing about a curve"


def judge_curve(documented: Sequence[float], runs: Sequence[Sequence[float]]) -> Verdict:
    """Judge a documented curve by those of several seeds.

    Args:
        documented: The figure of every epoch.
        runs: The same of each run.
    """
    if {len(documented)} != {*map(len, runs)} and runs:
        return Verdict.error("the runs have other epochs than the documented curve")
    lost = sum(not all(map(isfinite, row)) for row in runs)
    if lost or len(runs) < FEWEST_CURVES:
        why = f"{lost} of {len(runs)} runs end in no finite number" if lost else _TOO_FEW
        return Verdict(Word.UNDECIDED, Basis.TYPICAL, [*runs], why)
    apart = _distances([documented, *runs])
    every = [max(row) for row in apart]
    chance = sum(distance >= every[0] for distance in every) / len(every)
    epoch = apart[0].index(every[0]) + 1
    place = f"farthest at epoch {epoch}, {every[0]:.1f} standard deviations from {len(runs)} runs"
    if chance <= LEVEL:
        why = f"not typical: {place}; {chance:.1%} of true curves are as far"
        return Verdict(Word.REFUTED, Basis.TYPICAL, [*runs], why)
    return Verdict(Word.CONFIRMED, Basis.TYPICAL, [*runs], f"typical as a whole; {place}")


@dataclass(frozen=True, slots=True)
class CurveBand:
    """The range that 95 % of further runs keep to at all epochs at once, for a chart.

    Its reach is that of the runs from each other, so that a curve at its edge is as far as the
    one in twenty that is refuted; what decides is ``judge_curve``.

    Args:
        low: Lower end at each epoch.
        high: Upper end at each epoch.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]


def band_of(runs: Sequence[Sequence[float]]) -> CurveBand | None:
    """Return the range of a further run; None where these are too few, or it has no ends."""
    if len(runs) < FEWEST_CURVES or not all(isfinite(value) for run in runs for value in run):
        return None
    import numpy as np

    figures = np.asarray(runs, float)
    ratios = (figures > 0).all(axis=0)
    scaled = np.log(figures, where=ratios, out=figures.copy())
    apart = sorted((max(row) for row in _distances(runs)), reverse=True)
    farther = int(LEVEL * (len(runs) + 1)) - 1  # the documented curve is one of them
    if not isfinite(apart[farther]):
        return None  # all runs but one are the same
    reach = scaled.std(axis=0, ddof=1) * (1 + 1 / len(runs)) ** 0.5 * apart[farther]
    ends = [scaled.mean(axis=0) + side * reach for side in (-1, 1)]
    low, high = (np.exp(end, where=ratios, out=end.copy()).tolist() for end in ends)
    return CurveBand(tuple(low), tuple(high))


def _distances(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """Measure how far each curve is from the others at every epoch, in their deviations.

    Figures are compared by their ratios at epochs where all of them are positive.
    """
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        figures = np.asarray(rows, float)
        figures = np.where((figures > 0).all(axis=0), np.log(figures), figures)
        figures = figures - figures.mean(axis=0)
        others = len(figures) - 1
        mean = -figures / others
        squares = (figures**2).sum(axis=0) - figures**2 - others * mean**2
        spread = np.sqrt(np.maximum(squares, 0) / (others - 1) * (1 + 1 / others))
        apart = np.abs(figures - mean)
        found: list[list[float]] = np.where(apart == 0, 0.0, apart / spread).tolist()
    return found
