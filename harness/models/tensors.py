"""What TensorFlow allows with tensors of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tensorflow as tf

if TYPE_CHECKING:
    from collections.abc import Sequence


def tensor_shape(rows: Sequence[Sequence[int]] = ((1, 2), (3,))) -> list[int]:
    """Make a tensor of rows.

    Args:
        rows: Rows of numbers.

    Returns:
        Its shape.

    Raises:
        ValueError: The rows differ in length.
    """
    return list(tf.constant([list(row) for row in rows]).shape)


def assigned(kind: str = "constant") -> list[int]:
    """Assign other numbers to a constant or to a variable.

    Args:
        kind: `constant` or `Variable`.

    Returns:
        The numbers afterwards.

    Raises:
        AttributeError: A constant takes none.
    """
    numbers = getattr(tf, kind)([1, 2])
    numbers.assign([3, 4])
    return [int(number) for number in numbers.numpy()]
