"""How much of a gradient is left over time steps and over stacked layers, in fresh networks."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Sequence

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.seed_groups import on_jax
from harness.models.sessions import seeded


def remaining_gradients(
    cell: str = "SimpleRNN",
    lengths: Sequence[int] = (1, 2, 5, 10, 20, 50, 100),
    layers: int = 6,
    units: int = 30,
    seed: int = 0,
) -> Dict[str, List[float]]:
    """Measure how much the last output of fresh recurrent layers depends on the first input.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        lengths: Steps of the sequences, whose two features are drawn from the normal distribution.
        layers: How many layers are stacked at most.
        units: Units of each layer.
        seed: Seed of inputs and weights.

    Returns:
        Norms of the gradient of the summed last output by the first input: `by_length` of one
        layer, and `by_depth` of one layer, of two and so on, over ten steps.
    """
    with seeded(seed):
        inputs = np.random.standard_normal((1, max(*lengths, 10), 2)).astype(np.float32)
        made = getattr(keras.layers, cell)
        one = made(units)
        below = [made(units, return_sequences=True) for _ in range(layers - 1)]
        stacks = [[*below[:count], made(units)] for count in range(layers)]
        return {
            "by_length": [_first_input([one], inputs[:, -steps:]) for steps in lengths],
            "by_depth": [_first_input(stack, inputs[:, -10:]) for stack in stacks],
        }


def _first_input(stack: Sequence[Callable[[Any], Any]], inputs: np.ndarray) -> float:
    def last_output(values: Any) -> Any:
        for layer in stack:
            values = layer(values)
        return keras.ops.sum(values) if on_jax() else tf.reduce_sum(values)

    return float(np.linalg.norm(np.asarray(_slopes(last_output, inputs))[0, 0]))


def _slopes(function: Callable[[Any], Any], inputs: np.ndarray) -> Any:
    if on_jax():
        import jax

        function(inputs)  # weights are made outside of what JAX traces
        return jax.grad(function)(inputs)
    values = tf.constant(inputs)
    with tf.GradientTape() as tape:
        tape.watch(values)
        result = function(values)
    return tape.gradient(result, values)
