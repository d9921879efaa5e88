"""Time series: trend, season and differences."""

from __future__ import annotations

from typing import Sequence

import numpy as np


def differenced_and_summed(values: Sequence[float] = (1, 2, 4, 7, 11)) -> dict[str, np.ndarray]:
    """Compare a series (`left`) with the running sum of its differences (`right`).

    Args:
        values: At least one number.
    """
    series = np.asarray(values, np.float64)
    return {"left": series, "right": np.concatenate([series[:1], np.diff(series)]).cumsum()}


def seasonal(period: int = 12, cycles: int = 3, seed: int = 0) -> dict[str, np.ndarray]:
    """Compare a seasonal series' differences over one period (`left`) with zeros (`right`).

    Args:
        period: Steps after which the series repeats.
        cycles: Number of repetitions, at least two.
        seed: Seed of the values of one period.
    """
    series = np.tile(np.random.RandomState(seed).rand(period), cycles)
    differences = series[period:] - series[:-period]
    return {"left": differences, "right": np.zeros_like(differences)}


def linear_trend(
    slope: float = 2.0, intercept: float = 1.0, steps: int = 10
) -> dict[str, np.ndarray]:
    """Compare the differences of a linear trend (`left`) with its slope repeated (`right`).

    Args:
        slope: Rise a step.
        intercept: First value.
        steps: Number of values, at least two.
    """
    series = intercept + slope * np.arange(steps)
    return {"left": np.diff(series), "right": np.full(steps - 1, float(slope))}


def growth(rate: float = 0.1, start: float = 100.0, months: int = 12) -> dict[str, np.ndarray]:
    """Subtract a constant monthly growth from a series and add it again.

    Args:
        rate: Share by which each month exceeds the one before.
        start: First value.
        months: Number of values.

    Returns:
        `left` the series around its growth, `right` the same with the growth subtracted and added
        again, (months,), float64.
    """
    trend = start * (1.0 + rate) ** np.arange(months)
    series = trend + np.cos(np.arange(months))
    return {"left": series, "right": (series - trend) + trend}
