"""Dropout in recurrent layers: what it drops, when, and at what cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.counts import quick_recurrent
from harness.models.embeddings import build_dropout
from harness.models.seeds import seeded
from harness.models.sides import two_sides

if TYPE_CHECKING:
    from numpy.typing import NDArray


def input_mask(
    rate: float = 0.2, samples: int = 256, units: int = 32, seed: int = 42
) -> dict[str, Any]:
    """Measure the mask that `dropout` applies in training to inputs of ones.

    Args:
        rate: Share to drop.
        samples: Number of inputs.
        units: Values an input.
        seed: Seed of the mask.

    Returns:
        `share` dropped, mean of the values `kept`, and `same_at_every_step`.
    """
    with seeded(seed):
        sums = np.asarray(
            _transparent(units, dropout=rate)(
                np.ones((samples, 3, units), np.float32), training=True
            )
        )
    steps = np.diff(sums, axis=1, prepend=0)
    same = np.allclose(steps, steps[:, :1], atol=1e-5)
    return {**_shares(steps[:, 0]), "same_at_every_step": bool(same)}


def state_mask(
    rate: float = 0.2, samples: int = 256, units: int = 32, seed: int = 42
) -> dict[str, Any]:
    """Measure the mask that `recurrent_dropout` applies in training to a state of ones.

    Args: as for `input_mask`, and `units`: size of the state.
    Returns: as `input_mask`.
    """
    inputs = np.zeros((samples, 3, units), np.float32)
    inputs[:, 0] = 1
    with seeded(seed):
        states = np.asarray(_transparent(units, recurrent_dropout=rate)(inputs, training=True))
    once, twice = states[:, 1], states[:, 2]
    return {**_shares(once), "same_at_every_step": bool(np.allclose(twice, once**2, atol=1e-5))}


def dropout_effects(
    dropout: float = 0.2, recurrent_dropout: float = 0.2, seed: int = 42
) -> dict[str, Any]:
    """Compare a network with and without dropout, in training and in inference.

    Args:
        dropout: Share of the inputs dropped.
        recurrent_dropout: Share of the state dropped.
        seed: Seed of the weights and masks.

    Returns:
        `parameters` `with` and `without` dropout; `inference_unaffected`, whether both give
        the same outputs with the same weights; `training_differs`, whether outputs in training
        differ from those in inference.
    """
    with seeded(seed):
        dropping = build_dropout(dropout, recurrent_dropout)
        plain = build_dropout(0.0, 0.0)
        plain.set_weights(dropping.get_weights())
        indices = np.arange(40).reshape(4, 10)
        inference, reference = np.asarray(dropping(indices)), np.asarray(plain(indices))
        training = np.asarray(dropping(indices, training=True))
    return {
        "parameters": {"with": dropping.count_params(), "without": plain.count_params()},
        "inference_unaffected": bool(np.allclose(inference, reference, atol=1e-6)),
        "training_differs": bool(np.abs(training - inference).max() > 1e-6),
    }


def lost(
    dropout: float = 0.15,
    recurrent_dropout: float = 0.15,
    timesteps: int = 4,
    samples: int = 256,
    units: int = 32,
    seed: int = 0,
) -> dict[str, float]:
    """Measure the share of the first input that is missing from the last state, in training.

    The layer adds its inputs to its state and does nothing else; all inputs after the first are
    zero.

    Args:
        dropout: Share of the inputs to drop.
        recurrent_dropout: Share of the state to drop.
        timesteps: Length of the sequences.
        samples: Number of sequences.
        units: Values an input, and size of the state.
        seed: Seed of the masks.

    Returns:
        The share with `neither` kind of dropout, with `dropout` alone, with `recurrent_dropout`
        alone, and with `both`.
    """
    inputs = np.zeros((samples, timesteps, units), np.float32)
    inputs[:, 0] = 1
    rates = {
        "neither": (0.0, 0.0),
        "dropout": (dropout, 0.0),
        "recurrent_dropout": (0.0, recurrent_dropout),
        "both": (dropout, recurrent_dropout),
    }
    return {name: _missing(inputs, seed, *pair) for name, pair in rates.items()}


def of_dropout(
    dropout: float = 0.15, recurrent_dropout: float = 0.15, timesteps: int = 500, units: int = 32
) -> dict[str, int]:
    """Count the operations of a SimpleRNN's forward pass in training, those of its loop once.

    Args: as for `lost`.

    Returns:
        The counts `with` and `without` dropout.
    """
    return {
        "with": _operations(timesteps, units, dropout, recurrent_dropout),
        "without": _operations(timesteps, units, 0.0, 0.0),
    }


def dropout_mask(
    cell: str = "LSTM",
    batch_size: int = 4,
    timesteps: int = 3,
    features: int = 6,
    rate: float = 0.5,
    seed: int = 0,
) -> dict[str, Any]:
    """Compare the input mask that `dropout` draws for each time step with that of the first one.

    The weights are set so that each hidden state is the masked input itself, and the inputs are
    ones.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        batch_size: Number of sequences.
        timesteps: Length of the sequences.
        features: Features per time step.
        rate: The `dropout` argument.
        seed: Seed of the masks.

    Returns:
        Masks (batch_size, timesteps, features), with kept features scaled by 1 / (1 - rate):
        `left` of every step, `right` of the first step repeated, `wrong` as `two_sides`; and
        `dropped`, the share of zeros.
    """
    inputs = np.ones((batch_size, timesteps, features), np.float32)
    with seeded(seed):
        layer = quick_recurrent(
            cell, features, return_sequences=True, activation="linear", dropout=rate
        )
        layer.build(inputs.shape)
        layer.set_weights(_transparent_weights(cell, features))
        masks = np.asarray(layer(inputs, training=True))
    first = np.repeat(masks[:, :1] != 0, timesteps, axis=1)
    scale = 1 / (1 - rate)
    wrong = {
        "a mask of its own for each step": scale * _kept(masks.shape, rate, seed),
        "no mask after the first step": scale * (first | (np.arange(timesteps) > 0)[:, np.newaxis]),
        "one mask for all sequences": scale * np.repeat(first[:1], batch_size, axis=0),
        "one mask for all features": scale * np.repeat(first[..., :1], features, axis=-1),
        "nothing is dropped": scale * np.ones_like(first),
        "kept features are not scaled": 1.0 * first,
        "scaled by the share that is dropped": first / rate,
    }
    sides = two_sides(masks, scale * first, wrong)
    return {**sides, "dropped": float(np.mean(masks == 0))}


def _kept(shape: tuple[int, ...], rate: float, seed: int) -> np.ndarray:
    return np.random.RandomState(seed).rand(*shape) >= rate


def _transparent(units: int, **rates: float) -> keras.layers.Layer:
    """Build a recurrent layer that adds its inputs to its state and does nothing else."""
    return keras.layers.SimpleRNN(
        units,
        activation=None,
        use_bias=False,
        kernel_initializer=keras.initializers.Identity(),
        recurrent_initializer=keras.initializers.Identity(),
        return_sequences=True,
        **rates,
    )


def _shares(values: np.ndarray) -> dict[str, float]:
    kept = values[values != 0]
    return {"share": float(np.mean(values == 0)), "kept": float(kept.mean()) if kept.size else 0.0}


def _missing(inputs: np.ndarray, seed: int, dropout: float, recurrent_dropout: float) -> float:
    with seeded(seed):
        layer = keras.layers.SimpleRNN(
            inputs.shape[-1],
            activation=None,
            use_bias=False,
            kernel_initializer=keras.initializers.Identity(),
            recurrent_initializer=keras.initializers.Identity(),
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
        )
        last = np.asarray(layer(inputs, training=True))
    return float(np.mean(last == 0))


def _operations(timesteps: int, units: int, dropout: float, recurrent_dropout: float) -> int:
    layer = keras.layers.SimpleRNN(units, dropout=dropout, recurrent_dropout=recurrent_dropout)
    inputs = tf.TensorSpec((32, timesteps, units), tf.float32)
    layer.build(inputs.shape)
    traced = tf.function(lambda values: layer(values, training=True))
    graph = traced.get_concrete_function(inputs).graph.as_graph_def()
    return len(graph.node) + sum(len(part.node_def) for part in graph.library.function)


def _transparent_weights(cell: str, units: int) -> list[NDArray[Any]]:
    # in float32 the sigmoid of 200 is one and that of -200 is zero: the state is the candidate
    gates = {"SimpleRNN": [0.0], "LSTM": [200.0, -200.0, 0.0, 200.0], "GRU": [-200.0, 0.0, 0.0]}
    candidate = {"SimpleRNN": 0, "LSTM": 2, "GRU": 2}[cell]
    bias = np.repeat(gates[cell], units)
    kernel = np.zeros((units, bias.size))
    kernel[:, candidate * units : (candidate + 1) * units] = np.eye(units)
    biases = np.stack([bias, np.zeros_like(bias)]) if cell == "GRU" else bias
    return [kernel, np.zeros_like(kernel), biases]
