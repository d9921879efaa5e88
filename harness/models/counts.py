"""Parameter counts and output shapes of layers, measured and by formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.law_sides import outputs_of, two_sides
from harness.models.networks import network_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

# gates, each with a kernel, a recurrent kernel and a bias; two biases in a GRU
_GATES = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}


def quick_recurrent(cell: str, units: int, **options: object) -> keras.layers.Layer:
    """Make a recurrent layer whose weights start at zero.

    The default initialisers take most of the time of building a layer.

    Args:
        options: Further arguments of the layer.
    """
    zeros = {"kernel_initializer": "zeros", "recurrent_initializer": "zeros"}
    return getattr(keras.layers, cell)(units, **zeros, **options)


def simple_rnn_parameters(units: int = 3, features: int = 10) -> dict[str, Any]:
    """Count the parameters of a SimpleRNN: units (features + units + 1).

    Returns: as `two_sides`: `left` of the built layer, `right` by formula.
    """
    return _recurrent(quick_recurrent("SimpleRNN", units), units, features, gates=1)


def lstm_parameters(units: int = 32, features: int = 3) -> dict[str, Any]:
    """Count the parameters of an LSTM: 4 units (features + units + 1).

    Args: as for `simple_rnn_parameters`.
    Returns: as `simple_rnn_parameters`.
    """
    return _recurrent(quick_recurrent("LSTM", units), units, features, gates=4)


def gru_parameters(units: int = 8, features: int = 5, reset_after: bool = True) -> dict[str, Any]:
    """Count the parameters of a GRU: 3 units (features + units + biases).

    Args: as for `simple_rnn_parameters`, and `reset_after`: apply the reset gate after the
        recurrent product, which takes two biases instead of one.
    Returns: as `simple_rnn_parameters`.
    """
    layer = quick_recurrent("GRU", units, reset_after=reset_after)
    return _recurrent(layer, units, features, gates=3, biases=2 if reset_after else 1)


def bidirectional_parameters(
    cell: str = "SimpleRNN", units: int = 8, features: int = 5
) -> dict[str, Any]:
    """Count the parameters of a bidirectional layer: twice those of one direction.

    Args:
        cell: SimpleRNN, LSTM or GRU (with two biases, its default).

    Returns: as `simple_rnn_parameters`.
    """
    layer = keras.layers.Bidirectional(quick_recurrent(cell, units))
    biases = 2 if cell == "GRU" else 1
    return _recurrent(layer, units, features, _GATES[cell], biases, directions=2)


def parameters_over_time(
    cell: str = "SimpleRNN", timesteps: int = 100, units: int = 10, features: int = 2
) -> dict[str, Any]:
    """Count the parameters of a layer for sequences of a given length: they do not depend on it.

    Args:
        cell: SimpleRNN, LSTM or GRU (with two biases, its default).

    Returns: as `simple_rnn_parameters`.
    """
    layer = quick_recurrent(cell, units)
    layer.build((None, timesteps, features))
    biases, gates = 2 if cell == "GRU" else 1, _GATES[cell]
    right, wrong = _formulas(units, features, gates, biases)
    wrong["all weights again for each step"] = timesteps * right
    wrong["biases again for each step"] = right + (timesteps - 1) * gates * units * biases
    wrong["no recurrent weights over one step"] = right - (timesteps == 1) * gates * units**2
    return two_sides(int(layer.count_params()), right, wrong)


def dense_parameters(units: int = 1, features: int = 32) -> dict[str, Any]:
    """Count the parameters of a Dense layer: units (features + 1).

    Args:
        units: Outputs.
        features: Inputs.

    Returns: as `simple_rnn_parameters`.
    """
    layer = keras.layers.Dense(units, kernel_initializer="zeros")
    layer.build((None, features))
    wrong = {
        "no bias": units * features,
        "the bias twice": units * (features + 2),
        "one bias for the layer": units * features + 1,
        "units and features exchanged": features * (units + 1),
        "one unit more": (units + 1) * (features + 1),
        "units connected with each other": units * (features + units + 1),
    }
    return two_sides(int(layer.count_params()), units * (features + 1), wrong)


def embedding_parameters(words: int = 100, dimensions: int = 3) -> dict[str, Any]:
    """Count the parameters of an Embedding: words times dimensions.

    Args:
        words: Rows of the table.
        dimensions: Length of each row.

    Returns: as `simple_rnn_parameters`.
    """
    layer = keras.layers.Embedding(words, dimensions, embeddings_initializer="zeros")
    layer.build((None, None))
    wrong = {
        "a bias": dimensions * (words + 1),
        "a number for the index of each word": words * (dimensions + 1),
        "words plus dimensions": words + dimensions,
        "one word less": (words - 1) * dimensions,
        "a square table": words * words,
    }
    return two_sides(int(layer.count_params()), words * dimensions, wrong)


def recurrent_output_shape(
    cell: str = "SimpleRNN",
    batch_size: int = 8,
    timesteps: int = 2,
    features: int = 10,
    units: int = 3,
    return_sequences: bool = False,
) -> dict[str, Any]:
    """Compare the output shape of a recurrent layer with what it should be.

    Args:
        return_sequences: Return the hidden state of every time step.

    Returns:
        `left` of the layer's output, `right` (batch_size, timesteps, units) or, without the
        sequences, (batch_size, units); and `wrong` as `two_sides`.
    """
    layer = quick_recurrent(cell, units, return_sequences=return_sequences)
    output = outputs_of(layer, np.zeros((batch_size, timesteps, features), np.float32))
    whole, last = [batch_size, timesteps, units], [batch_size, units]
    right, other = (whole, last) if return_sequences else (last, whole)
    wrong = {
        "only the last state" if return_sequences else "the whole sequence": other,
        "features in place of units": [*right[:-1], features],
        "steps and units exchanged": [batch_size, units, timesteps][: len(right)],
        "steps in place of units": [*right[:-1], timesteps],
        "sequences and steps exchanged": [timesteps, batch_size, units][-len(right) :],
        "one step more": [batch_size, timesteps + 1, units],
        "no axis of sequences": right[1:],
        "two directions": [*right[:-1], 2 * units],
    }
    return two_sides([int(size) for size in output.shape], right, wrong)


def by_units(units: Sequence[int] = (128, 256, 512, 1024), features: int = 10) -> dict[str, int]:
    """Count the parameters of built SimpleRNN layers of several sizes, by units.

    Args:
        units: Sizes of the hidden state.
    """
    return {str(size): simple_rnn_parameters(size, features)["left"] for size in units}


def by_depth(depths: Sequence[int] = (1, 2, 3, 4), units: int = 8) -> dict[str, int]:
    """Count the parameters of built stacks of bidirectional SimpleRNN layers, by depth.

    Args:
        depths: Numbers of layers.
    """
    layer = {"Bidirectional": {"SimpleRNN": [units, {"return_sequences": True}]}}
    totals = {depth: network_summary([layer] * depth, [10, 5]) for depth in depths}
    return {str(depth): total["total_parameters"] for depth, total in totals.items()}


def _recurrent(
    layer: keras.layers.Layer,
    units: int,
    features: int,
    gates: int,
    biases: int = 1,
    directions: int = 1,
) -> dict[str, Any]:
    layer.build((None, None, features))
    right, wrong = _formulas(units, features, gates, biases, directions)
    return two_sides(int(layer.count_params()), right, wrong)


def _formulas(
    units: int, features: int, gates: int, biases: int, directions: int = 1
) -> tuple[int, dict[str, int]]:
    """Count a recurrent layer's parameters rightly, and wrongly by what is wrong."""

    def count(units: int, features: int, gates: int, biases: int, directions: int) -> int:
        return directions * gates * units * (features + units + biases)

    right = count(units, features, gates, biases, directions)
    return right, {
        "one bias less": count(units, features, gates, biases - 1, directions),
        "one bias more": count(units, features, gates, biases + 1, directions),
        "one bias for the layer": right - directions * (gates * units * biases - 1),
        "one gate less": count(units, features, gates - 1, biases, directions),
        "one gate more": count(units, features, gates + 1, biases, directions),
        "one direction less": count(units, features, gates, biases, directions - 1),
        "one direction more": count(units, features, gates, biases, directions + 1),
        "one unit more": count(units + 1, features, gates, biases, directions),
        "units and features exchanged": count(features, units, gates, biases, directions),
        "no recurrent weights": right - directions * gates * units * units,
    }
