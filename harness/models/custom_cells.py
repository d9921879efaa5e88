"""Recurrent cells and layers written by hand: what Keras asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
