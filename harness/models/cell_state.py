"""The cell state of an LSTM: what enters it, and what it hands on."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.seeds import seeded


def carry(cell_state: float = 5.0, timesteps: int = 100) -> dict[str, float]:
    """Hand the cell state of an LSTM on through many steps with its gates wide open.

    The forget gate is one and the input gate zero, by biases of 200 and -200 in float32.

    Args:
        cell_state: The cell state at the beginning.
        timesteps: Number of steps, with inputs of one.

    Returns:
        `left` the cell state at the end, `right` at the beginning, as float32.
    """
    layer = keras.layers.LSTM(1, return_state=True)
    layer.build((1, timesteps, 1))
    layer.set_weights(
        [np.zeros((1, 4)), np.zeros((1, 4)), np.array([-200.0, 200.0, 0.0, 0.0], np.float32)]
    )
    start = [tf.zeros((1, 1)), tf.fill((1, 1), np.float32(cell_state))]
    *_, end = layer(tf.ones((1, timesteps, 1)), initial_state=start)
    return {"left": float(np.asarray(end)[0, 0]), "right": float(np.float32(cell_state))}


def entered(inputs: float = 1000.0, seed: int = 0) -> dict[str, Any]:
    """Feed one large input to an LSTM and read the cell state that it hands on.

    Args:
        inputs: The value of every feature.
        seed: Seed of the weights.

    Returns:
        `largest`, the greatest absolute cell state after the step; `unsquashed`, whether it has
        left the range of tanh.
    """
    with seeded(seed):
        layer = keras.layers.LSTM(64, return_state=True)
        *_, state = layer(np.full((1, 1, 8), inputs, np.float32))
    largest = float(np.abs(np.asarray(state)).max())
    return {"largest": largest, "unsquashed": largest > 1}
