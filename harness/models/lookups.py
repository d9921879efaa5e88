"""Embedding lookups, and what one-hot rows through a dense layer cost instead."""

from __future__ import annotations

import time
from typing import Any, Callable

import numpy as np
import tensorflow as tf
from tensorflow import keras


def lookup_table(words: int = 8185, dimensions: int = 64) -> dict[str, Any]:
    """Read the weights of an embedding.

    Args:
        words: Number of words.
        dimensions: Length of each vector.

    Returns:
        `count` of its weights, the `shape` of the first, and how many are `trainable`.
    """
    layer = keras.layers.Embedding(words, dimensions)
    layer.build((None, None))
    return {
        "count": len(layer.weights),
        "shape": [int(size) for size in layer.weights[0].shape],
        "trainable": len(layer.trainable_weights),
    }


def cost(words: int = 8185, dimensions: int = 64, length: int = 256) -> dict[str, float]:
    """Time an embedding and a dense layer over one-hot rows on the same words.

    Args:
        words: Number of words.
        dimensions: Length of each vector.
        length: How many words of each of four texts are looked up.

    Returns:
        Seconds of the fastest of five calls, `lookup` and `product`.
    """
    random = np.random.RandomState(0)
    indices = tf.constant(random.randint(words, size=(4, length)))
    embedding, product = _pair(words, dimensions, random)
    return {
        "lookup": _fastest(lambda: embedding(indices)),
        "product": _fastest(lambda: product(tf.one_hot(indices, words))),
    }


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


def _fastest(call: Callable[[], Any]) -> float:
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        np.asarray(call())
        seconds.append(time.perf_counter() - start)
    return min(seconds)
