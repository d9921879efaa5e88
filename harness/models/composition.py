"""Models composed of layers: their inputs, outputs, states and connections."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models import subword_sentiment
from harness.models.sessions import seeded


def sequential(depth: int = 3, seed: int = 0) -> dict[str, Any]:
    """Compare a Sequential model with calling its layers one after the other.

    Args:
        depth: Number of dense layers that are added, with 1, 2, ... outputs.
        seed: Seed of inputs and weights.

    Returns:
        `left` the model's outputs, `right` those of the chain, and `units`, the outputs of the
        model's layers in their order.
    """
    with seeded(seed):
        values = np.random.standard_normal((2, 3)).astype(np.float32)
        layers = [keras.layers.Dense(number + 1, activation="tanh") for number in range(depth)]
        model = keras.Sequential()
        for layer in layers:
            model.add(layer)
        left = np.asarray(model(values))
    for layer in layers:
        values = layer(values)
    return {
        "left": left,
        "right": np.asarray(values),
        "units": [part.units for part in model.layers],
    }


def single() -> dict[str, list[int]]:
    """Count the input and output tensors of the sentiment network's layers: `inputs`, `outputs`."""
    layers = subword_sentiment.build_sentiment(100).layers
    return {
        "inputs": [len(tf.nest.flatten(layer.input)) for layer in layers],
        "outputs": [len(tf.nest.flatten(layer.output)) for layer in layers],
    }


def activations() -> list[str]:
    """Read the names of the activations of the sentiment network's dense layers, in order."""
    layers = subword_sentiment.build_sentiment(100).layers
    return [layer.activation.__name__ for layer in layers if isinstance(layer, keras.layers.Dense)]


def reused_states(units: int = 4, timesteps: int = 6, seed: int = 0) -> dict[str, Any]:
    """Read the states of an LSTM out of a functional model and start another call with them.

    Args:
        units: Size of the hidden state.
        timesteps: Length of the sequence, read in two halves.
        seed: Seed of inputs and weights.

    Returns:
        `outputs` of the model, and `difference`, of the second half's output, started with the
        first half's states, against that of the whole sequence.
    """
    half = timesteps // 2
    with seeded(seed):
        inputs = np.random.standard_normal((1, 2 * half, 2)).astype(np.float32)
        layer = keras.layers.LSTM(units, return_state=True)
        sequence = keras.Input(shape=(None, 2))
        start = [keras.Input(shape=(units,)) for _ in range(2)]
        model = keras.Model([sequence, *start], layer(sequence, initial_state=start))
    zeros = [tf.zeros((1, units))] * 2
    whole, *_ = model([tf.constant(inputs), *zeros])
    _, *states = model([tf.constant(inputs[:, :half]), *zeros])
    second, *_ = model([tf.constant(inputs[:, half:]), *states])
    return {
        "outputs": len(model.outputs),
        "difference": float(np.abs(np.asarray(whole) - np.asarray(second)).max()),
    }
