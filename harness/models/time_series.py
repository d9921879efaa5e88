"""Time series: trend, season and differences."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

from harness.models.sides import two_sides


def differenced_and_summed(values: Sequence[float] = (1, 2, 4, 7, 11)) -> dict[str, Any]:
    """Compare a series (`left`) with the running sum of its differences (`right`).

    Args:
        values: At least one number.
    """
    drawn = np.asarray(values, np.float64)
    steps = np.concatenate([drawn[:1], np.diff(drawn)])
    right = np.add.accumulate(steps)
    wrong = {
        "from zero on": right - drawn[0],
        "not added up": steps,
        "added up twice": np.add.accumulate(right),
        "from the end": right[::-1],
        "without the first value": right[1:],
        "one step late": np.concatenate([drawn[:1], right[:-1]]),
    }
    return two_sides(drawn, right, wrong)


def seasonal(period: int = 12, cycles: int = 3, seed: int = 0) -> dict[str, Any]:
    """Compare a seasonal series' differences over one period (`left`) with zeros (`right`).

    Args:
        period: Steps after which the series repeats.
        cycles: Number of repetitions, at least two.
        seed: Seed of the values of one period.

    Returns: as `two_sides`; `wrong` says what the differences would be by other rules.
    """
    drawn = np.tile(np.random.RandomState(seed).rand(period), cycles)
    left = drawn[period:] - drawn[:-period]
    wrong = {
        "over one step": np.diff(drawn)[: left.size],
        "over one step more than a period": drawn[period:] - np.roll(drawn, period + 1)[period:],
        "over half a period": drawn[period:] - np.roll(drawn, (period + 1) // 2)[period:],
        "the season stays": drawn[period:],
        "its mean is taken off": drawn[period:] - drawn.mean(),
        "doubled": 2 * drawn[period:],
    }
    return two_sides(left, np.zeros_like(left), wrong)


def linear_trend(slope: float = 2.0, intercept: float = 1.0, steps: int = 10) -> dict[str, Any]:
    """Compare the differences of a linear trend (`left`) with its slope repeated (`right`).

    Args:
        slope: Rise a step.
        intercept: First value.
        steps: Number of values, at least two.
    """
    drawn = intercept + slope * np.arange(steps)
    ones = np.ones(steps - 1)
    wrong = {
        "nothing is left": 0 * ones,
        "the first value is left": intercept * ones,
        "the trend is left": drawn[:-1],
        "it grows with the steps": slope * np.arange(1, steps),
        "against the trend": -slope * ones,
        "twice the slope": 2 * slope * ones,
        "one value more": slope * np.ones(steps),
    }
    return two_sides(np.diff(drawn), slope * ones, wrong)


def growth(rate: float = 0.1, start: float = 100.0, months: int = 12) -> dict[str, Any]:
    """Subtract a constant monthly growth from a series and add it again.

    Args:
        rate: Share by which each month exceeds the one before.
        start: First value.
        months: Number of values.

    Returns: as `two_sides`: `left` the series around its growth, `right` the same with the growth
        subtracted and added again, (months,), float64.
    """
    trend = start * (1.0 + rate) ** np.arange(months)
    drawn = trend + np.cos(np.arange(months))
    rest = drawn - trend
    wrong = {
        "not added again": rest,
        "added twice": rest + 2 * trend,
        "added a month late": rest + np.concatenate([trend[:1], trend[:-1]]),
        "a constant number a month": rest + start * (1 + rate * np.arange(months)),
        "of another rate": rest + start * (1.1 + rate) ** np.arange(months),
        "multiplied by it": rest * trend,
    }
    return two_sides(drawn, rest + trend, wrong)
