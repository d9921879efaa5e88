"""Time series: the waves to forecast, drawn part by part, and their partition."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.models.forecasting import AHEAD, N_STEPS, generate, one_step_data, series


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
