"""Laws of trend, season and differencing in time series."""

from __future__ import annotations

from typing import Sequence

import numpy as np


def round_trip(values: Sequence[float] = (1, 2, 4, 7, 11)) -> dict[str, np.ndarray]:
    """Compare a series with the running sum of its differences.

    Args:
        values: At least one number.

    Returns:
        `left` the series, `right` its first value followed by the sums, float64.
    """
    series = np.asarray(values, np.float64)
    return {"left": series, "right": np.concatenate([series[:1], np.diff(series)]).cumsum()}


def seasonal(period: int = 12, cycles: int = 3, seed: int = 0) -> dict[str, np.ndarray]:
    """Take a seasonal series' differences over one period.

    Args:
        period: Steps after which the series repeats.
        cycles: Number of repetitions, at least two.
        seed: Seed of the values of one period.

    Returns:
        `left` the differences, `right` zeros, (period * (cycles - 1),), float64.
    """
    series = np.tile(np.random.RandomState(seed).rand(period), cycles)
    differences = series[period:] - series[:-period]
    return {"left": differences, "right": np.zeros_like(differences)}


def linear_trend(
    slope: float = 2.0, intercept: float = 1.0, steps: int = 10
) -> dict[str, np.ndarray]:
    """Take the differences of a linear trend.

    Args:
        slope: Rise a step.
        intercept: First value.
        steps: Number of values, at least two.

    Returns:
        `left` the differences, `right` the slope repeated, (steps - 1,), float64.
    """
    series = intercept + slope * np.arange(steps)
    return {"left": np.diff(series), "right": np.full(steps - 1, float(slope))}


def growth(rate: float = 0.1, start: float = 100.0, months: int = 12) -> dict[str, np.ndarray]:
    """Take a constant monthly growth off a series and put it on again.

    Args:
        rate: Share by which each month exceeds the one before.
        start: First value.
        months: Number of values.

    Returns:
        `left` the series around its growth, `right` the same with the growth taken off and put on
        again, (months,), float64.
    """
    trend = start * (1.0 + rate) ** np.arange(months)
    series = trend + np.cos(np.arange(months))
    return {"left": series, "right": (series - trend) + trend}
