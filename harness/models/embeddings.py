"""Embedding lookups and their rows, and the recurrent networks built on an embedding."""

from __future__ import annotations

import re
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
) -> dict[str, Any]:
    """Look indices up in a freshly initialised embedding.

    Args:
        input_dim: Number of rows.
        output_dim: Values a row.
        indices: Rows to look up.
        seed: Seed of the initialiser.

    Returns:
        `rows`, their `shape` and `dtype`; `equal_rows`, the pairs of positions with equal
        rows; `minimum` and `maximum` of the whole table.
    """
    with seeded(seed):
        layer = keras.layers.Embedding(input_dim, output_dim)
        rows = np.asarray(layer(np.array(indices, np.int32)))
    table = layer.get_weights()[0]
    pairs = [(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows))]
    return {
        "rows": rows,
        "shape": list(rows.shape),
        "dtype": str(rows.dtype),
        "equal_rows": [list(pair) for pair in pairs if (rows[pair[0]] == rows[pair[1]]).all()],
        "minimum": table.min(),
        "maximum": table.max(),
    }


def initializer() -> dict[str, Any]:
    """Read `type`, `minimum` and `maximum` of an embedding's default initialiser."""
    chosen = keras.layers.Embedding(2, 2).embeddings_initializer
    config = chosen.get_config()
    return {
        "type": type(chosen).__name__,
        "minimum": config["minval"],
        "maximum": config["maxval"],
    }


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


def build_lstm(with_dense: bool = True) -> keras.Model:
    """Build an embedding of 32 indices in 3 values, an LSTM of 32 units, and a dense output."""
    output = [keras.layers.Dense(1)] if with_dense else []
    return _network(32, 3, keras.layers.LSTM(32), *output)


def build_embedded_bidirectional(with_dense: bool = True) -> keras.Model:
    """Build an embedding, an LSTM of 32 units in both directions, and a dense output."""
    output = [keras.layers.Dense(1)] if with_dense else []
    return _network(32, 3, keras.layers.Bidirectional(keras.layers.LSTM(32)), *output)


def build_stacked() -> keras.Model:
    """Build an embedding in 32 values, two LSTM layers of 32 units, and a dense output."""
    lower = keras.layers.LSTM(32, return_sequences=True)
    return _network(None, 32, lower, keras.layers.LSTM(32), keras.layers.Dense(1))


def build_dropout(dropout: float = 0.2, recurrent_dropout: float = 0.2) -> keras.Model:
    """Build an embedding, an LSTM of 32 units with both kinds of dropout, and a sigmoid output."""
    recurrent = keras.layers.LSTM(32, dropout=dropout, recurrent_dropout=recurrent_dropout)
    return _network(None, 32, recurrent, keras.layers.Dense(1, activation="sigmoid"))


def lstm(with_dense: bool = True) -> dict[str, Any]:
    """Summarise the LSTM network.

    Args:
        with_dense: Whether it ends in a dense output.

    Returns: as `summarise`.
    """
    return summarise(build_lstm(with_dense))


def embedded_bidirectional(with_dense: bool = True) -> dict[str, Any]:
    """Summarise the bidirectional network.

    Args:
        with_dense: Whether it ends in a dense output.

    Returns: as `summarise`.
    """
    return summarise(build_embedded_bidirectional(with_dense))


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


def stack_without_sequences() -> dict[str, Any]:
    """Stack two LSTM layers of which the lower one returns its last output only.

    Returns:
        The `exception` type, or None, and the `expected` and `found` rank that it names.
    """
    try:
        _network(None, 32, keras.layers.LSTM(32), keras.layers.LSTM(32))
    except ValueError as error:
        ranks = re.search(r"expected ndim=(\d+), found ndim=(\d+)", str(error))
        expected, found = ranks.groups() if ranks else (None, None)
        return {
            "exception": type(error).__name__,
            "expected": expected and int(expected),
            "found": found and int(found),
        }
    return {"exception": None, "expected": None, "found": None}


def plausible(
    rows: Sequence[Sequence[float]] = ((0.01, -0.05), (0.01, -0.05)),
    indices: Sequence[int] = (1, 1),
) -> dict[str, Any]:
    """Test whether printed rows can come from one lookup in a fresh embedding.

    Args:
        rows: One printed row for each index.
        indices: The indices that were looked up.

    Returns:
        `inside`, whether every value lies in the range of the default initialiser; `consistent`,
        whether rows are equal just where their indices are; and the `shape` of the rows.
    """
    printed, bounds = np.array(rows), initializer()
    pairs = [(i, j) for i in range(len(indices)) for j in range(i)]
    agreeing = [
        (indices[i] == indices[j]) == bool((printed[i] == printed[j]).all()) for i, j in pairs
    ]
    return {
        "inside": bool(((printed >= bounds["minimum"]) & (printed <= bounds["maximum"])).all()),
        "consistent": all(agreeing),
        "shape": list(printed.shape),
    }


def density(words: int = WORDS, dimensions: int = 3, seed: int = 42) -> dict[str, Any]:
    """Count the `zeros` and all `values` in an embedding of every word once.

    Args:
        words: Number of words.
        dimensions: Values a word.
        seed: Seed of the table.
    """
    rows = lookup(words, dimensions, range(words), seed)["rows"]
    return {"zeros": int((rows == 0).sum()), "values": int(rows.size)}


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
