"""Gradients and states of recurrent layers over many time steps."""

from __future__ import annotations

from typing import Any, Callable, Sequence

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.cells import simple_rnn
from harness.models.law_sides import drawn_weights, normal, two_sides
from harness.models.sessions import seeded


def gradients(
    activation: str = "tanh", recurrent_weight: float = 0.9, timesteps: int = 50
) -> dict[str, float]:
    """Measure how much the last state depends on the first and on the last input.

    Args:
        recurrent_weight: Weight of the previous state; that of the input is one.
        timesteps: Length of the sequence, which is 0.5 followed by zeros.

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
    """Measure the `first` and the `last` state after one impulse.

    Args: as for `gradients`.
    """
    found = _layer(activation, recurrent_weight)(_impulse(timesteps))[0, :, 0]
    return {"first": float(found[0]), "last": float(found[-1])}


def through_time(
    timesteps: Sequence[int] = (1, 10, 100), units: int = 30, features: int = 2, seed: int = 0
) -> dict[str, float]:
    """Measure how much the last output of a fresh SimpleRNN depends on its first input.

    Args:
        timesteps: Lengths of the sequences.
        seed: Seed of inputs, drawn from the normal distribution, and weights.

    Returns:
        By length, the norm of the gradient of the summed last output by the first input.
    """
    with seeded(seed):
        layer = keras.layers.SimpleRNN(units)
        inputs = np.random.standard_normal((1, max(timesteps), features)).astype(np.float32)
        return {str(steps): _first_input(layer, inputs[:, -steps:]) for steps in timesteps}


def both_directions(timesteps: int = 100, units: int = 16, seed: int = 0) -> dict[str, float]:
    """Measure how much a fresh LSTM depends on its first input, in one direction and in both.

    Returns:
        The norm of that gradient, `forward` and `bidirectional`.
    """
    with seeded(seed):
        inputs = np.random.standard_normal((1, timesteps, 4)).astype(np.float32)
        forward = keras.layers.LSTM(units)
        both = keras.layers.Bidirectional(keras.layers.LSTM(units))
        return {
            "forward": _first_input(forward, inputs),
            "bidirectional": _first_input(both, inputs),
        }


def through_shared_weights(timesteps: int = 4, seed: int = 0) -> dict[str, bool]:
    """Find whether the error of the last step reaches the first one, which has the same weights.

    Returns:
        Whether it does in a SimpleRNN, `recurrent`, and in a Dense layer that is applied to every
        step with the same weights, `shared_only`.
    """
    with seeded(seed):
        inputs = np.random.standard_normal((1, timesteps, 2)).astype(np.float32)
        recurrent = keras.layers.SimpleRNN(3)
        dense = keras.layers.TimeDistributed(keras.layers.Dense(3))
        return {
            "recurrent": _first_input(recurrent, inputs) > 0,
            "shared_only": _first_input(lambda steps: dense(steps)[:, -1], inputs) > 0,
        }


def along_the_state(timesteps: int = 100, seed: int = 0) -> dict[str, float]:
    """Measure how much the last state of a cell depends on its first one.

    The SimpleRNN is fresh; the LSTM is fresh but for its forget gate, which a bias of 200 opens.

    Args:
        timesteps: Number of steps, with inputs from the normal distribution.

    Returns:
        The norm of the gradient of the summed last by the first state: of the hidden state of
        `SimpleRNN`, of the cell state of `LSTM`.
    """
    with seeded(seed):
        inputs = np.random.standard_normal((1, timesteps, 2)).astype(np.float32)
        simple = keras.layers.SimpleRNN(16, return_state=True)
        memory = keras.layers.LSTM(16, return_state=True)
        for layer in (simple, memory):
            layer.build(inputs.shape)
    kernel, recurrent, bias = memory.get_weights()
    bias[16:32] = 200
    memory.set_weights([kernel, recurrent, bias])
    return {"SimpleRNN": _first_state(simple, inputs), "LSTM": _first_state(memory, inputs)}


def by_gain(gain: float = 0.5, timesteps: int = 100, units: int = 4) -> float:
    """Measure the gradient by the first state where recurrent weights scale every state alike.

    Inputs are zero, so that the state stays where the slope of tanh is one.

    Args:
        gain: The recurrent weights are this many times the identity.
        timesteps: Number of steps.

    Returns:
        The norm of the gradient of the summed last state, over that of the summed first one.
    """
    layer = keras.layers.SimpleRNN(units, return_state=True, use_bias=False)
    layer.build((1, timesteps, 1))
    layer.set_weights([np.zeros((1, units)), gain * np.eye(units)])
    norm = _first_state(layer, np.zeros((1, timesteps, 1), np.float32))
    return norm / float(np.sqrt(units))


def shared_weights(
    timesteps: int = 4, units: int = 3, features: int = 2, seed: int = 0
) -> dict[str, Any]:
    """Compare the gradient by weights shared over time with the sum over each step's share.

    Returns: as `two_sides`: `left` by the recurrent weights of a SimpleRNN for its summed last
        output, `right` summed over the steps in NumPy, (units, units).

    Source: Werbos, Backpropagation through time, 1990.
    """
    random = np.random.RandomState(seed)
    inputs = normal(random, 1, timesteps, features)
    layer = keras.layers.SimpleRNN(units, recurrent_initializer="zeros")
    weights = drawn_weights(layer, inputs.shape, random)
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(layer(inputs))
    left = tape.gradient(total, layer.trainable_variables)[1].numpy()
    shares = _shares_of_steps(inputs.astype(np.float64), *weights)
    right = np.sum(shares, axis=0)
    wrong = {
        "the last step alone": shares[-1],
        "all steps but the last": right - shares[-1],
        "the mean of the steps": right / timesteps,
        "a step counted twice": right + shares[-1],
        "transposed": right.T,
        "against the gradient": -right,
    }
    return two_sides(left, right, wrong)


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


def _first_input(layer: Callable[[tf.Tensor], tf.Tensor], inputs: np.ndarray) -> float:
    sequence = tf.constant(inputs)
    with tf.GradientTape() as tape:
        tape.watch(sequence)
        total = tf.reduce_sum(layer(sequence))
    return _norm(tape.gradient(total, sequence)[:, 0])


def _first_state(layer: keras.layers.Layer, inputs: np.ndarray) -> float:
    count = 2 if isinstance(layer, keras.layers.LSTM) else 1
    states = [tf.zeros((1, layer.units)) for _ in range(count)]
    with tf.GradientTape() as tape:
        tape.watch(states)
        total = tf.reduce_sum(layer(tf.constant(inputs), initial_state=states)[-1])
    return _norm(tape.gradient(total, states[-1]))


def _norm(gradient: tf.Tensor) -> float:
    # squares of float32 vanish below 1e-45
    return float(np.linalg.norm(np.asarray(gradient, np.float64)))


def _shares_of_steps(
    inputs: np.ndarray, kernel: np.ndarray, recurrent: np.ndarray, bias: np.ndarray
) -> list[np.ndarray]:
    """Differentiate the summed last state by each step's own copy of the recurrent weights."""
    states = simple_rnn(inputs, kernel, recurrent, bias)[0]
    before = np.concatenate([np.zeros_like(states[:1]), states[:-1]])
    shares, slope = [], np.ones_like(bias)
    for step in reversed(range(len(states))):
        slope = slope * (1 - states[step] ** 2)
        shares.append(np.outer(before[step], slope))
        slope = recurrent @ slope
    return shares[::-1]
