"""What the axes of a recurrent layer's inputs stand for."""

from __future__ import annotations

import numpy as np
import tensorflow as tf
from tensorflow import keras


def roles(
    batch_size: int = 8, timesteps: int = 2, input_dim: int = 10, units: int = 3
) -> dict[str, int]:
    """Call a SimpleRNN and tell which sizes it took for what.

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
    """Encode sentences of words as vectors and tell what a SimpleRNN takes their sizes for.

    Args:
        sentences: Number of sentences.
        words: Words in each sentence.
        vector: Length of the vector that encodes a word.

    Returns:
        As `roles`.
    """
    word_indices = np.zeros((sentences, words), np.int32)
    return _roles(keras.layers.Embedding(1, vector)(word_indices), 3)


def _roles(inputs: tf.Tensor, units: int) -> dict[str, int]:
    layer = keras.layers.SimpleRNN(units, return_sequences=True)
    outputs = np.asarray(layer(inputs))
    kernel = layer.get_weights()[0]
    sizes = (*outputs.shape[:2], kernel.shape[0], outputs.shape[2])
    names = ("batch_size", "timesteps", "input_dim", "units")
    return {name: int(size) for name, size in zip(names, sizes)}  # noqa: B905 - Python 3.8
