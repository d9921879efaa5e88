"""The first state of cells written by hand."""

from __future__ import annotations

import tensorflow as tf


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
