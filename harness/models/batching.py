"""Sequences of several lengths in one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tensorflow as tf
from tensorflow import keras

from harness.models.api import attempt

if TYPE_CHECKING:
    from collections.abc import Sequence


def embedded(sequences: Sequence[Sequence[int]] = ((1, 2), (3, 4, 5))) -> dict[str, Any]:
    """Pass sequences as one tensor to an Embedding and report how that went.

    Args:
        sequences: Sequences of indices below 10.

    Returns:
        As `api.accepts`.
    """
    layer = keras.layers.Embedding(10, 2)
    return attempt(lambda: layer(tf.constant([list(sequence) for sequence in sequences])))
