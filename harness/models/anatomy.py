"""Recurrent cells: their weights, one step of them, and the states that they pass on."""

from __future__ import annotations

from typing import Any

import numpy as np
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


def influence(timesteps: int = 4, seed: int = 0) -> list[list[bool]]:
    """Find which inputs each output of a SimpleRNN depends on.

    Args:
        timesteps: Length of the sequence.
        seed: Seed of inputs and weights.

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

    Args:
        timesteps: Length of the sequence.
        seed: Seed of inputs and weights.
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


def _normal(random: np.random.RandomState, *shape: int) -> np.ndarray:
    return random.standard_normal(shape).astype(np.float32)
