"""Laws of what layers compute: both sides, one by Keras and one by a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models import cells
from harness.models.quick_layers import quick_recurrent
from harness.models.seeds import seeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def numpy_cell(
    cell: str = "SimpleRNN",
    batch_size: int = 2,
    timesteps: int = 3,
    features: int = 4,
    units: int = 5,
    seed: int = 0,
    reset_after: bool = True,
) -> dict[str, NDArray[Any]]:
    """Compare the hidden states of a Keras layer with the recurrence in NumPy.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        batch_size: Number of sequences.
        timesteps: Length of the sequences.
        features: Features per time step.
        units: Size of the hidden state.
        seed: Seed of inputs and weights, all drawn from normal distributions.
        reset_after: The variant of the GRU; without effect on the others.

    Returns:
        Hidden states (batch_size, timesteps, units), float32: `left` by Keras, `right` by NumPy.
    """
    variant = {"reset_after": reset_after} if cell == "GRU" else {}
    random = np.random.RandomState(seed)
    inputs = _normal(random, batch_size, timesteps, features)
    layer = quick_recurrent(cell, units, return_sequences=True, **variant)
    weights = _drawn_weights(layer, inputs, random)
    return {
        "left": np.asarray(layer(inputs)),
        "right": cells.BY_LAYER[cell](inputs, *weights, **variant),
    }


def bidirectional(
    cell: str = "SimpleRNN",
    batch_size: int = 2,
    timesteps: int = 3,
    features: int = 4,
    units: int = 5,
    seed: int = 0,
    return_sequences: bool = True,
) -> dict[str, NDArray[Any]]:
    """Compare a bidirectional layer with the recurrence in NumPy, forwards and on reversed time.

    Args: as `numpy_cell`; return_sequences returns every time step, the backward ones in forward
        order again.

    Returns:
        `left` by Keras, `right` the concatenated directions, float32, (batch_size, timesteps,
        2 units) or, without the sequences, (batch_size, 2 units).
    """
    random = np.random.RandomState(seed)
    inputs = _normal(random, batch_size, timesteps, features)
    inner = quick_recurrent(cell, units, return_sequences=return_sequences)
    layer = keras.layers.Bidirectional(inner)
    weights = _drawn_weights(layer, inputs, random)
    half = len(weights) // 2
    forward = cells.BY_LAYER[cell](inputs, *weights[:half])
    backward = cells.BY_LAYER[cell](inputs[:, ::-1], *weights[half:])
    if return_sequences:
        right = np.concatenate([forward, backward[:, ::-1]], axis=-1)
    else:
        right = np.concatenate([forward[:, -1], backward[:, -1]], axis=-1)
    return {"left": np.asarray(layer(inputs)), "right": right}


def embedding(
    words: int = 100, dimensions: int = 3, length: int = 6, seed: int = 0
) -> dict[str, NDArray[Any]]:
    """Compare an Embedding with the product of one-hot rows and its table.

    Args:
        words: Rows of the table.
        dimensions: Length of each row.
        length: How many indices are looked up.
        seed: Seed of indices and table.

    Returns:
        `left` by Keras, `right` by the product, (length, dimensions), float32.
    """
    random = np.random.RandomState(seed)
    indices = random.randint(words, size=length)
    layer = keras.layers.Embedding(words, dimensions)
    (table,) = _drawn_weights(layer, indices, random)
    one_hot = np.eye(words, dtype=np.float32)[indices]
    return {"left": np.asarray(layer(indices)), "right": one_hot @ table}


def layer_normalization(rows: int = 3, features: int = 4, seed: int = 0) -> dict[str, NDArray[Any]]:
    """Measure the row means of a fresh LayerNormalization.

    Args:
        rows: Samples.
        features: Features of each, drawn from the normal distribution.
        seed: Seed of the inputs.

    Returns:
        `left` the mean of each output row, `right` zeros, (rows,).
    """
    inputs = _normal(np.random.RandomState(seed), rows, features)
    outputs = np.asarray(keras.layers.LayerNormalization()(inputs))
    return {"left": outputs.mean(axis=-1), "right": np.zeros(rows, np.float32)}


def time_distributed(
    batch_size: int = 2, timesteps: int = 3, features: int = 4, units: int = 5, seed: int = 0
) -> dict[str, NDArray[Any]]:
    """Compare TimeDistributed(Dense) with the same weights applied to each time step in NumPy.

    Args: as `numpy_cell`; units are the outputs of each time step.

    Returns:
        `left` by Keras, `right` step by step, (batch_size, timesteps, units), float32.
    """
    random = np.random.RandomState(seed)
    inputs = _normal(random, batch_size, timesteps, features)
    layer = keras.layers.TimeDistributed(keras.layers.Dense(units))
    kernel, bias = _drawn_weights(layer, inputs, random)
    steps = [inputs[:, t] @ kernel + bias for t in range(timesteps)]
    return {"left": np.asarray(layer(inputs)), "right": np.stack(steps, axis=1)}


def dropout_mask(
    cell: str = "LSTM",
    batch_size: int = 4,
    timesteps: int = 3,
    features: int = 6,
    rate: float = 0.5,
    seed: int = 0,
) -> dict[str, Any]:
    """Compare the input mask that `dropout` draws for each time step with that of the first one.

    The weights are set so that each hidden state is the masked input itself, and the inputs are
    ones.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        batch_size: Number of sequences.
        timesteps: Length of the sequences.
        features: Features per time step.
        rate: The `dropout` argument.
        seed: Seed of the masks.

    Returns:
        Masks (batch_size, timesteps, features), with kept features scaled by 1 / (1 - rate):
        `left` of every step, `right` of the first step repeated; and `dropped`, the share of
        zeros.
    """
    inputs = np.ones((batch_size, timesteps, features), np.float32)
    with seeded(seed):
        layer = quick_recurrent(
            cell, features, return_sequences=True, activation="linear", dropout=rate
        )
        layer.build(inputs.shape)
        layer.set_weights(_transparent_weights(cell, features))
        masks = np.asarray(layer(inputs, training=True))
    repeated = np.repeat(masks[:, :1], timesteps, axis=1)
    return {"left": masks, "right": repeated, "dropped": float(np.mean(masks == 0))}


def softmax_sum(values: Sequence[float] = (1, 2, 3)) -> dict[str, float]:
    """Measure the sum of a softmax.

    Args:
        values: Two or more finite numbers, taken as float32.

    Returns:
        `left` the sum, `right` one.
    """
    return {"left": float(_activated("softmax", values).sum()), "right": 1.0}


def tanh_range(values: Sequence[float] = (-9, 0, 9)) -> dict[str, NDArray[Any]]:
    """Compare tanh with itself clipped to [-1, 1].

    Args: as `softmax_sum`.

    Returns:
        `left` the outputs, `right` the same clipped; equal if none lies outside.
    """
    outputs = _activated("tanh", values)
    return {"left": outputs, "right": np.clip(outputs, -1.0, 1.0)}


def _activated(name: str, values: Sequence[float]) -> NDArray[Any]:
    # Keras takes the softmax of rows, and of tensors only
    row = tf.constant([values], tf.float32)
    return np.asarray(getattr(keras.activations, name)(row))[0]


def _normal(random: np.random.RandomState, *shape: int) -> NDArray[Any]:
    return random.standard_normal(shape).astype(np.float32)


def _drawn_weights(
    layer: keras.layers.Layer, inputs: NDArray[Any], random: np.random.RandomState
) -> list[NDArray[Any]]:
    layer.build(inputs.shape)
    shapes = [weight.shape for weight in layer.get_weights()]
    # small enough that a recurrence does not amplify rounding from step to step
    weights = [_normal(random, *shape) / np.sqrt(np.float32(shape[0])) for shape in shapes]
    layer.set_weights(weights)
    return weights


def _transparent_weights(cell: str, units: int) -> list[NDArray[Any]]:
    # in float32 the sigmoid of 200 is one and that of -200 is zero: the state is the candidate
    gates = {"SimpleRNN": [0.0], "LSTM": [200.0, -200.0, 0.0, 200.0], "GRU": [-200.0, 0.0, 0.0]}
    candidate = {"SimpleRNN": 0, "LSTM": 2, "GRU": 2}[cell]
    bias = np.repeat(gates[cell], units)
    kernel = np.zeros((units, bias.size))
    kernel[:, candidate * units : (candidate + 1) * units] = np.eye(units)
    biases = np.stack([bias, np.zeros_like(bias)]) if cell == "GRU" else bias
    return [kernel, np.zeros_like(kernel), biases]
