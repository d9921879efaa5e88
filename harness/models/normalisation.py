"""Batch and layer normalisation: their weights, and the statistics of their outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from tensorflow import keras


def batch_normalisation(
    samples: int = 32, timesteps: int = 50, channels: int = 20, seed: int = 42
) -> dict[str, Any]:
    """Measure the weights of batch normalisation and the statistics of its training output.

    Args:
        samples: Number of inputs.
        timesteps: Steps an input.
        channels: Values a step.
        seed: Seed of the inputs, drawn with mean 3 and standard deviation 2.

    Returns:
        `trainable` and `non_trainable` counts, the same `per_channel`, `statistics` (the
        number of means kept), and the largest distances from mean 0 and variance 1 over channels
        (`largest_mean`, `largest_variance_error`) and over samples (`largest_sample_mean`).
    """
    layer = keras.layers.BatchNormalization()
    outputs = np.asarray(layer(_inputs((samples, timesteps, channels), seed), training=True))
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
    inputs = _inputs((samples, features), seed)
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


def _inputs(shape: tuple[int, ...], seed: int) -> np.ndarray:
    generator = np.random.RandomState(seed)
    return generator.normal(loc=3.0, scale=2.0, size=shape).astype(np.float32)
