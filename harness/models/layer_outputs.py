"""What layers return: recurrent ones, and those that normalise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.keras_api import attempt
from harness.models.networks import built_network
from harness.models.sessions import seeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def roles(
    batch_size: int = 8, timesteps: int = 2, input_dim: int = 10, units: int = 3
) -> dict[str, int]:
    """Call a SimpleRNN and read which sizes it took as batch size, timesteps, features and units.

    Args:
        batch_size: First axis of the inputs.
        timesteps: Second axis.
        input_dim: Third axis.

    Returns:
        As the layer has it: `batch_size`, of its outputs; `timesteps`, the hidden states that it
        returns for a sequence; `input_dim`, the rows of its kernel; `units`, the last axis of its
        outputs.
    """
    return _roles(tf.zeros((batch_size, timesteps, input_dim)), units)


def sentences(sentences: int = 6, words: int = 4, vector: int = 5) -> dict[str, int]:
    """Encode sentences of words as vectors and read what a SimpleRNN takes their sizes for.

    Args:
        sentences: Number of sentences.
        words: Words in each sentence.
        vector: Length of the vector that encodes a word.

    Returns: as `roles`.
    """
    word_indices = np.zeros((sentences, words), np.int32)
    return _roles(keras.layers.Embedding(1, vector)(word_indices), 3)


def returned(
    cell: str = "SimpleRNN",
    units: int = 3,
    timesteps: int = 2,
    features: int = 10,
    batch_size: int = 8,
    seed: int = 0,
) -> dict[str, Any]:
    """Measure what a recurrent layer returns with and without sequences and states.

    Returns:
        Shapes: `last`, the output by default; `sequence`, with return_sequences; `states`, one
        for each returned state. Largest absolute differences: `last_difference` between `last`
        and the end of `sequence`, `state_difference` between `last` and the hidden state.
    """
    make = getattr(keras.layers, cell)
    full = make(units, return_sequences=True, return_state=True)
    short = make(units)
    with seeded(seed):
        inputs = _inputs(batch_size, timesteps, features)
        sequence, *states = [np.asarray(part) for part in full(inputs)]
    short.build(inputs.shape)
    short.set_weights(full.get_weights())
    last = np.asarray(short(inputs))
    return {
        "last": list(last.shape),
        "sequence": list(sequence.shape),
        "states": [list(state.shape) for state in states],
        "last_difference": _difference(last, sequence[:, -1]),
        "state_difference": _difference(last, states[0]),
    }


def bidirectional_returned(
    cell: str = "SimpleRNN",
    units: int = 8,
    timesteps: int = 10,
    features: int = 5,
    batch_size: int = 8,
    seed: int = 0,
) -> dict[str, Any]:
    """Measure how a bidirectional layer combines the outputs and states of its directions.

    Args: as for `returned`.

    Returns:
        `merge_mode` and `stateful` by default; the shapes `output` and `states`, forward states
        first; and the largest absolute differences `forward_difference`, between the first half
        of the output and the forward hidden state, and `backward_difference` likewise.
    """
    layer = keras.layers.Bidirectional(getattr(keras.layers, cell)(units, return_state=True))
    with seeded(seed):
        parts = layer(_inputs(batch_size, timesteps, features))
    output, *states = [np.asarray(part) for part in parts]
    return {
        "merge_mode": layer.merge_mode,
        "stateful": bool(layer.stateful),
        "output": list(output.shape),
        "states": [list(state.shape) for state in states],
        "forward_difference": _difference(output[:, :units], states[0]),
        "backward_difference": _difference(output[:, units:], states[len(states) // 2]),
    }


def rank_error(rank: int = 2, cell: str = "SimpleRNN") -> dict[str, Any]:
    """Call a recurrent layer on inputs of a given rank and report whether it was accepted.

    Args:
        rank: Number of axes, each of size 2.

    Returns: as `api.accepts`.
    """
    layer = getattr(keras.layers, cell)(3, name="recurrent")
    return attempt(lambda: layer(np.zeros([2] * rank, np.float32)))


def any_length(lengths: Sequence[int] = (1, 2, 7), features: int = 10) -> dict[str, Any]:
    """Call one model whose number of time steps is free on sequences of several lengths.

    Args:
        lengths: Numbers of time steps.

    Returns:
        `input_shape` of the model, and `output_shapes`, one for each length.
    """
    model = built_network([{"SimpleRNN": 3}], [None, features])
    outputs = [model(np.zeros((1, length, features), np.float32)) for length in lengths]
    return {
        "input_shape": list(model.input_shape),
        "output_shapes": [list(output.shape) for output in outputs],
    }


def _roles(inputs: tf.Tensor, units: int) -> dict[str, int]:
    layer = keras.layers.SimpleRNN(units, return_sequences=True)
    outputs = np.asarray(layer(inputs))
    kernel = layer.get_weights()[0]
    sizes = (*outputs.shape[:2], kernel.shape[0], outputs.shape[2])
    names = ("batch_size", "timesteps", "input_dim", "units")
    return {name: int(size) for name, size in zip(names, sizes)}  # noqa: B905 - Python 3.8


def _inputs(*shape: int) -> NDArray[Any]:
    return np.random.standard_normal(shape).astype(np.float32)


def _difference(left: NDArray[Any], right: NDArray[Any]) -> float:
    return float(np.max(np.abs(left - right), initial=0.0))


def batch_normalisation(
    samples: int = 32, timesteps: int = 50, channels: int = 20, seed: int = 42
) -> dict[str, Any]:
    """Measure the weights of batch normalisation and the statistics of its training output.

    Args:
        timesteps: Steps an input.
        channels: Values a step.
        seed: Seed of the inputs, drawn with mean 3 and standard deviation 2.

    Returns:
        `trainable` and `non_trainable` counts, the same `per_channel`, `statistics` (the
        number of means kept), and the largest distances from mean 0 and variance 1 over channels
        (`largest_mean`, `largest_variance_error`) and over samples (`largest_sample_mean`).
    """
    layer = keras.layers.BatchNormalization()
    outputs = np.asarray(layer(_drawn((samples, timesteps, channels), seed), training=True))
    trainable = sum(int(np.prod(weight.shape)) for weight in layer.trainable_weights)
    fixed = sum(int(np.prod(weight.shape)) for weight in layer.non_trainable_weights)
    return {
        "trainable": trainable,
        "non_trainable": fixed,
        "per_channel": {"trainable": trainable / channels, "non_trainable": fixed / channels},
        "statistics": int(np.prod(layer.moving_mean.shape)),
        "largest_mean": np.abs(outputs.mean(axis=(0, 1))).max(),
        "largest_variance_error": np.abs(outputs.var(axis=(0, 1)) - 1).max(),
        "largest_sample_mean": np.abs(outputs.mean(axis=(1, 2))).max(),
    }


def layer_normalisation(samples: int = 32, features: int = 20, seed: int = 42) -> dict[str, Any]:
    """Measure the weights of layer normalisation and the statistics of its output.

    Args: as for `batch_normalisation`, and `features`: values an input.

    Returns:
        `parameters`, `non_trainable`, the largest distances from mean 0 and variance 1 over
        samples (`largest_mean`, `largest_variance_error`), `statistics` (the number of
        distinct means subtracted), and `independent`, whether a sample alone gives the same output.
    """
    inputs = _drawn((samples, features), seed)
    layer = keras.layers.LayerNormalization()
    outputs = np.asarray(layer(inputs))
    alone = np.asarray(layer(inputs[:1]))
    return {
        "parameters": layer.count_params(),
        "non_trainable": len(layer.non_trainable_weights),
        "largest_mean": np.abs(outputs.mean(axis=-1)).max(),
        "largest_variance_error": np.abs(outputs.var(axis=-1) - 1).max(),
        "statistics": len(np.unique(inputs.mean(axis=-1))),
        "independent": bool(np.allclose(alone, outputs[:1], atol=1e-6)),
    }


def _drawn(shape: tuple[int, ...], seed: int) -> np.ndarray:
    generator = np.random.RandomState(seed)
    return generator.normal(loc=3.0, scale=2.0, size=shape).astype(np.float32)
