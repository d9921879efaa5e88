"""What many steps do to the states and the gradients of a recurrence with one unit."""

from __future__ import annotations

import tensorflow as tf
from tensorflow import keras


def gradients(
    activation: str = "tanh", recurrent_weight: float = 0.9, timesteps: int = 50
) -> dict[str, float]:
    """Measure how much the last state depends on the first and on the last input.

    Args:
        activation: Name of the activation.
        recurrent_weight: Weight of the former state; that of the input is one.
        timesteps: Length of the sequence, which starts with 0.5 and goes on with zeros.

    Returns:
        Absolute derivatives of the last state by the input: `first` and `last`.
    """
    inputs = _impulse(timesteps)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        last_state = _layer(activation, recurrent_weight)(inputs)[:, -1]
    slopes = tf.abs(tape.gradient(last_state, inputs))[0, :, 0]
    return {"first": float(slopes[0]), "last": float(slopes[-1])}


def states(
    activation: str = "relu", recurrent_weight: float = 1.5, timesteps: int = 50
) -> dict[str, float]:
    """Measure the states after one impulse.

    Args: as `gradients`.

    Returns:
        The `first` state and the `last` one.
    """
    found = _layer(activation, recurrent_weight)(_impulse(timesteps))[0, :, 0]
    return {"first": float(found[0]), "last": float(found[-1])}


def _impulse(timesteps: int) -> tf.Tensor:
    return tf.constant([[[0.5]] + [[0.0]] * (timesteps - 1)], tf.float32)


def _layer(activation: str, recurrent_weight: float) -> keras.layers.Layer:
    return keras.layers.SimpleRNN(
        1,
        activation=activation,
        kernel_initializer="ones",
        recurrent_initializer=keras.initializers.Constant(recurrent_weight),
        return_sequences=True,
    )
