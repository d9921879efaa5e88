"""Time series: trend, season and differences, and the waves to forecast."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

from harness.models.forecasting import AHEAD, N_STEPS, generate, one_step_data, series
from harness.models.sides import two_sides

AMPLITUDES = (0.5, 0.2, 0.05)


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


def wave_parts(batch_size: int = 10000, n_steps: int = 51, seed: int = 42) -> dict[str, Any]:
    """Draw the wave series part by part.

    Args:
        batch_size: Number of series.
        n_steps: Values a series.
        seed: Seed of NumPy's legacy generator.

    Returns:
        `draws`, the shape of the four arrays drawn at once; the `[least, greatest]` value of
        `draw`, `frequency_1`, `frequency_2` (radians a unit of time), `time`, `wave_1`,
        `wave_2`, `noise` and `value`; `instants`, how many instants the time has; `uneven`,
        how far their distances differ; `dtype` and `axes` of the series before its last axis is
        added; `difference`, the largest one between the parts' sum and `forecasting.generate`.
    """
    generator = np.random.RandomState(seed)
    draws = generator.rand(4, batch_size, 1)
    time = np.linspace(0, 1, n_steps)
    frequency_1, frequency_2 = 10 + 10 * draws[0], 20 + 20 * draws[1]
    wave_1 = 0.5 * np.sin((time - draws[2]) * frequency_1)
    wave_2 = 0.2 * np.sin((time - draws[3]) * frequency_2)
    noise = 0.1 * (generator.rand(batch_size, n_steps) - 0.5)
    value = wave_1 + wave_2 + noise
    drawn = generate(np.random.RandomState(seed), batch_size, n_steps)
    named = {
        "draw": draws,
        "frequency_1": frequency_1,
        "frequency_2": frequency_2,
        "time": time,
        "wave_1": wave_1,
        "wave_2": wave_2,
        "noise": noise,
        "value": value,
    }
    return {
        **{name: [float(part.min()), float(part.max())] for name, part in named.items()},
        "draws": list(draws.shape),
        "instants": len(time),
        "uneven": float(np.ptp(np.diff(time))),
        "dtype": str(value.dtype),
        "axes": value.ndim,
        "difference": float(np.abs(value - drawn[..., 0]).max()),
    }


def shape(batch_size: int = 10000, n_steps: int = 51, seed: int = 42) -> dict[str, list[int]]:
    """Compare the shape of wave series (`left`) with (batch_size, n_steps, 1) (`right`).

    Args: as for `wave_parts`.
    """
    drawn = series(batch_size, n_steps, seed)
    return {"left": list(drawn.shape), "right": [batch_size, n_steps, 1]}


def bounds(batch_size: int = 100, n_steps: int = 51, seed: int = 42) -> dict[str, np.ndarray]:
    """Compare wave series with themselves clipped to the sum of their amplitudes.

    Args: as for `wave_parts`.

    Returns:
        `left` the series, `right` the same clipped, (batch_size, n_steps, 1); equal if no value
        lies outside.
    """
    drawn, bound = series(batch_size, n_steps, seed), sum(AMPLITUDES)
    return {"left": drawn, "right": np.clip(drawn, -bound, bound)}


def naive(seed: int = 42) -> np.ndarray:
    """Forecast the next value of each validation series by its last known one.

    Args:
        seed: Seed of the series.

    Returns:
        float32 of shape (2000, 1).
    """
    return one_step_data(seed).x_valid[:, -1]


def target_position(seed: int = 42) -> dict[str, Any]:
    """Locate the one value that follows each series' known steps.

    Args:
        seed: Seed of the series.

    Returns:
        `known`, the number of known steps; `index`, the steps at which every target stands;
        `adjacent`, whether the first of them is the step right after the last known one.
    """
    drawn, data = series(10000, N_STEPS + 1, seed), one_step_data(seed)
    targets = np.concatenate([data.y_train, data.y_valid, data.y_test])
    known = data.x_train.shape[1]
    steps = [step for step in range(drawn.shape[1]) if np.array_equal(drawn[:, step], targets)]
    return {"known": known, "index": steps, "adjacent": steps[:1] == [known]}


def last_axis(samples: int = 1000, seed: int = 42) -> dict[str, Any]:
    """Take the ten values to forecast by the first and by the last index of the last axis.

    Args:
        samples: Number of series.
        seed: Seed of the series.

    Returns:
        `shape` of either result, `size` of the last axis, and `same`, whether both are equal.
    """
    ahead = series(samples, N_STEPS + AHEAD, seed)[:, -AHEAD:]
    first, last = ahead[..., 0], ahead[..., -1]
    return {
        "shape": list(last.shape),
        "size": ahead.shape[-1],
        "same": bool(np.array_equal(first, last)),
    }


def partition(samples: int = 10000, train: int = 7000, valid: int = 2000) -> dict[str, Any]:
    """Cut the positions of samples into training, validation and test.

    Args:
        samples: Number of samples.
        train: Samples to train on.
        valid: Samples to validate on; the rest is the test set.

    Returns:
        `sizes` by name, `shared`, how many samples two sets have in common, and `left_out`, how
        many are in none.
    """
    positions = np.arange(samples)
    cut = {
        "train": positions[:train],
        "valid": positions[train : train + valid],
        "test": positions[train + valid :],
    }
    together = np.concatenate(list(cut.values()))
    return {
        "sizes": {name: len(part) for name, part in cut.items()},
        "shared": len(together) - len(np.unique(together)),
        "left_out": samples - len(np.unique(together)),
    }
