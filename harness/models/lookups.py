"""Embedding lookups compared with one-hot rows passed through a dense layer."""

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


def dense(
    words: int = 20, dimensions: int = 4, length: int = 5, seed: int = 0
) -> dict[str, np.ndarray]:
    """Compare an embedding (`left`) with a dense layer of its weights over one-hot rows (`right`).

    Args:
        words: Number of words.
        dimensions: Length of each vector.
        length: How many words are looked up.
        seed: Seed of words and vectors.
    """
    random = np.random.RandomState(seed)
    indices = random.randint(words, size=(1, length))
    embedding, product = _pair(words, dimensions, random)
    one_hot = tf.one_hot(indices, words)
    return {"left": np.asarray(embedding(indices)), "right": np.asarray(product(one_hot))}


def cost(words: int = 8185, dimensions: int = 64, length: int = 256) -> dict[str, float]:
    """Time an embedding and a dense layer over one-hot rows on the same words.

    Args: as for `dense`.

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
