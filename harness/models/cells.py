"""Recurrent cells of our own: in NumPy, and as layers of Keras."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


_FIRST_ROW = (0.93679362, 0.28312536, 0.26017233, 0.56932907)


def simple_rnn(
    inputs: NDArray[Any],
    kernel: NDArray[Any],
    recurrent_kernel: NDArray[Any],
    bias: NDArray[Any],
    initial_state: NDArray[Any] | None = None,
) -> NDArray[Any]:
    """Run the Elman recurrence h_t = tanh(x_t W + h_(t-1) U + b).

    Args:
        inputs: (batch, timesteps, features), float32 or float64.
        kernel: W, (features, units).
        recurrent_kernel: U, (units, units).
        bias: b, (units,).
        initial_state: (batch, units); zeros when None.

    Returns:
        All hidden states, (batch, timesteps, units), in the dtype of the inputs.

    Source: Elman, Finding Structure in Time, 1990.
    """

    def step(x: NDArray[Any], state: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(np.tanh(x @ kernel + state @ recurrent_kernel + bias))

    return _scan(step, inputs, _initial(initial_state, inputs, recurrent_kernel))


def numpy_lstm(
    inputs: NDArray[Any],
    kernel: NDArray[Any],
    recurrent_kernel: NDArray[Any],
    bias: NDArray[Any],
    initial_state: Sequence[NDArray[Any]] | None = None,
) -> NDArray[Any]:
    """Run the long short-term memory with gates in the order i, f, c, o.

    Args:
        inputs: (batch, timesteps, features), float32 or float64.
        kernel: (features, 4 units).
        recurrent_kernel: (units, 4 units).
        bias: (4 units,).
        initial_state: Hidden state and cell state, (batch, units) each; zeros when None.

    Returns: as `simple_rnn`.

    Source: Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000.
    """
    hidden, memory = (None, None) if initial_state is None else initial_state
    carry = _initial(memory, inputs, recurrent_kernel)

    def step(x: NDArray[Any], state: NDArray[Any]) -> NDArray[Any]:
        nonlocal carry
        i, f, c, o = np.split(x @ kernel + state @ recurrent_kernel + bias, 4, axis=-1)
        carry = _sigmoid(f) * carry + _sigmoid(i) * np.tanh(c)
        return _sigmoid(o) * np.asarray(np.tanh(carry))

    return _scan(step, inputs, _initial(hidden, inputs, recurrent_kernel))


def numpy_gru(
    inputs: NDArray[Any],
    kernel: NDArray[Any],
    recurrent_kernel: NDArray[Any],
    bias: NDArray[Any],
    initial_state: NDArray[Any] | None = None,
    reset_after: bool = True,
) -> NDArray[Any]:
    """Run the gated recurrent unit with gates in the order z, r, h.

    Args:
        inputs: (batch, timesteps, features), float32 or float64.
        kernel: (features, 3 units).
        recurrent_kernel: (units, 3 units).
        bias: (2, 3 units), input bias then recurrent bias, with reset_after; else (3 units,).
        initial_state: (batch, units); zeros when None.
        reset_after: Apply the reset gate after the recurrent product instead of before it.

    Returns: as `simple_rnn`.

    Source: Cho et al., 2014; version 1 of its preprint (arXiv 1406.1078) for reset_after.
    """
    units = recurrent_kernel.shape[0]
    input_bias, recurrent_bias = bias if reset_after else (bias, np.zeros_like(bias))

    def step(x: NDArray[Any], state: NDArray[Any]) -> NDArray[Any]:
        xz, xr, xh = np.split(x @ kernel + input_bias, 3, axis=-1)
        gates = state @ recurrent_kernel[:, : 2 * units] + recurrent_bias[: 2 * units]
        z, r = np.split(_sigmoid(np.concatenate([xz, xr], axis=-1) + gates), 2, axis=-1)
        candidate_kernel = recurrent_kernel[:, 2 * units :]
        if reset_after:
            recurrent = r * (state @ candidate_kernel + recurrent_bias[2 * units :])
        else:
            recurrent = (r * state) @ candidate_kernel
        return np.asarray(z * state + (1 - z) * np.tanh(xh + recurrent))

    return _scan(step, inputs, _initial(initial_state, inputs, recurrent_kernel))


BY_LAYER: dict[str, Callable[..., NDArray[Any]]] = {
    "SimpleRNN": simple_rnn,
    "LSTM": numpy_lstm,
    "GRU": numpy_gru,
}


def first_state_bound(inputs_row: Sequence[float] = _FIRST_ROW) -> float:
    """Bound the first hidden state of a recurrence from above, by tanh(sum(x) + 1).

    With weights and bias in [0, 1) and a zero initial state, w x + b < sum(x) + 1 for
    non-negative x, and tanh keeps the order.

    Args:
        inputs_row: The first input, each value in [0, 1).
    """
    return float(np.tanh(np.sum(inputs_row) + 1.0))


def _scan(
    step: Callable[[NDArray[Any], NDArray[Any]], NDArray[Any]],
    inputs: NDArray[Any],
    state: NDArray[Any],
) -> NDArray[Any]:
    states = np.empty(inputs.shape[:2] + state.shape[1:], inputs.dtype)
    for t in range(inputs.shape[1]):
        state = step(inputs[:, t], state)
        states[:, t] = state
    return states


def _initial(
    state: NDArray[Any] | None, inputs: NDArray[Any], recurrent_kernel: NDArray[Any]
) -> NDArray[Any]:
    if state is not None:
        return state
    return np.zeros((inputs.shape[0], recurrent_kernel.shape[0]), inputs.dtype)


def _sigmoid(x: NDArray[Any]) -> NDArray[Any]:
    # the logistic function by way of tanh, which cannot overflow
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))


class _Cell(keras.layers.Layer):
    """Cell without weights whose state is its output."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.state_size = units

    def call(self, inputs: tf.Tensor, states: Sequence[tf.Tensor]) -> tuple[Any, list[Any]]:
        output = tf.tanh(inputs[:, :1] + states[0])
        return output, [output]


class _UninitialisedLayer(keras.layers.Layer):
    """Layer that never calls the constructor of its base."""

    def __init__(self) -> None:
        self.inner = keras.layers.Dense(1)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self.inner(inputs)


def zero_state(
    units: int, inputs: tf.Tensor | None, batch_size: int | None, dtype: tf.DType | None
) -> list[tf.Tensor]:
    """Make a state of zeros; Keras 2 passes inputs and a dtype, Keras 3 a batch size.

    Args:
        inputs: Inputs of one step, (batch_size, features); None where the next two say it.
        dtype: Type of the state where there are no inputs.

    Returns:
        One tensor, (batch_size, units).
    """
    if inputs is not None:
        batch_size, dtype = tf.shape(inputs)[0], inputs.dtype
    return [tf.zeros([batch_size, units], dtype=dtype)]


def output_size(form: str = "integer", units: int = 4) -> dict[str, Any]:
    """Put a cell that states its output size in some form into a recurrent layer.

    Args:
        form: `integer`, `shape` for a TensorShape, or `absent`.

    Returns:
        `accepted`, and the static `output` shape, None where the layer refuses the cell.
    """
    cell = _Cell(units)
    if form != "absent":
        cell.output_size = units if form == "integer" else tf.TensorShape([units])
    inputs = keras.Input(shape=(None, 1))
    try:
        output = keras.layers.RNN(cell, return_sequences=True)(inputs)
    except (TypeError, ValueError):
        return {"accepted": False, "output": None}
    return {"accepted": True, "output": list(output.shape)}


def without_super() -> list[int]:
    """Call a layer whose constructor skips that of its base, and read its output's shape.

    Raises:
        RuntimeError: Keras 2 refuses to store the inner layer, Keras 3 to call the outer one.
    """
    return list(_UninitialisedLayer()(np.zeros((2, 1), np.float32)).shape)
