"""Recurrent cells: their weights, one step of them, and the states that they pass on."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.seeds import seeded

_CELLS = ("SimpleRNN", "GRU", "LSTM")


def cell_weights(units: int = 10, features: int = 1, use_bias: bool = True) -> dict[str, Any]:
    """List the weights of a SimpleRNN.

    Args:
        units: Size of the hidden state.
        features: Features per time step.
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


def parameters_over_time(
    cell: str = "SimpleRNN", timesteps: int = 100, units: int = 10, features: int = 2
) -> dict[str, int]:
    """Compare a layer's parameters over many time steps (`left`) with those over one (`right`).

    Args:
        cell: SimpleRNN, LSTM or GRU.
        timesteps: Length of the sequences.
        units: Size of the hidden state.
        features: Features per time step.
    """
    sizes = []
    for length in (timesteps, 1):
        layer = getattr(keras.layers, cell)(units, recurrent_initializer="zeros")
        layer.build((None, length, features))
        sizes.append(int(layer.count_params()))
    return {"left": sizes[0], "right": sizes[1]}


def one_step(
    features: int = 3,
    units: int = 4,
    seed: int = 0,
    activation: str = "linear",
    use_bias: bool = False,
    with_input: bool = True,
) -> dict[str, np.ndarray]:
    """Compare one step of a SimpleRNN with x W_xh + h W_hh, a bias, and an activation in NumPy.

    Args:
        features: Features of the input.
        units: Size of the hidden state.
        seed: Seed of input, state and weights.
        activation: `linear` or `tanh`.
        use_bias: Whether a bias is added.
        with_input: Whether there is an input, or zeros.

    Returns:
        `left` by Keras, `right` by NumPy, (1, units), float32.
    """
    random = np.random.RandomState(seed)
    shapes = [(features, units), (units, units), (units,)]
    drawn = [_normal(random, *shape) / 2 for shape in shapes[: 2 + use_bias]]
    x, state = _normal(random, 1, features) * with_input, _normal(random, 1, units)
    layer = _layer("SimpleRNN", units, activation=activation, use_bias=use_bias)
    layer.build((1, 1, features))
    layer.set_weights(drawn)
    total = x @ drawn[0] + state @ drawn[1]
    if use_bias:
        total = total + drawn[2]
    right = np.tanh(total) if activation == "tanh" else total
    left = layer(tf.constant(x[:, None]), initial_state=tf.constant(state))
    return {"left": np.asarray(left), "right": right}


def step_by_step(
    cell: str = "SimpleRNN", timesteps: int = 4, features: int = 3, units: int = 4, seed: int = 0
) -> dict[str, np.ndarray]:
    """Compare a whole sequence with its elements fed one at a time, each with the previous states.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        timesteps: Length of the sequence.
        features: Features per time step.
        units: Size of the hidden state.
        seed: Seed of inputs and weights.

    Returns:
        `left` the output for the whole sequence, `right` the last output, (1, units), float32.
    """
    inputs, layer = _ready(cell, timesteps, features, units, seed)
    states: Any = None
    for step in range(timesteps):
        output, *states = layer(inputs[:, step : step + 1], initial_state=states)
    return {"left": np.asarray(layer(inputs)[0]), "right": np.asarray(output)}


def influence(timesteps: int = 4, seed: int = 0) -> list[list[bool]]:
    """Find which inputs each output of a SimpleRNN depends on.

    Args: as for `step_by_step`.

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
    """Measure the largest change of a SimpleRNN's output when its first two inputs change places.

    Args: as for `step_by_step`.
    """
    inputs = _normal(np.random.RandomState(seed), 1, timesteps, 3)
    swapped = inputs[:, [1, 0, *range(2, timesteps)]]
    with seeded(seed):
        layer = keras.layers.SimpleRNN(4)
        outputs = [np.asarray(layer(sequence)) for sequence in (inputs, swapped)]
    return float(np.abs(outputs[0] - outputs[1]).max())


def additive(activation: str = "tanh", seed: int = 0) -> bool:
    """Test, within 1e-5, whether a cell without bias maps a sum of inputs to a sum of outputs.

    Args:
        activation: Name of the activation.
        seed: Seed of inputs and weights.
    """
    first, second = _normal(np.random.RandomState(seed), 2, 1, 4, 3)
    with seeded(seed):
        layer = keras.layers.SimpleRNN(4, activation=activation, use_bias=False)
        outputs = [
            np.asarray(layer(part[None])) for part in (first[0], second[0], (first + second)[0])
        ]
    return bool(np.allclose(outputs[0] + outputs[1], outputs[2], atol=1e-5))


def carry(cell_state: float = 5.0, timesteps: int = 100) -> dict[str, float]:
    """Pass the cell state of an LSTM through many steps with its gates wide open.

    The forget gate is one and the input gate zero, by biases of 200 and -200 in float32.

    Args:
        cell_state: The cell state at the beginning.
        timesteps: Number of steps, with inputs of one.

    Returns:
        `left` the cell state at the end, `right` at the beginning, as float32.
    """
    layer = keras.layers.LSTM(1, return_state=True)
    layer.build((1, timesteps, 1))
    layer.set_weights(
        [np.zeros((1, 4)), np.zeros((1, 4)), np.array([-200.0, 200.0, 0.0, 0.0], np.float32)]
    )
    start = [tf.zeros((1, 1)), tf.fill((1, 1), np.float32(cell_state))]
    *_, end = layer(tf.ones((1, timesteps, 1)), initial_state=start)
    return {"left": float(np.asarray(end)[0, 0]), "right": float(np.float32(cell_state))}


def entered(inputs: float = 1000.0, seed: int = 0) -> dict[str, Any]:
    """Feed one large input to an LSTM and read the cell state that it returns.

    Args:
        inputs: The value of every feature.
        seed: Seed of the weights.

    Returns:
        `largest`, the greatest absolute cell state after the step; `unsquashed`, whether it has
        left the range of tanh.
    """
    with seeded(seed):
        layer = keras.layers.LSTM(64, return_state=True)
        *_, state = layer(np.full((1, 1, 8), inputs, np.float32))
    largest = float(np.abs(np.asarray(state)).max())
    return {"largest": largest, "unsquashed": largest > 1}


def _layer(cell: str, units: int, **options: Any) -> keras.layers.Layer:
    # the default orthogonal initialiser takes most of the time of building a layer
    return getattr(keras.layers, cell)(units, recurrent_initializer="zeros", **options)


def _ready(
    cell: str, timesteps: int, features: int, units: int, seed: int
) -> tuple[np.ndarray, keras.layers.Layer]:
    random = np.random.RandomState(seed)
    layer = _layer(cell, units, return_state=True)
    layer.build((1, timesteps, features))
    layer.set_weights([_normal(random, *weight.shape) / 2 for weight in layer.get_weights()])
    return _normal(random, 1, timesteps, features), layer


def _normal(random: np.random.RandomState, *shape: int) -> np.ndarray:
    return random.standard_normal(shape).astype(np.float32)
