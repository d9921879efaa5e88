"""Laws of the activations of an output layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import tensorflow as tf
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Sequence


def sigmoid(values: Sequence[float] = (-9, 0, 9)) -> dict[str, np.ndarray]:
    """Compare the sigmoid with 1 / (1 + exp(-x)), which lies between 0 and 1.

    Args:
        values: Finite numbers, taken as float32.

    Returns:
        `left` by Keras, `right` by NumPy and clipped to [0, 1].
    """
    inputs = np.asarray(values, np.float32)
    outputs = np.asarray(keras.activations.sigmoid(tf.constant(inputs)))
    return {"left": outputs, "right": np.clip(1 / (1 + np.exp(-inputs)), 0, 1)}


def softmax_layer(units: int = 10, samples: int = 4, seed: int = 0) -> dict[str, np.ndarray]:
    """Measure the sums of a softmax output layer.

    Args:
        units: Number of classes, at least 2.
        samples: Number of inputs.
        seed: Seed of the inputs, drawn from the normal distribution.

    Returns:
        `left` the sum for each input, `right` ones.
    """
    inputs = np.random.RandomState(seed).standard_normal((samples, 3)).astype(np.float32)
    outputs = np.asarray(keras.layers.Dense(units, activation="softmax")(inputs))
    return {"left": outputs.sum(axis=-1), "right": np.ones(samples, np.float32)}
