"""The activations tanh, sigmoid and softmax, compared with their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def sigmoid(values: Sequence[float] = (-9, 0, 9)) -> dict[str, np.ndarray]:
    """Compare the sigmoid (`left`) with 1 / (1 + exp(-x)) by NumPy, within [0, 1] (`right`).

    Args:
        values: Finite numbers, taken as float32.
    """
    inputs = np.asarray(values, np.float32)
    outputs = np.asarray(keras.activations.sigmoid(tf.constant(inputs)))
    return {"left": outputs, "right": np.clip(1 / (1 + np.exp(-inputs)), 0, 1)}


def softmax_layer(units: int = 10, samples: int = 4, seed: int = 0) -> dict[str, np.ndarray]:
    """Compare the sums of a softmax output layer (`left`) with ones (`right`).

    Args:
        units: Number of classes, at least 2.
        samples: Number of inputs.
        seed: Seed of the inputs, drawn from the normal distribution.
    """
    inputs = np.random.RandomState(seed).standard_normal((samples, 3)).astype(np.float32)
    outputs = np.asarray(keras.layers.Dense(units, activation="softmax")(inputs))
    return {"left": outputs.sum(axis=-1), "right": np.ones(samples, np.float32)}


def softmax_sum(values: Sequence[float] = (1, 2, 3)) -> dict[str, float]:
    """Compare the sum of a softmax (`left`) with one (`right`).

    Args:
        values: Two or more finite numbers, taken as float32.
    """
    return {"left": float(_activated("softmax", values).sum()), "right": 1.0}


def tanh_range(values: Sequence[float] = (-9, 0, 9)) -> dict[str, NDArray[Any]]:
    """Compare tanh (`left`) with itself clipped to [-1, 1] (`right`).

    Args: as for `softmax_sum`.
    """
    outputs = _activated("tanh", values)
    return {"left": outputs, "right": np.clip(outputs, -1.0, 1.0)}


def _activated(name: str, values: Sequence[float]) -> NDArray[Any]:
    # Keras takes the softmax of rows, and of tensors only
    row = tf.constant([values], tf.float32)
    return np.asarray(getattr(keras.activations, name)(row))[0]
