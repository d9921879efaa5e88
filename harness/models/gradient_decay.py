"""How much of a gradient is left over time steps and over stacked layers, in fresh networks."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Sequence

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.sessions import seeded


def remaining_gradients(
    cell: str = "SimpleRNN", steps: int = 100, layers: int = 6, units: int = 30, seed: int = 0
) -> Dict[str, List[float]]:
    """Measure how much the last output of fresh recurrent layers depends on what is before it.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        steps: Length of the sequence, whose features are drawn from the normal distribution; there
            are as many as units.
        layers: How many layers are stacked.
        units: Units of each layer.
        seed: Seed of inputs and weights.

    Returns:
        Norms of gradients of the summed last output: `by_distance`, of one layer by its input
        at the last step, at the one before, and so on; `by_depth`, of stacked layers by all inputs
        of the last layer, of the one below it, and so on.
    """
    with seeded(seed):
        inputs = np.random.standard_normal((1, steps, units)).astype(np.float32)
        made = getattr(keras.layers, cell)
        below = [made(units, return_sequences=True) for _ in range(layers - 1)]
        alone, stack = [made(units)], [*below, made(units)]
        over_time = _input_slopes(alone, inputs)[0][0]
        over_layers = _input_slopes(stack, inputs)
    return {
        "by_distance": [float(np.linalg.norm(slopes)) for slopes in over_time[::-1]],
        "by_depth": [float(np.linalg.norm(slopes)) for slopes in over_layers[::-1]],
    }


def _input_slopes(stack: Sequence[Callable[[Any], Any]], inputs: np.ndarray) -> List[np.ndarray]:
    """Derive the summed last output of a stack by what goes into each layer."""
    watched = [tf.Variable(np.zeros_like(inputs)) for _ in stack]
    with tf.GradientTape() as tape:
        values = inputs
        for layer, shift in enumerate(watched):
            values = stack[layer](values + shift)
        last_output = tf.reduce_sum(values)
    slopes = tape.gradient(last_output, watched)
    return [np.asarray(slope) for slope in slopes]
