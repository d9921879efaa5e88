"""Embeddings: the rows looked up, and the inputs that they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.seeds import seeded

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
