"""The activations tanh, sigmoid and softmax, compared with their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.sides import drawn_weights, normal, outputs_of, two_sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def sigmoid(values: Sequence[float] = (-9, 0, 9)) -> dict[str, Any]:
    """Compare the sigmoid (`left`) with 1 / (1 + exp(-x)) by NumPy, within [0, 1] (`right`).

    Args:
        values: Finite numbers, taken as float32.
    """
    inputs = np.asarray(values, np.float32)
    outputs = np.asarray(keras.activations.sigmoid(tf.constant(inputs)))
    numbers = inputs.astype(np.float64)
    right = 1 / (1 + np.exp(-numbers))
    wrong = {
        "between -1 and 1": np.tanh(numbers),
        "of the class 0": 1 - right,
        "half as steep": 1 / (1 + np.exp(-numbers / 2)),
        "clipped, not curved": np.clip(0.5 + numbers / 4, 0, 1),
        "exp(x) without its share": np.exp(numbers),
    }
    return two_sides(outputs, np.clip(right, 0, 1), wrong)


def softmax_layer(units: int = 10, samples: int = 4, seed: int = 0) -> dict[str, Any]:
    """Compare the shares of a softmax output layer, and their sums, with NumPy's and with ones.

    Args:
        units: Number of classes, at least 2.
        samples: Number of inputs.
        seed: Seed of inputs and weights, drawn from normal distributions.

    Returns: as `two_sides`, a row for each sample with its sum at the end.
    """
    random = np.random.RandomState(seed)
    inputs = normal(random, samples, 3)
    layer = keras.layers.Dense(units, activation="softmax", kernel_initializer="zeros")
    kernel, bias = drawn_weights(layer, inputs.shape, random)
    return _shares(np.asarray(layer(inputs)), inputs.astype(np.float64) @ kernel + bias)


def softmax_sum(values: Sequence[float] = (1, 2, 3)) -> dict[str, Any]:
    """Compare a softmax and its sum with NumPy's and with one.

    Args:
        values: Two or more finite numbers, taken as float32.

    Returns: as `softmax_layer`, of one row.
    """
    outputs = _activated("softmax", values)
    return _shares(outputs[np.newaxis], np.asarray([values], np.float32).astype(np.float64))


def tanh_range(values: Sequence[float] = (-9, 0, 9)) -> dict[str, Any]:
    """Compare tanh (`left`) with itself clipped to [-1, 1] (`right`).

    Args: as for `softmax_sum`.
    """
    outputs = _activated("tanh", values)
    return two_sides(outputs, np.clip(outputs, -1.0, 1.0), _narrower(outputs))


def states_range(
    timesteps: int = 3, units: int = 4, scale: float = 1.0, seed: int = 0
) -> dict[str, Any]:
    """Compare the hidden states of a SimpleRNN (`left`) with themselves clipped to [-1, 1].

    Args:
        timesteps: Length of the sequence.
        units: Size of the hidden state.
        scale: Standard deviation of the inputs.
        seed: Seed of inputs and weights, drawn from normal distributions.
    """
    random = np.random.RandomState(seed)
    inputs = np.float32(scale) * normal(random, 1, timesteps, 4)
    layer = keras.layers.SimpleRNN(units, return_sequences=True, recurrent_initializer="zeros")
    drawn_weights(layer, inputs.shape, random)
    states = outputs_of(layer, inputs)
    return two_sides(states, np.clip(states, -1.0, 1.0), _narrower(states))


def softmax_rows(rows: int = 2, classes: int = 3, seed: int = 0) -> dict[str, Any]:
    """Compare the softmax of a matrix, and the sums of its rows, with NumPy's and with ones.

    Args:
        rows: Rows of the matrix.
        classes: Columns.
        seed: Seed of the matrix, drawn from a normal distribution of deviation 5.

    Returns: as `softmax_layer`.
    """
    logits = 5 * normal(np.random.RandomState(seed), rows, classes)
    return _shares(tf.nn.softmax(logits).numpy(), logits.astype(np.float64))


def _shares(outputs: NDArray[Any], logits: NDArray[Any]) -> dict[str, Any]:
    def with_sums(rows: NDArray[Any]) -> NDArray[Any]:
        return np.concatenate([rows, rows.sum(axis=-1, keepdims=True)], axis=-1)

    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    columns = np.exp(logits - logits.max(axis=0))
    right = powers / powers.sum(axis=-1, keepdims=True)
    wrong = {
        "a sigmoid of each number": 1 / (1 + np.exp(-logits)),
        "shares of each column": columns / columns.sum(axis=0),
        "shares of the largest": powers,
        "powers of two": 2**logits / np.sum(2**logits, axis=-1, keepdims=True),
        "one for the largest, zero for the rest": np.floor(powers),
    }
    left = with_sums(outputs.astype(np.float64))
    return two_sides(left, with_sums(right), {n: with_sums(each) for n, each in wrong.items()})


def _narrower(outputs: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Clip to ranges that the hyperbolic tangent leaves."""
    return {
        "from 0 to 1": np.clip(outputs, 0, 1),
        "from -1 to 0": np.clip(outputs, -1, 0),
        "from -0.9 to 0.9": np.clip(outputs, -0.9, 0.9),
        "from -0.5 to 0.5": np.clip(outputs, -0.5, 0.5),
    }


def _activated(name: str, values: Sequence[float]) -> NDArray[Any]:
    # Keras takes the softmax of rows, and of tensors only
    row = tf.constant([values], tf.float32)
    return np.asarray(getattr(keras.activations, name)(row))[0]
