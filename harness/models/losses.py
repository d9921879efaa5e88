"""What loss functions return."""

from __future__ import annotations

from typing import Any

import numpy as np
from tensorflow import keras


def squared_error(samples: int = 2000, outputs: int = 1, seed: int = 0) -> dict[str, Any]:
    """Apply the mean squared error to samples with one or more outputs.

    Args:
        samples: Number of samples.
        outputs: Values a sample.
        seed: Seed of both arrays, drawn from [0, 1).

    Returns:
        `shape` of what the loss function returns; `left`, its mean, and `right`, the mean of all
        squared differences by NumPy.
    """
    targets, forecasts = np.random.RandomState(seed).rand(2, samples, outputs).astype(np.float32)
    losses = np.asarray(keras.losses.mse(targets, forecasts))
    return {
        "shape": list(losses.shape),
        "left": float(losses.mean()),
        "right": float(np.square(targets - forecasts).mean()),
    }


def named(name: str = "mse") -> str:
    """Name the loss function that a short name stands for.

    Args:
        name: A loss as `compile` takes it.

    Returns:
        The function's own name.
    """
    return str(keras.losses.get(name).__name__)
