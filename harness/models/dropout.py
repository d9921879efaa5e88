"""Dropout in recurrent layers: what it drops, when, and at what cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.counts import quick_recurrent
from harness.models.law_sides import two_sides
from harness.models.sessions import epoch, least_seconds, seeded

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def input_mask(
    rate: float = 0.2, samples: int = 256, units: int = 32, seed: int = 42
) -> dict[str, Any]:
    """Measure the mask that `dropout` applies in training to inputs of ones.

    Args:
        rate: Share to drop.
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
        units: Values an input, and size of the state.

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


def epoch_seconds(
    dropout: float = 0.15,
    recurrent_dropout: float = 0.0,
    timesteps: int = 500,
    units: int = 32,
) -> dict[str, float]:
    """Time an epoch of a SimpleRNN, `with` and `without` dropout.

    Args: as for `lost`.

    Returns:
        The least seconds of processor time of an epoch of 128 sequences; and `ratio`, those with
        dropout over those without.
    """
    rates = {"with": (dropout, recurrent_dropout), "without": (0.0, 0.0)}
    epochs = {name: _training(pair, timesteps, units, 128)[1] for name, pair in rates.items()}
    seconds = least_seconds(epochs)
    return {**seconds, "ratio": seconds["with"] / seconds["without"]}


def skipped_steps(dropout: float = 0.15, steps: int = 40, seed: int = 0) -> int:
    """Count the steps of training after which the weights of a SimpleRNN are as before.

    Args:
        dropout: Share of the inputs dropped.
        steps: Steps of training on 32 sequences.
    """
    skipped = 0
    with seeded(seed):
        layer, step = _training((dropout, 0.0), timesteps=4, units=8, samples=32)
        for _ in range(steps):
            before = layer.get_weights()
            step()
            skipped += all(map(np.array_equal, before, layer.get_weights()))
    return skipped


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
        rate: The `dropout` argument.

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
    rates = {"dropout": dropout, "recurrent_dropout": recurrent_dropout}
    with seeded(seed):
        states = np.asarray(_transparent(inputs.shape[-1], **rates)(inputs, training=True))
    return float(np.mean(states[:, -1] == 0))


def _training(
    rates: tuple[float, float], timesteps: int, units: int, samples: int
) -> tuple[keras.layers.Layer, Callable[[], Any]]:
    dropout, recurrent_dropout = rates
    layer = keras.layers.SimpleRNN(units, dropout=dropout, recurrent_dropout=recurrent_dropout)
    model = keras.Sequential([keras.Input(shape=(timesteps, units)), layer, keras.layers.Dense(1)])
    inputs = np.random.RandomState(0).rand(samples, timesteps, units).astype(np.float32)
    return layer, epoch(model, inputs)


def _transparent_weights(cell: str, units: int) -> list[NDArray[Any]]:
    # in float32 the sigmoid of 200 is one and that of -200 is zero: the state is the candidate
    gates = {"SimpleRNN": [0.0], "LSTM": [200.0, -200.0, 0.0, 200.0], "GRU": [-200.0, 0.0, 0.0]}
    candidate = {"SimpleRNN": 0, "LSTM": 2, "GRU": 2}[cell]
    bias = np.repeat(gates[cell], units)
    kernel = np.zeros((units, bias.size))
    kernel[:, candidate * units : (candidate + 1) * units] = np.eye(units)
    biases = np.stack([bias, np.zeros_like(bias)]) if cell == "GRU" else bias
    return [kernel, np.zeros_like(kernel), biases]
