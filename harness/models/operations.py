"""The operations that training a recurrent layer takes."""

from __future__ import annotations

import tensorflow as tf
from tensorflow import keras


def of_dropout(
    dropout: float = 0.15, recurrent_dropout: float = 0.15, timesteps: int = 500, units: int = 32
) -> dict[str, int]:
    """Count the operations of a SimpleRNN's forward pass in training, those of its loop once.

    Args:
        dropout: Share of the inputs to drop.
        recurrent_dropout: Share of the state to drop.
        timesteps: Length of the sequences.
        units: Values an input, and size of the state.

    Returns:
        The counts `with` and `without` dropout.
    """
    return {
        "with": _operations(timesteps, units, dropout, recurrent_dropout),
        "without": _operations(timesteps, units, 0.0, 0.0),
    }


def _operations(timesteps: int, units: int, dropout: float, recurrent_dropout: float) -> int:
    layer = keras.layers.SimpleRNN(units, dropout=dropout, recurrent_dropout=recurrent_dropout)
    inputs = tf.TensorSpec((32, timesteps, units), tf.float32)
    layer.build(inputs.shape)
    traced = tf.function(lambda values: layer(values, training=True))
    graph = traced.get_concrete_function(inputs).graph.as_graph_def()
    return len(graph.node) + sum(len(part.node_def) for part in graph.library.function)
