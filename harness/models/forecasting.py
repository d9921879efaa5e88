"""The document on forecasting waves: its data, and what is measured of them."""

from __future__ import annotations

from typing import Any, NamedTuple, Sequence

import numpy as np

from harness.models.law_sides import two_sides

N_STEPS = 50
AHEAD = 10


class Splits(NamedTuple):
    """Inputs and targets for training, validation and test."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_valid: np.ndarray
    y_valid: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def generate(generator: np.random.RandomState, batch_size: int, n_steps: int) -> np.ndarray:
    """Draw series, each the sum of two sine waves and uniform noise.

    Args:
        generator: The legacy generator, whose stream NumPy keeps stable over releases.
        n_steps: Values a series, at equal distances over one unit of time.

    Returns:
        float32 of shape (batch_size, n_steps, 1).
    """
    # One draw for all four arrays: the order of the stream decides every later value.
    frequency_1, frequency_2, offset_1, offset_2 = generator.rand(4, batch_size, 1)
    time = np.linspace(0, 1, n_steps)
    waves = 0.5 * np.sin((time - offset_1) * (10 + 10 * frequency_1))
    waves += 0.2 * np.sin((time - offset_2) * (20 + 20 * frequency_2))
    waves += 0.1 * (generator.rand(batch_size, n_steps) - 0.5)
    return waves[..., np.newaxis].astype(np.float32)


def series(batch_size: int = 10000, n_steps: int = 51, seed: int = 42) -> np.ndarray:
    """Draw the wave series of one seed.

    Args:
        n_steps: Values a series.
        seed: Seed of NumPy's legacy generator.

    Returns: as `generate`.
    """
    return generate(np.random.RandomState(seed), batch_size, n_steps)


def split_series(inputs: np.ndarray, targets: np.ndarray, train: int, valid: int) -> Splits:
    """Cut inputs and targets into training, validation and test, in order, as views.

    Args:
        inputs: Array of shape (samples, ...).
        targets: Array of shape (samples, ...).
        train: Samples to train on.
        valid: Samples to validate on; the rest is the test set.
    """
    end = train + valid
    return Splits(
        inputs[:train],
        targets[:train],
        inputs[train:end],
        targets[train:end],
        inputs[end:],
        targets[end:],
    )


def every_step(values: np.ndarray, n_steps: int, ahead: int) -> np.ndarray:
    """Cut, for every step, the next values of a series.

    Args:
        values: Array of shape (samples, at least n_steps + ahead, 1).
        n_steps: Steps that get targets.
        ahead: Number of next values.

    Returns:
        float64 of shape (samples, n_steps, ahead); element k holds the value k + 1 steps on.
    """
    targets = np.empty((len(values), n_steps, ahead))
    for distance in range(1, ahead + 1):
        targets[..., distance - 1] = values[:, distance : distance + n_steps, 0]
    return targets


def one_step_data(seed: int = 42, train: int = 7000, valid: int = 2000) -> Splits:
    """Draw the series whose target is the one next value, of shape (samples, 1)."""
    drawn = series(10000, N_STEPS + 1, seed)
    return split_series(drawn[:, :N_STEPS], drawn[:, -1], train, valid)


def ten_step_data(seed: int = 42, train: int = 7000, valid: int = 2000) -> Splits:
    """Draw the series whose target is a vector of the ten next values.

    The document seeds the generator, draws a single series and then draws these.
    """
    generator = np.random.RandomState(seed)
    generate(generator, 1, N_STEPS + AHEAD)
    drawn = generate(generator, 10000, N_STEPS + AHEAD)
    return split_series(drawn[:, :N_STEPS], drawn[:, -AHEAD:, 0], train, valid)


def every_step_data(seed: int = 42, train: int = 7000, valid: int = 2000) -> Splits:
    """Draw the series whose target, at every step, is a vector of the ten next values."""
    drawn = series(10000, N_STEPS + AHEAD, seed)
    return split_series(drawn[:, :N_STEPS], every_step(drawn, N_STEPS, AHEAD), train, valid)


DATA = {"one-step": one_step_data, "ten-step": ten_step_data, "every-step": every_step_data}


def naive_forecast(seed: int = 42) -> dict[str, Any]:
    """Forecast each next value by the last value known, and score it on the validation set.

    Args:
        seed: Seed of the series.

    Returns:
        `mse` (float32), the forecast's `shape`, and its `first` and `last` three rows.
    """
    data = one_step_data(seed)
    forecast = data.x_valid[:, -1]
    return {
        "mse": np.mean(np.square(forecast - data.y_valid).mean(axis=-1)),
        "shape": list(forecast.shape),
        "first": forecast[:3],
        "last": forecast[-3:],
    }


def mean_increment(
    values: Sequence[float] = (1, 2, 4, 7, 11), ahead: int = 2
) -> dict[str, list[float]]:
    """Continue a sequence by its mean increment, taken once or anew from each moved window.

    Args:
        values: The sequence known, at least two values.
        ahead: Number of values to add.

    Returns:
        `fixed` with the first window's increment throughout, `moving` with each window's own.
    """
    width = len(values)
    step = float(np.diff(values).mean())
    fixed = [values[-1] + step * (index + 1) for index in range(ahead)]
    known = [float(value) for value in values]
    for _ in range(ahead):
        known.append(known[-1] + float(np.diff(known[-width:]).mean()))
    return {"fixed": fixed, "moving": known[width:]}


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
