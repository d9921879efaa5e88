"""Laws of embedding, dense and normalising layers: once by Keras, once by a formula in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.law_sides import drawn_weights, normal, two_sides


def embedding(
    words: int = 100, dimensions: int = 3, length: int = 6, seed: int = 0
) -> dict[str, Any]:
    """Compare an Embedding (`left`) with the product of one-hot rows and its table (`right`).

    Args:
        words: Rows of the table.
        dimensions: Length of each row.
        length: How many indices are looked up.
        seed: Seed of indices and table.
    """
    random = np.random.RandomState(seed)
    indices = random.randint(words, size=length)
    layer = keras.layers.Embedding(words, dimensions, embeddings_initializer="zeros")
    (table,) = drawn_weights(layer, indices.shape, random)
    return two_sides(np.asarray(layer(indices)), *_products(indices, table))


def one_hot_dense(
    words: int = 20, dimensions: int = 4, length: int = 5, seed: int = 0
) -> dict[str, Any]:
    """Compare what a Dense layer makes of one-hot rows with what an Embedding of its weights does.

    Args: as for `embedding`.

    Returns: as `two_sides`: `left` by the Dense layer without bias, `right` by the Embedding, and
        wrong formulas of the product in NumPy.
    """
    random = np.random.RandomState(seed)
    indices = random.randint(words, size=length)
    product = keras.layers.Dense(dimensions, use_bias=False, kernel_initializer="zeros")
    (table,) = drawn_weights(product, (1, words), random)
    layer = keras.layers.Embedding(words, dimensions, embeddings_initializer="zeros")
    layer.build((None,))
    layer.set_weights([table])
    _, wrong = _products(indices, table)
    left = np.asarray(product(tf.one_hot(indices, words)))
    return two_sides(left, np.asarray(layer(indices)), wrong)


def _products(indices: np.ndarray, table: np.ndarray) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    rows = table[indices]
    wrong = {
        "words counted from 1": table[indices - 1],
        "the table upside down": table[-1 - indices],
        "a bias of one": rows + 1,
        "every word on its own place": table[np.arange(len(indices)) % len(table)],
        "the same row for every word": np.repeat(rows[:1], len(rows), axis=0),
        "the sum of the rows": rows.sum(axis=0),
    }
    one_hot = indices[:, np.newaxis] == np.arange(len(table))
    return one_hot.astype(np.float64) @ table, wrong


def layer_normalization(rows: int = 3, features: int = 4, seed: int = 0) -> dict[str, Any]:
    """Compare a fresh LayerNormalization with NumPy's: every row has a mean of zero.

    Args:
        rows: Samples.
        features: Features of each, drawn from the normal distribution of mean and deviation 1.

    Returns: as `two_sides`, of the outputs with each row's mean behind it, zero on the right.
    """
    inputs = 1 + normal(np.random.RandomState(seed), rows, features)
    outputs = np.asarray(keras.layers.LayerNormalization()(inputs), np.float64)
    values = inputs.astype(np.float64)
    mean = values.mean(axis=-1, keepdims=True)
    scale = 1 / np.sqrt(values.var(axis=-1, keepdims=True) + 1e-3)  # epsilon of Keras

    def with_means(every: np.ndarray, means: Any) -> np.ndarray:
        return np.column_stack([every, np.zeros(rows) + means])

    over_batch = (values - values.mean(axis=0)) / np.sqrt(values.var(axis=0) + 1e-3)
    wrong = {
        "over the batch": with_means(over_batch, over_batch.mean(axis=-1)),
        "mean not taken off": with_means(values * scale, (values * scale).mean(axis=-1)),
        "not divided by the deviation": with_means(values - mean, 0),
        "divided by the variance": with_means((values - mean) * scale**2, 0),
        "not normalised": with_means(values, mean[:, 0]),
        "a mean of one": with_means((values - mean) * scale + 1, 1),
    }
    left = with_means(outputs, outputs.mean(axis=-1))
    return two_sides(left, with_means((values - mean) * scale, 0), wrong)


def time_distributed_steps(
    batch_size: int = 2, timesteps: int = 3, features: int = 4, units: int = 5, seed: int = 0
) -> dict[str, Any]:
    """Compare TimeDistributed(Dense) (`left`) with its weights applied to each step (`right`).

    Args:
        units: Outputs of each time step.
    """
    random = np.random.RandomState(seed)
    inputs = normal(random, batch_size, timesteps, features)
    layer = keras.layers.TimeDistributed(keras.layers.Dense(units, kernel_initializer="zeros"))
    kernel, bias = drawn_weights(layer, inputs.shape, random)
    values = inputs.astype(np.float64)
    right = np.stack([values[:, t] @ kernel + bias for t in range(timesteps)], axis=1)
    wrong = {
        "no bias": right - bias,
        "the bias twice": right + bias,
        "only the last step": right[:, -1],
        "the last step at every step": np.repeat(right[:, -1:], timesteps, axis=1),
        "the steps in reverse": right[:, ::-1],
        "the steps added up": np.cumsum(right, axis=1),
        "one step more": np.concatenate([right, right[:, -1:]], axis=1),
    }
    return two_sides(np.asarray(layer(inputs)), right, wrong)


def chained_layers(depth: int = 3, size: int = 3, seed: int = 0) -> dict[str, Any]:
    """Compare a Sequential model with calling its layers one after the other, in NumPy.

    Args:
        depth: Number of dense layers, with tanh.
        size: Inputs and outputs of each.
    """
    random = np.random.RandomState(seed)
    values = normal(random, 2, size)
    layers = [
        keras.layers.Dense(size, activation="tanh", kernel_initializer="zeros")
        for _ in range(depth)
    ]
    weights = [drawn_weights(layer, values.shape, random) for layer in layers]
    left = np.asarray(keras.Sequential(layers)(tf.constant(values)))

    def chain(parts: list[list[np.ndarray]]) -> np.ndarray:
        found = values.astype(np.float64)
        for kernel, bias in parts:
            found = np.tanh(found @ kernel + bias)
        return found

    wrong = {
        "one layer less": chain(weights[:-1]),
        "the last layer twice": chain(weights + weights[-1:]),
        "in reverse": chain(weights[::-1]),
        "only the last layer": chain(weights[-1:]),
        "without biases": chain([[kernel, 0 * bias] for kernel, bias in weights]),
        "the outputs of all layers added": sum(chain([each]) for each in weights),
    }
    return two_sides(left, chain(weights), wrong)


def connections(features: int = 4, units: int = 3, seed: int = 0) -> dict[str, Any]:
    """Count the dependent pairs of inputs and outputs of a Dense layer (`left`) and all (`right`).

    Args:
        features: Number of inputs.
        units: Number of outputs.
    """
    random = np.random.RandomState(seed)
    layer = keras.layers.Dense(units, kernel_initializer="zeros")
    drawn_weights(layer, (1, features), random)
    values = normal(random, 1, features)
    changed = np.concatenate([values, values + 9 * np.eye(features, dtype=np.float32)])
    outputs = np.asarray(layer(changed))
    wrong = {
        "each input with one output": min(features, units),
        "the bias as an input": (features + 1) * units,
        "one input left out": (features - 1) * units,
        "inputs plus outputs": features + units,
        "every pair twice": 2 * features * units,
        "inputs with each other": features * features,
    }
    return two_sides(int(np.count_nonzero(outputs[1:] != outputs[:1])), features * units, wrong)
