"""The six windows of a ramp and the network that continues it."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np
from tensorflow import keras

from harness.models.seeds import seeded
from harness.models.summary import summarise
from harness.subject import announce


def windows(count: int = 6, width: int = 4, first: int = 0) -> dict[str, Any]:
    """Cut windows from the ramp 0, 0.1, 0.2, ... and the value that follows each.

    Args:
        count: Number of windows.
        width: Values a window.
        first: Where the first window starts, in tenths.

    Returns:
        `inputs` of shape (count, width, 1) and `targets` of shape (count,), float64.
    """
    starts = range(first, first + count)
    return {
        "inputs": np.array([_window(start, width) for start in starts]),
        "targets": np.array([_target(start, width) for start in starts]),
    }


def ramp_next_value(first: int = 6, width: int = 4) -> dict[str, float]:
    """Continue the window that starts at a given tenth.

    Args:
        first: The window's first value, in tenths.
        width: Values a window.

    Returns:
        `next`, the sum divided by ten; `without_brackets`, the same operands read as written
        without brackets.
    """
    return {"next": _target(first, width), "without_brackets": first + width / 10}


def build_ramp() -> keras.Model:
    """Build ten recurrent units and a dense output over windows of four."""
    return keras.Sequential(
        [keras.Input(shape=(4, 1)), keras.layers.SimpleRNN(10), keras.layers.Dense(1)]
    )


def ramp_summary() -> dict[str, Any]:
    """Summarise the ramp's network.

    Returns: as `summarise`.
    """
    return summarise(build_ramp())


def train_ramp(
    epochs: int = 100, seed: int = 42, starts: Sequence[int] = (6, -1)
) -> dict[str, list[float]]:
    """Train the network on the six windows and continue windows that it never saw.

    Args:
        epochs: Passes over the six windows.
        seed: Seed of the weights and of the order of windows.
        starts: First values, in tenths, of the windows to continue.

    Returns:
        `loss` and `accuracy` of each epoch; `predictions` and `targets` for `starts`.
    """
    data = windows()
    with seeded(seed):
        model = build_ramp()
        model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
        history = model.fit(data["inputs"], data["targets"], epochs=epochs, verbose=0).history
    unseen = np.array([_window(first, 4) for first in starts])
    return {
        "loss": [float(value) for value in history["loss"]],
        "accuracy": [float(value) for value in history["accuracy"]],
        "predictions": [float(value) for value in model.predict(unseen, verbose=0)[:, 0]],
        "targets": [_target(first, 4) for first in starts],
    }


def among_seeds(
    printed: Sequence[float] = (0.9, 0.3), seeds: int = 16, epochs: int = 100
) -> dict[str, Any]:
    """Continue the two unseen windows with networks from many seeds, where the document sets none.

    Args:
        printed: The prediction that the document prints for each window.
        seeds: How many seeds, counted from 0.
        epochs: Passes over the six windows.

    Returns:
        For each window, in lists: `one_value`, whether all seeds predict the same; `below`, the
        share of them that predicts less than is printed; the `lowest` and `highest` prediction.
    """
    rows = []
    for seed in range(seeds):
        announce("ramp", "seed", seed, seeds)
        rows.append(train_ramp(epochs, seed)["predictions"])
    predictions = np.array(rows)
    return {
        "one_value": [len(set(column)) == 1 for column in predictions.T.tolist()],
        "below": [float(share) for share in (predictions < np.array(printed)).mean(axis=0)],
        "lowest": [float(value) for value in predictions.min(axis=0)],
        "highest": [float(value) for value in predictions.max(axis=0)],
    }


def bare_metric(metrics: str | list[str] = "accuracy") -> dict[str, Any]:
    """Compile with metrics given as they are, a bare string rather than a list, and fit once.

    Args:
        metrics: The argument of `compile`.

    Returns:
        `accepted`, and the `exception` type, or None.
    """
    data, model = windows(), build_ramp()
    try:
        model.compile(optimizer="adam", loss="mse", metrics=metrics)
        model.fit(data["inputs"], data["targets"], epochs=1, verbose=0)
    except (TypeError, ValueError) as error:
        return {"accepted": False, "exception": type(error).__name__}
    return {"accepted": True, "exception": None}


def shapes(count: int = 6, width: int = 4) -> dict[str, list[int]]:
    """Measure the shapes of the ramp's windows, `inputs` and `targets`.

    Args: as for `windows`.
    """
    return {name: list(part.shape) for name, part in windows(count, width).items()}


def _target(first: int, width: int) -> float:
    return (first + width) / 10


def _window(first: int, width: int) -> list[list[float]]:
    return [[step / 10] for step in range(first, first + width)]
