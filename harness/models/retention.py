"""What dropout leaves of the first input by the end of a sequence."""

from __future__ import annotations

import numpy as np
from tensorflow import keras

from harness.models.seeds import seeded


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
