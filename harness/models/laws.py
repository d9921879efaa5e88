"""Laws of layers: each side once by Keras and once by a formula in float64."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.cells import BY_LAYER
from harness.models.counts import quick_recurrent
from harness.models.law_sides import drawn_weights, normal, outputs_of, recurrences, two_sides

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def numpy_cell(
    cell: str = "SimpleRNN",
    batch_size: int = 2,
    timesteps: int = 3,
    features: int = 4,
    units: int = 5,
    seed: int = 0,
    reset_after: bool = True,
) -> dict[str, Any]:
    """Compare the hidden states of a Keras layer with the recurrence in NumPy.

    Args:
        seed: Seed of inputs and weights, all drawn from normal distributions.
        reset_after: The variant of the GRU; without effect on the others.

    Returns: as `two_sides`, of hidden states (batch_size, timesteps, units).
    """
    variant = {"reset_after": reset_after} if cell == "GRU" else {}
    random = np.random.RandomState(seed)
    inputs = normal(random, batch_size, timesteps, features)
    layer = quick_recurrent(cell, units, return_sequences=True, **variant)
    weights = drawn_weights(layer, inputs.shape, random)
    right, wrong = recurrences(cell, inputs, weights, **variant)
    return two_sides(outputs_of(layer, inputs), right, wrong)


def bidirectional_recurrence(
    cell: str = "SimpleRNN",
    batch_size: int = 2,
    timesteps: int = 3,
    features: int = 4,
    units: int = 5,
    seed: int = 0,
    return_sequences: bool = True,
) -> dict[str, Any]:
    """Compare a bidirectional layer with the recurrence in NumPy, forwards and on reversed time.

    Args: as for `numpy_cell`, and `return_sequences`: return every time step, the backward ones
        in forward order.

    Returns: as `two_sides`, of the concatenated directions, (batch_size, timesteps, 2 units) or,
        without the sequences, (batch_size, 2 units).
    """
    random = np.random.RandomState(seed)
    inputs = normal(random, batch_size, timesteps, features)
    inner = quick_recurrent(cell, units, return_sequences=return_sequences)
    layer = keras.layers.Bidirectional(inner)
    weights = drawn_weights(layer, inputs.shape, random)
    half = len(weights) // 2
    forward, changed = recurrences(cell, inputs, weights[:half])
    turned = inputs[:, ::-1].astype(np.float64)
    backward = BY_LAYER[cell](turned, *weights[half:])
    alike = BY_LAYER[cell](turned, *weights[:half])

    def joined(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
        if not return_sequences:
            first, second = first[:, -1:], second[:, -1:]
        both = np.concatenate([first, second[:, ::-1]], axis=-1)
        return both if return_sequences else both[:, 0]

    wrong = {
        "one direction less": forward if return_sequences else forward[:, -1],
        "forwards twice": joined(forward, forward[:, ::-1]),
        "directions exchanged": joined(backward[:, ::-1], forward[:, ::-1]),
        "the same weights in both directions": joined(forward, alike),
        "backward states in reversed time": joined(forward, backward[:, ::-1]),
    }
    for name, one in changed.items():
        if one.shape == forward.shape:
            wrong[f"forwards, {name}"] = joined(one, backward)
    return two_sides(outputs_of(layer, inputs), joined(forward, backward), wrong)


def one_step(
    features: int = 3,
    units: int = 4,
    seed: int = 0,
    activation: str = "linear",
    use_bias: bool = False,
    with_input: bool = True,
) -> dict[str, Any]:
    """Compare one step of a SimpleRNN with x W_xh + h W_hh, a bias, and an activation in NumPy.

    Args:
        seed: Seed of input, state and weights.
        activation: `linear` or `tanh`.
        use_bias: Whether a bias is added.
        with_input: Whether there is an input, or zeros.

    Returns: as `two_sides`, (1, units).
    """
    random = np.random.RandomState(seed)
    x, state = normal(random, 1, features) * np.float32(with_input), normal(random, 1, units)
    cell = keras.layers.SimpleRNNCell(
        units, activation=activation, use_bias=use_bias, recurrent_initializer="zeros"
    )
    kernel, recurrent, *biases = drawn_weights(cell, (1, features), random)
    left = np.asarray(cell(tf.constant(x), [tf.constant(state)])[0])
    activate: dict[str, Callable[..., NDArray[Any]]] = {"linear": np.array, "tanh": np.tanh}
    inputs, last, bias = x @ kernel, state @ recurrent, biases[0] if biases else 0.0
    total, usual = inputs + last + bias, activate[activation]
    wrong = {
        "no state before": usual(inputs + bias),
        "the state before unweighted": usual(inputs + state + bias),
        "recurrent weights transposed": usual(inputs + state @ recurrent.T + bias),
        "the state added again": usual(total) + state,
        "subtracted": usual(inputs - last + bias),
        "another activation": activate["linear" if activation == "tanh" else "tanh"](total),
        "one too many": usual(total + 1),
        **({"no input": usual(last + bias)} if with_input else {}),
        **({"activated before the sum": np.tanh(inputs) + np.tanh(last)} if with_input else {}),
        **({"no bias": usual(inputs + last)} if use_bias else {}),
        **({"the bias twice": usual(total + bias)} if use_bias else {}),
    }
    return two_sides(left, usual(total), wrong)


def carry(cell_state: float = 5.0, timesteps: int = 100) -> dict[str, Any]:
    """Pass the cell state of an LSTM through many steps with its gates wide open.

    The forget gate is one and the input gate zero, by biases of 200 and -200 in float32.

    Args:
        cell_state: The cell state at the beginning.
        timesteps: Number of steps, with inputs of one.

    Returns: as `two_sides`: `left` the cell state at the end, `right` at the beginning.
    """
    layer = keras.layers.LSTM(1, return_state=True, recurrent_initializer="zeros")
    layer.build((1, timesteps, 1))
    gates = np.array([-200.0, 200.0, 0.0, 0.0], np.float32)
    layer.set_weights([np.zeros((1, 4)), np.zeros((1, 4)), gates])
    state = np.full((1, 1), cell_state, np.float32)
    inputs, start = tf.ones((1, timesteps, 1)), [tf.zeros((1, 1)), tf.constant(state)]
    end = layer(inputs, initial_state=start)
    right = float(state[0, 0])
    wrong = {
        "a tenth is lost at each step": right * 0.9**timesteps,
        "halved by its gate": right / 2,
        "squashed by tanh": float(np.tanh(right)),
        "the input is added": right + timesteps,
        "forgotten": 0.0,
    }
    return two_sides(float(np.asarray(end[-1])[0, 0]), right, wrong)


def taken_off(
    layer: str = "LayerNormalization", samples: int = 32, features: int = 20, seed: int = 42
) -> dict[str, Any]:
    """Recover from inputs and outputs which means a fresh layer subtracts in training.

    Outputs are inputs less a mean, divided by a deviation; both are the same for a whole sample
    or for a whole feature, whichever fits.

    Args:
        layer: LayerNormalization or BatchNormalization.

    Returns:
        `over`, what the layer normalises by: `sample` or `feature`, or None where neither
        fits; and `means`, how many different ones it takes off.
    """
    inputs = _inputs(samples, features, seed)
    outputs = np.asarray(getattr(keras.layers, layer)()(inputs, training=True))
    for over, x, y in (("sample", inputs, outputs), ("feature", inputs.T, outputs.T)):
        means = _means(x, y)
        if means is not None:
            return {"over": over, "means": len(np.unique(np.round(means, 1)))}
    return {"over": None, "means": 0}


def _inputs(samples: int, features: int, seed: int) -> np.ndarray:
    # far enough apart that no two samples, nor two features, have the same mean
    levels = 5.0 * (np.arange(samples)[:, np.newaxis] + np.arange(features))
    noise = np.random.RandomState(seed).standard_normal((samples, features))
    return (levels + noise).astype(np.float32)


def _means(inputs: np.ndarray, outputs: np.ndarray) -> np.ndarray | None:
    fits = np.array([np.polyfit(outputs[row], inputs[row], 1) for row in range(len(inputs))])
    predicted = fits[:, :1] * outputs + fits[:, 1:]
    return fits[:, 1] if np.allclose(predicted, inputs, atol=1e-3) else None
