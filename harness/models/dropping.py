"""What the two dropout arguments of recurrent layers drop, and when."""

from __future__ import annotations

from typing import Any

import numpy as np
from tensorflow import keras

from harness.models.embeddings import build_dropout
from harness.models.seeds import seeded


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


def input_mask(
    rate: float = 0.2, samples: int = 256, units: int = 32, seed: int = 42
) -> dict[str, Any]:
    """Measure what `dropout` drops of ones, one input value at a time, in training.

    Args:
        rate: Share to drop.
        samples: Number of inputs.
        units: Values an input.
        seed: Seed of the mask.

    Returns:
        `share` dropped, the value of what is `kept`, and `same_at_every_step`.
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
    """Measure what `recurrent_dropout` drops of a state of ones, in training.

    Args:
        rate: Share to drop.
        samples: Number of inputs.
        units: Size of the state.
        seed: Seed of the mask.

    Returns:
        `share` dropped, the value of what is `kept`, and `same_at_every_step`.
    """
    inputs = np.zeros((samples, 3, units), np.float32)
    inputs[:, 0] = 1
    with seeded(seed):
        states = np.asarray(_transparent(units, recurrent_dropout=rate)(inputs, training=True))
    once, twice = states[:, 1], states[:, 2]
    return {**_shares(once), "same_at_every_step": bool(np.allclose(twice, once**2, atol=1e-5))}


def effects(dropout: float = 0.2, recurrent_dropout: float = 0.2, seed: int = 42) -> dict[str, Any]:
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
