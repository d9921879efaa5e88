"""Words as numbers: one-hot rows, and indices padded to one length, as Keras does both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Sequence


def pad(
    sequences: Sequence[Sequence[int]] = ((1,), (2, 3)),
    maxlen: int | None = None,
    padding: str = "pre",
    truncating: str = "pre",
) -> np.ndarray:
    """Bring sequences to one length, as int32 of shape (sequences, maxlen).

    Args:
        sequences: Sequences of indices.
        maxlen: The length; that of the longest sequence where None.
        padding: Where zeros go, `pre` or `post`.
        truncating: Where longer sequences are cut, `pre` or `post`.
    """
    padded: np.ndarray = keras.preprocessing.sequence.pad_sequences(
        sequences, maxlen=maxlen, padding=padding, truncating=truncating
    )
    return padded


def one_hot(words: int = 5) -> dict[str, Any]:
    """Encode words as columns of zeros and a one.

    Args:
        words: Number of words, at least two.

    Returns:
        `shape`; the `ones` of each row; the `share_of_zeros`; and the `distances` between
        different rows, without repeats.
    """
    encoded = keras.utils.to_categorical(np.arange(words), words)
    pairs = [(i, j) for i in range(words) for j in range(i)]
    apart = {round(float(np.linalg.norm(encoded[i] - encoded[j])), 6) for i, j in pairs}
    return {
        "shape": list(encoded.shape),
        "ones": [int(row.sum()) for row in encoded],
        "share_of_zeros": float(np.mean(encoded == 0)),
        "distances": sorted(apart),
    }
