"""Recurrent cells written by hand, among them those that a document prints."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Callable

import numpy as np
import tensorflow as tf
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Cell(keras.layers.Layer):
    """Cell without weights whose state is its output."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.state_size = units

    def call(self, inputs: tf.Tensor, states: Sequence[tf.Tensor]) -> tuple[Any, list[Any]]:
        output = tf.tanh(inputs[:, :1] + states[0])
        return output, [output]


class _StartingCell(_Cell):
    """Cell that makes its first state of zeros, in the type that it is handed."""

    def get_initial_state(
        self,
        inputs: tf.Tensor | None = None,
        batch_size: int | None = None,
        dtype: tf.DType | None = None,
    ) -> list[tf.Tensor]:
        return zero_state(self.state_size, inputs, batch_size, dtype)


class _UninitialisedLayer(keras.layers.Layer):
    """Layer that never calls the constructor of its base."""

    def __init__(self) -> None:
        self.inner = keras.layers.Dense(1)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self.inner(inputs)


class _PairedCell(keras.layers.Layer):
    """Cell that passes inputs and states to its inner cell as one pair."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.state_size = units
        self.inner = keras.layers.SimpleRNNCell(units, activation=None)
        self.layer_norm = keras.layers.LayerNormalization()

    def call(self, inputs: tf.Tensor, states: Sequence[tf.Tensor]) -> tuple[Any, list[Any]]:
        outputs, _ = self.inner((inputs, states))
        normalised = tf.tanh(self.layer_norm(outputs))
        return normalised, [normalised]


class _DottedCell(keras.layers.Layer):
    """Cell that assigns its normalisation below an attribute that it does not have."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.inner = keras.layers.SimpleRNNCell(units, activation=None)
        self.layer.norm = keras.layers.LayerNormalization()


def zero_state(
    units: int, inputs: tf.Tensor | None, batch_size: int | None, dtype: tf.DType | None
) -> list[tf.Tensor]:
    """Make a state of zeros; Keras 2 passes inputs and a dtype, Keras 3 a batch size.

    Args:
        units: Size of the state.
        inputs: Inputs of one step, (batch_size, features); None where the next two say it.
        batch_size: Number of sequences.
        dtype: Type of the state where there are no inputs.

    Returns:
        One tensor, (batch_size, units).
    """
    if inputs is not None:
        batch_size, dtype = tf.shape(inputs)[0], inputs.dtype
    return [tf.zeros([batch_size, units], dtype=dtype)]


def cell_sizes(cell: str = "SimpleRNNCell", units: int = 20, samples: int = 2) -> dict[str, Any]:
    """Read the sizes that a Keras cell states, and measure those of one step.

    Args:
        cell: SimpleRNNCell, LSTMCell or GRUCell.
        units: Size of the state.
        samples: Number of inputs.

    Returns:
        `state_size` and `output_size` as the cell has them; the shapes `output` and `states` of
        one step.
    """
    made = getattr(keras.layers, cell)(units)
    size = made.state_size if isinstance(made.state_size, int) else list(made.state_size)
    count = 1 if isinstance(size, int) else len(size)
    output, states = made(tf.ones([samples, 1]), [tf.zeros([samples, units])] * count)
    return {
        "state_size": size,
        "output_size": made.output_size,
        "output": list(output.shape),
        "states": [list(state.shape) for state in states],
    }


def output_size(form: str = "integer", units: int = 4) -> dict[str, Any]:
    """Put a cell that states its output size in some form into a recurrent layer.

    Args:
        form: `integer`, `shape` for a TensorShape, or `absent`.
        units: Size of the state.

    Returns:
        `accepted`, and the static `output` shape, None where the layer refuses the cell.
    """
    cell = _Cell(units)
    if form != "absent":
        cell.output_size = units if form == "integer" else tf.TensorShape([units])
    return _through_layer(cell)


def initial_state(units: int = 4) -> dict[str, Any]:
    """Put a cell into a recurrent layer that leaves the dtype of its first state to the layer.

    Args:
        units: Size of the state.

    Returns: as `output_size`.
    """
    return _through_layer(_StartingCell(units))


def without_super() -> list[int]:
    """Call a layer whose constructor skips that of its base, and read its output's shape.

    Raises:
        RuntimeError: Keras 2 refuses to store the inner layer, Keras 3 to call the outer one.
    """
    return list(_UninitialisedLayer()(np.zeros((2, 1), np.float32)).shape)


def layer_norm_cell_as_printed(units: int = 20) -> dict[str, str | None]:
    """Construct and call the cell whose inner cell gets `(inputs, states)` as one argument.

    Args:
        units: Size of the state.

    Returns:
        The exception type, or None, of `construct` and of `call`, and the `message`.
    """
    return _trial(_PairedCell, units)


def layer_norm_cell_as_run(units: int = 20) -> dict[str, str | None]:
    """Construct the cell of the printed traceback, which assigns `self.layer.norm`.

    Args:
        units: Size of the state.

    Returns: as `layer_norm_cell_as_printed`.
    """
    return _trial(_DottedCell, units)


def _through_layer(cell: keras.layers.Layer) -> dict[str, Any]:
    inputs = keras.Input(shape=(None, 1))
    try:
        output = keras.layers.RNN(cell, return_sequences=True)(inputs)
    except (TypeError, ValueError):
        return {"accepted": False, "output": None}
    return {"accepted": True, "output": list(output.shape)}


def _raised(action: Callable[[], Any]) -> tuple[Any, str | None, str | None]:
    """Run an action and name the type and the reason of what it raised."""
    try:
        with warnings.catch_warnings():
            # Keras 3 also warns that it cannot build the layer whose call fails
            warnings.simplefilter("ignore", UserWarning)
            return action(), None, None
    except (TypeError, ValueError, AttributeError) as error:
        return None, type(error).__name__, _reason(str(error))


def _reason(message: str) -> str:
    """Pick the sentence that gives the reason: Keras puts the place where it failed before it."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    named = lines[0].startswith("Exception encountered") and len(lines) > 1
    return lines[1 if named else 0].replace("\x1b[1m", "").replace("\x1b[0m", "")


def _trial(cell_class: Callable[[int], keras.layers.Layer], units: int) -> dict[str, str | None]:
    cell, construct, message = _raised(lambda: cell_class(units))
    call = None
    if construct is None:
        states = [tf.zeros([2, units])]
        _, call, message = _raised(lambda: cell(tf.zeros([2, 1]), states))
    return {"construct": construct, "call": call, "message": message}
