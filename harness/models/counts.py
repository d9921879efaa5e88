"""Parameter counts and output shapes of layers, measured and by formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.networks import network_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

# gates, each with a kernel, a recurrent kernel and a bias
_GATES = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}


def quick_recurrent(cell: str, units: int, **options: object) -> keras.layers.Layer:
    """Make a recurrent layer whose recurrent weights start at zero.

    The default orthogonal initialiser takes most of the time of building a layer.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        units: Size of the hidden state.
        options: Further arguments of the layer.
    """
    return getattr(keras.layers, cell)(units, recurrent_initializer="zeros", **options)


def simple_rnn_parameters(units: int = 3, features: int = 10) -> dict[str, int]:
    """Count the parameters of a SimpleRNN: units (features + units + 1).

    Args:
        units: Size of the hidden state.
        features: Features per time step.

    Returns:
        `left` of the built layer, `right` by formula.
    """
    return _sides(quick_recurrent("SimpleRNN", units), features, units * (features + units + 1))


def lstm_parameters(units: int = 32, features: int = 3) -> dict[str, int]:
    """Count the parameters of an LSTM: 4 units (features + units + 1).

    Args: as for `simple_rnn_parameters`.
    Returns: as `simple_rnn_parameters`.
    """
    return _sides(quick_recurrent("LSTM", units), features, 4 * units * (features + units + 1))


def gru_parameters(units: int = 8, features: int = 5, reset_after: bool = True) -> dict[str, int]:
    """Count the parameters of a GRU: 3 units (features + units + biases).

    Args: as for `simple_rnn_parameters`, and `reset_after`: apply the reset gate after the
        recurrent product, which takes two biases instead of one.
    Returns: as `simple_rnn_parameters`.
    """
    layer = quick_recurrent("GRU", units, reset_after=reset_after)
    return _sides(layer, features, 3 * units * (features + units + (2 if reset_after else 1)))


def bidirectional_parameters(
    cell: str = "SimpleRNN", units: int = 8, features: int = 5
) -> dict[str, int]:
    """Count the parameters of a bidirectional layer: twice those of one direction.

    Args:
        cell: SimpleRNN, LSTM or GRU (with two biases, its default).
        units: Size of the hidden state of each direction.
        features: Features per time step.

    Returns: as `simple_rnn_parameters`.
    """
    biases = 2 if cell == "GRU" else 1
    layer = keras.layers.Bidirectional(quick_recurrent(cell, units))
    return _sides(layer, features, 2 * _GATES[cell] * units * (features + units + biases))


def dense_parameters(units: int = 1, features: int = 32) -> dict[str, int]:
    """Count the parameters of a Dense layer: units (features + 1).

    Args:
        units: Outputs.
        features: Inputs.

    Returns: as `simple_rnn_parameters`.
    """
    return _sides(keras.layers.Dense(units), features, units * (features + 1))


def embedding_parameters(words: int = 100, dimensions: int = 3) -> dict[str, int]:
    """Count the parameters of an Embedding: words times dimensions.

    Args:
        words: Rows of the table.
        dimensions: Length of each row.

    Returns: as `simple_rnn_parameters`.
    """
    return _sides(keras.layers.Embedding(words, dimensions), 1, words * dimensions)


def recurrent_output_shape(
    cell: str = "SimpleRNN",
    batch_size: int = 8,
    timesteps: int = 2,
    features: int = 10,
    units: int = 3,
    return_sequences: bool = False,
) -> dict[str, list[int]]:
    """Compare the output shape of a recurrent layer with what it should be.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        batch_size: Number of sequences.
        timesteps: Length of the sequences.
        features: Features per time step.
        units: Size of the hidden state.
        return_sequences: Return the hidden state of every time step.

    Returns:
        `left` of the layer's output, `right` (batch_size, timesteps, units) or, without the
        sequences, (batch_size, units).
    """
    layer = quick_recurrent(cell, units, return_sequences=return_sequences)
    output = layer(np.zeros((batch_size, timesteps, features), np.float32))
    steps = [timesteps] if return_sequences else []
    return {"left": [int(size) for size in output.shape], "right": [batch_size, *steps, units]}


def by_units(units: Sequence[int] = (128, 256, 512, 1024), features: int = 10) -> dict[str, int]:
    """Count the parameters of built SimpleRNN layers of several sizes, by units.

    Args:
        units: Sizes of the hidden state.
        features: Features per time step.
    """
    return {str(size): simple_rnn_parameters(size, features)["left"] for size in units}


def by_depth(depths: Sequence[int] = (1, 2, 3, 4), units: int = 8) -> dict[str, int]:
    """Count the parameters of built stacks of bidirectional SimpleRNN layers, by depth.

    Args:
        depths: Numbers of layers.
        units: Size of the hidden state of each direction.
    """
    layer = {"Bidirectional": {"SimpleRNN": [units, {"return_sequences": True}]}}
    totals = {depth: network_summary([layer] * depth, [10, 5]) for depth in depths}
    return {str(depth): total["total_parameters"] for depth, total in totals.items()}


def _sides(layer: keras.layers.Layer, features: int, formula: int) -> dict[str, Any]:
    layer.build((None, None, features))
    return {"left": int(layer.count_params()), "right": formula}
