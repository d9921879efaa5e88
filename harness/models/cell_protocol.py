"""What the generic recurrent layer asks of the cell that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.zero_state import zero_state

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


def sizes(cell: str = "SimpleRNNCell", units: int = 20, samples: int = 2) -> dict[str, Any]:
    """Measure what a Keras cell says of its sizes, and the sizes of one step.

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
    """Put a cell into a recurrent layer that leaves the type of its first state to the layer.

    Args:
        units: Size of the state.

    Returns:
        `accepted`, and the static `output` shape, None where the layer refuses the cell.
    """
    return _through_layer(_StartingCell(units))


def without_super() -> list[int]:
    """Call a layer whose constructor does not call that of its base.

    Returns:
        The shape of its output.

    Raises:
        RuntimeError: Keras 2 refuses to store the inner layer, Keras 3 to call the outer one.
    """
    return list(_UninitialisedLayer()(np.zeros((2, 1), np.float32)).shape)


def _through_layer(cell: keras.layers.Layer) -> dict[str, Any]:
    inputs = keras.Input(shape=(None, 1))
    try:
        output = keras.layers.RNN(cell, return_sequences=True)(inputs)
    except (TypeError, ValueError):
        return {"accepted": False, "output": None}
    return {"accepted": True, "output": list(output.shape)}
