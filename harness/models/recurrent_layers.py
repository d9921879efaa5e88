"""Inputs and outputs of recurrent layers: their axes, shapes and states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.api import attempt
from harness.models.networks import built_network
from harness.models.seeds import seeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def roles(
    batch_size: int = 8, timesteps: int = 2, input_dim: int = 10, units: int = 3
) -> dict[str, int]:
    """Call a SimpleRNN and read which sizes it took as batch size, timesteps, features and units.

    Args:
        batch_size: First axis of the inputs.
        timesteps: Second axis.
        input_dim: Third axis.
        units: Size of the hidden state.

    Returns:
        As the layer has it: `batch_size`, of its outputs; `timesteps`, the hidden states that it
        returns for a sequence; `input_dim`, the rows of its kernel; `units`, the last axis of its
        outputs.
    """
    return _roles(tf.zeros((batch_size, timesteps, input_dim)), units)


def sentences(sentences: int = 6, words: int = 4, vector: int = 5) -> dict[str, int]:
    """Encode sentences of words as vectors and read what a SimpleRNN takes their sizes for.

    Args:
        sentences: Number of sentences.
        words: Words in each sentence.
        vector: Length of the vector that encodes a word.

    Returns: as `roles`.
    """
    word_indices = np.zeros((sentences, words), np.int32)
    return _roles(keras.layers.Embedding(1, vector)(word_indices), 3)


def returned(
    cell: str = "SimpleRNN",
    units: int = 3,
    timesteps: int = 2,
    features: int = 10,
    batch_size: int = 8,
    seed: int = 0,
) -> dict[str, Any]:
    """Measure what a recurrent layer returns with and without sequences and states.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        units: Size of the hidden state.
        timesteps: Length of the sequences.
        features: Features per time step.
        batch_size: Number of sequences.
        seed: Seed of inputs and weights.

    Returns:
        Shapes: `last`, the output by default; `sequence`, with return_sequences; `states`, one
        for each returned state. Largest absolute differences: `last_difference` between `last`
        and the end of `sequence`, `state_difference` between `last` and the hidden state.
    """
    make = getattr(keras.layers, cell)
    full = make(units, return_sequences=True, return_state=True)
    short = make(units)
    with seeded(seed):
        inputs = _inputs(batch_size, timesteps, features)
        sequence, *states = [np.asarray(part) for part in full(inputs)]
    short.build(inputs.shape)
    short.set_weights(full.get_weights())
    last = np.asarray(short(inputs))
    return {
        "last": list(last.shape),
        "sequence": list(sequence.shape),
        "states": [list(state.shape) for state in states],
        "last_difference": _difference(last, sequence[:, -1]),
        "state_difference": _difference(last, states[0]),
    }


def bidirectional_returned(
    cell: str = "SimpleRNN",
    units: int = 8,
    timesteps: int = 10,
    features: int = 5,
    batch_size: int = 8,
    seed: int = 0,
) -> dict[str, Any]:
    """Measure how a bidirectional layer combines the outputs and states of its directions.

    Args: as for `returned`.

    Returns:
        `merge_mode` and `stateful` by default; the shapes `output` and `states`, forward states
        first; and the largest absolute differences `forward_difference`, between the first half
        of the output and the forward hidden state, and `backward_difference` likewise.
    """
    layer = keras.layers.Bidirectional(getattr(keras.layers, cell)(units, return_state=True))
    with seeded(seed):
        parts = layer(_inputs(batch_size, timesteps, features))
    output, *states = [np.asarray(part) for part in parts]
    return {
        "merge_mode": layer.merge_mode,
        "stateful": bool(layer.stateful),
        "output": list(output.shape),
        "states": [list(state.shape) for state in states],
        "forward_difference": _difference(output[:, :units], states[0]),
        "backward_difference": _difference(output[:, units:], states[len(states) // 2]),
    }


def rank_error(rank: int = 2, cell: str = "SimpleRNN") -> dict[str, Any]:
    """Call a recurrent layer on inputs of a given rank and report whether it was accepted.

    Args:
        rank: Number of axes, each of size 2.
        cell: SimpleRNN, LSTM or GRU.

    Returns: as `api.accepts`.
    """
    layer = getattr(keras.layers, cell)(3, name="recurrent")
    return attempt(lambda: layer(np.zeros([2] * rank, np.float32)))


def any_length(lengths: Sequence[int] = (1, 2, 7), features: int = 10) -> dict[str, Any]:
    """Call one model whose number of time steps is free on sequences of several lengths.

    Args:
        lengths: Numbers of time steps.
        features: Features per time step.

    Returns:
        `input_shape` of the model, and `output_shapes`, one for each length.
    """
    model = built_network([{"SimpleRNN": 3}], [None, features])
    outputs = [model(np.zeros((1, length, features), np.float32)) for length in lengths]
    return {
        "input_shape": list(model.input_shape),
        "output_shapes": [list(output.shape) for output in outputs],
    }


def _roles(inputs: tf.Tensor, units: int) -> dict[str, int]:
    layer = keras.layers.SimpleRNN(units, return_sequences=True)
    outputs = np.asarray(layer(inputs))
    kernel = layer.get_weights()[0]
    sizes = (*outputs.shape[:2], kernel.shape[0], outputs.shape[2])
    names = ("batch_size", "timesteps", "input_dim", "units")
    return {name: int(size) for name, size in zip(names, sizes)}  # noqa: B905 - Python 3.8


def _inputs(*shape: int) -> NDArray[Any]:
    return np.random.standard_normal(shape).astype(np.float32)


def _difference(left: NDArray[Any], right: NDArray[Any]) -> float:
    return float(np.max(np.abs(left - right), initial=0.0))
