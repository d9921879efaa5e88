"""The anatomy of a recurrent cell: its weights, its steps and its activations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.law_sides import drawn_weights, normal, outputs_of, two_sides
from harness.models.sessions import seeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


_CELLS = ("SimpleRNN", "GRU", "LSTM")


def cell_weights(units: int = 10, features: int = 1, use_bias: bool = True) -> dict[str, Any]:
    """List the weights of a SimpleRNN.

    Args:
        use_bias: Whether the cell has a bias.

    Returns:
        `count`; `shapes` in Keras's order: input weights, recurrent weights, bias; `trainable`,
        how many of them training changes.
    """
    layer = keras.layers.SimpleRNN(units, use_bias=use_bias)
    layer.build((None, None, features))
    return {
        "count": len(layer.weights),
        "shapes": [[int(size) for size in weight.shape] for weight in layer.weights],
        "trainable": len(layer.trainable_weights),
    }


def parameters(units: int = 10, features: int = 4) -> dict[str, int]:
    """Count the parameters of a SimpleRNN, a GRU and an LSTM, by name.

    Args: as for `cell_weights`.
    """
    counts = {}
    for cell in _CELLS:
        layer = getattr(keras.layers, cell)(units)
        layer.build((None, None, features))
        counts[cell] = int(layer.count_params())
    return counts


def influence(timesteps: int = 4, seed: int = 0) -> list[list[bool]]:
    """Find which inputs each output of a SimpleRNN depends on.

    Returns:
        A row for each output: whether changing an input, one after the other, changes it.
    """
    inputs = _normal(np.random.RandomState(seed), 1, timesteps, 3)
    with seeded(seed):
        layer = keras.layers.SimpleRNN(4, return_sequences=True)
        before = np.asarray(layer(inputs))
    columns = []
    for step in range(timesteps):
        changed = inputs.copy()
        changed[:, step] += 1
        moved = np.abs(np.asarray(layer(changed)) - before).max(axis=(0, 2))
        columns.append(moved > 0)
    rows: list[list[bool]] = np.stack(columns, axis=1).tolist()
    return rows


def input_order(timesteps: int = 4, seed: int = 0) -> float:
    """Measure how far a SimpleRNN's output changes when its first two inputs change places."""
    inputs = _normal(np.random.RandomState(seed), 1, timesteps, 3)
    swapped = inputs[:, [1, 0, *range(2, timesteps)]]
    with seeded(seed):
        layer = keras.layers.SimpleRNN(4)
        outputs = [np.asarray(layer(sequence)) for sequence in (inputs, swapped)]
    return float(np.abs(outputs[0] - outputs[1]).max())


def additive(activation: str = "tanh", seed: int = 0) -> bool:
    """Test, within 1e-5, whether a cell without bias maps a sum of inputs to a sum of outputs."""
    first, second = _normal(np.random.RandomState(seed), 2, 1, 4, 3)
    with seeded(seed):
        layer = keras.layers.SimpleRNN(4, activation=activation, use_bias=False)
        outputs = [
            np.asarray(layer(part[None])) for part in (first[0], second[0], (first + second)[0])
        ]
    return bool(np.allclose(outputs[0] + outputs[1], outputs[2], atol=1e-5))


def entered(inputs: float = 1000.0, seed: int = 0) -> dict[str, Any]:
    """Feed one large input to an LSTM and read the cell state that it returns.

    Args:
        inputs: The value of every feature.

    Returns:
        `largest`, the greatest absolute cell state after the step; `unsquashed`, whether it has
        left the range of tanh.
    """
    with seeded(seed):
        layer = keras.layers.LSTM(64, return_state=True)
        *_, state = layer(np.full((1, 1, 8), inputs, np.float32))
    largest = float(np.abs(np.asarray(state)).max())
    return {"largest": largest, "unsquashed": largest > 1}


def _normal(random: np.random.RandomState, *shape: int) -> np.ndarray:
    return random.standard_normal(shape).astype(np.float32)


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
