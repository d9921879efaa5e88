"""An embedding lookup timed beside the matrix product that gives the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Rows:
    """Two ways to the same rows of a table.

    Args:
        lookup: Looks the indices up in an Embedding layer.
        product: Multiplies their one-hot vectors with a Dense layer's kernel.
    """

    lookup: Callable[[], NDArray[Any]]
    product: Callable[[], NDArray[Any]]

    def check(self) -> None:
        """Check that both give the same rows, bit for bit: all other summands are zero.

        Raises:
            AssertionError: They differ.
        """
        np.testing.assert_array_equal(self.product(), self.lookup())


def prepare_rows(
    vocabulary: int = 8185, dimensions: int = 64, batch: int = 64, timesteps: int = 100
) -> Rows:
    """Build both layers with one table, and one batch of indices.

    The one-hot vectors are made beforehand: only the product is charged to the product.

    Args:
        vocabulary: Rows of the table.
        dimensions: Values a row.
        batch: Sequences.
        timesteps: Indices a sequence.
    """
    random = np.random.default_rng(0)
    table = random.standard_normal((vocabulary, dimensions)).astype(np.float32)
    indices = tf.constant(random.integers(vocabulary, size=(batch, timesteps)), tf.int32)
    hot = tf.one_hot(indices, vocabulary)
    lookup = _built(keras.layers.Embedding(vocabulary, dimensions), indices, table)
    product = _built(keras.layers.Dense(dimensions, use_bias=False), hot, table)
    return Rows(lambda: np.asarray(lookup(indices)), lambda: np.asarray(product(hot)))


def _built(layer: keras.layers.Layer, inputs: tf.Tensor, table: NDArray[Any]) -> Any:
    layer.build(inputs.shape)
    layer.set_weights([table])
    return tf.function(layer.call, autograph=False)
