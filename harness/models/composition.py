"""How a Sequential model and a Dense layer are put together."""

from __future__ import annotations

from typing import Any

import numpy as np
from tensorflow import keras

from harness.models.seeds import seeded


def sequential(depth: int = 3, seed: int = 0) -> dict[str, Any]:
    """Compare a Sequential model with calling its layers one after the other.

    Args:
        depth: Number of dense layers that are added, with 1, 2, ... outputs.
        seed: Seed of inputs and weights.

    Returns:
        `left` the model's outputs, `right` those of the chain, and `units`, the outputs of the
        model's layers in their order.
    """
    with seeded(seed):
        values = np.random.standard_normal((2, 3)).astype(np.float32)
        layers = [keras.layers.Dense(number + 1, activation="tanh") for number in range(depth)]
        model = keras.Sequential()
        for layer in layers:
            model.add(layer)
        left = np.asarray(model(values))
    for layer in layers:
        values = layer(values)
    return {
        "left": left,
        "right": np.asarray(values),
        "units": [part.units for part in model.layers],
    }


def connections(features: int = 4, units: int = 3, seed: int = 0) -> dict[str, int]:
    """Count which outputs of a Dense layer change with which inputs.

    Args:
        features: Number of inputs.
        units: Number of outputs.
        seed: Seed of inputs and weights.

    Returns:
        `left` the pairs of an input and an output that depends on it, `right` all pairs.
    """
    with seeded(seed):
        values = np.random.standard_normal((1, features)).astype(np.float32)
        layer = keras.layers.Dense(units)
        before = np.asarray(layer(values))
    changed = values + np.eye(features, dtype=np.float32)
    return {
        "left": int(np.count_nonzero(np.asarray(layer(changed)) != before)),
        "right": features * units,
    }
