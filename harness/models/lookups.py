"""Embedding lookups, and what one-hot rows through a dense layer cost instead."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.timing import least_seconds


def lookup_table(words: int = 8185, dimensions: int = 64) -> dict[str, Any]:
    """Look every index of a fresh embedding up.

    Args:
        words: Number of indices.
        dimensions: Length of each vector.

    Returns:
        `left`, how many different vectors come out, and their length; `right`, how many indices
        went in, and the length asked for; `trainable`, whether all its weights are.
    """
    layer = keras.layers.Embedding(words, dimensions)
    vectors = np.asarray(layer(np.arange(words)))
    return {
        "left": [len(np.unique(vectors, axis=0)), vectors.shape[-1]],
        "right": [words, dimensions],
        "trainable": len(layer.trainable_weights) == len(layer.weights),
    }


def cost(words: int = 8185, dimensions: int = 64, length: int = 256) -> dict[str, float]:
    """Time an embedding and a dense layer over one-hot rows on the same words.

    Args:
        words: Number of words.
        dimensions: Length of each vector.
        length: How many words of each of four texts are looked up.

    Returns:
        The least seconds of a call, `lookup` and `product`.
    """
    random = np.random.RandomState(0)
    indices = tf.constant(random.randint(words, size=(4, length)))
    embedding, product = _pair(words, dimensions, random)
    return least_seconds(
        {
            "lookup": lambda: embedding(indices),
            "product": lambda: product(tf.one_hot(indices, words)),
        }
    )


def _pair(
    words: int, dimensions: int, random: np.random.RandomState
) -> tuple[keras.layers.Layer, keras.layers.Layer]:
    vectors = random.standard_normal((words, dimensions)).astype(np.float32)
    embedding = keras.layers.Embedding(words, dimensions)
    product = keras.layers.Dense(dimensions, use_bias=False)
    embedding.build((None, None))
    product.build((None, None, words))
    for layer in (embedding, product):
        layer.set_weights([vectors])
    return embedding, product
