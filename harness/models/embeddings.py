"""Embedding lookups and their rows, and the recurrent networks built on an embedding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.api import attempt
from harness.models.seeds import seeded
from harness.models.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = 100


def lookup(
    input_dim: int = WORDS,
    output_dim: int = 3,
    indices: Sequence[int] = (76, 78, 76, 78, 99, 98),
    seed: int = 42,
) -> np.ndarray:
    """Look indices up in a freshly initialised embedding: a row for each.

    Args:
        input_dim: Number of rows.
        output_dim: Values a row.
        indices: Rows to look up.
        seed: Seed of the initialiser.
    """
    with seeded(seed):
        layer = keras.layers.Embedding(input_dim, output_dim)
        return np.asarray(layer(np.array(indices, np.int32)))


def lengths(timesteps: Sequence[int] = (3, 7), output_dim: int = 3) -> list[list[int]]:
    """Run one embedding on inputs of different lengths and list the shapes of the outputs.

    Args:
        timesteps: The length of each input.
        output_dim: Values a row.
    """
    layer = keras.layers.Embedding(WORDS, output_dim)
    return [list(layer(np.zeros((2, steps), np.int32)).shape) for steps in timesteps]


def after_another_layer() -> dict[str, Any]:
    """Place an embedding after a layer that reshapes the indices.

    Returns:
        `accepted`, the `exception` type or None, and the `output` shape for two samples.
    """
    inputs = np.zeros((2, 4, 2), np.int32)
    try:
        model = keras.Sequential(
            [
                keras.Input(shape=(4, 2), dtype="int32"),
                keras.layers.Reshape((8,)),
                keras.layers.Embedding(WORDS, 3),
            ]
        )
        shape = list(model(inputs).shape)
    except (TypeError, ValueError) as error:
        return {"accepted": False, "exception": type(error).__name__, "output": None}
    return {"accepted": True, "exception": None, "output": shape}


def build_lstm() -> keras.Model:
    """Build an embedding of 32 indices in 3 values, an LSTM of 32 units, and a dense output."""
    return _network(32, 3, keras.layers.LSTM(32), keras.layers.Dense(1))


def build_embedded_bidirectional() -> keras.Model:
    """Build an embedding, an LSTM of 32 units in both directions, and a dense output."""
    recurrent = keras.layers.Bidirectional(keras.layers.LSTM(32))
    return _network(32, 3, recurrent, keras.layers.Dense(1))


def build_stacked() -> keras.Model:
    """Build an embedding in 32 values, two LSTM layers of 32 units, and a dense output."""
    lower = keras.layers.LSTM(32, return_sequences=True)
    return _network(None, 32, lower, keras.layers.LSTM(32), keras.layers.Dense(1))


def build_dropout(dropout: float = 0.2, recurrent_dropout: float = 0.2) -> keras.Model:
    """Build an embedding, an LSTM of 32 units with both kinds of dropout, and a sigmoid output."""
    recurrent = keras.layers.LSTM(32, dropout=dropout, recurrent_dropout=recurrent_dropout)
    return _network(None, 32, recurrent, keras.layers.Dense(1, activation="sigmoid"))


def lstm() -> dict[str, Any]:
    """Summarise the LSTM network.

    Returns: as `summarise`.
    """
    return summarise(build_lstm())


def embedded_bidirectional() -> dict[str, Any]:
    """Summarise the bidirectional network.

    Returns: as `summarise`.
    """
    return summarise(build_embedded_bidirectional())


def stacked() -> dict[str, Any]:
    """Summarise the stacked network.

    Returns: as `summarise`.
    """
    return summarise(build_stacked())


def dropout(dropout: float = 0.2, recurrent_dropout: float = 0.2) -> dict[str, Any]:
    """Summarise the network with dropout.

    Args:
        dropout: Share of the inputs dropped.
        recurrent_dropout: Share of the state dropped.

    Returns: as `summarise`.
    """
    return summarise(build_dropout(dropout, recurrent_dropout))


def embedded(sequences: Sequence[Sequence[int]] = ((1, 2), (3, 4, 5))) -> dict[str, Any]:
    """Pass sequences as one tensor to an Embedding and report whether it was accepted.

    Args:
        sequences: Sequences of indices below 10.

    Returns: as `api.accepts`.
    """
    layer = keras.layers.Embedding(10, 2)
    return attempt(lambda: layer(tf.constant([list(sequence) for sequence in sequences])))


def _network(length: int | None, output_dim: int, *layers: keras.layers.Layer) -> keras.Model:
    embedding = keras.layers.Embedding(WORDS, output_dim)
    return keras.Sequential([keras.Input(shape=(length,)), embedding, *layers])
