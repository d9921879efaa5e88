"""Which layers depend on the order and the context of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.seeds import seeded

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_UNITS, _WORDS, _WINDOW = 8, 50, 3


def order_dependence(
    layer: str = "SimpleRNN", timesteps: int = 6, seed: int = 0
) -> dict[str, bool]:
    """Test what the outputs of an untrained layer depend on besides the words themselves.

    Args:
        layer: Embedding, Dense, Conv1D, SimpleRNN, LSTM or GRU; all but an Embedding read the
            vectors of an embedding.
        timesteps: Length of the sequence, all of different words.
        seed: Seed of weights and words.

    Returns:
        `context`, whether the output at the last word changes with the words before it; `order`,
        whether it changes with their order alone; `place`, whether the output at a word changes
        when the sequence is turned round.
    """
    with seeded(seed):
        run = _outputs_of(layer)
        words = np.random.permutation(_WORDS)[: 2 * timesteps]
        told, others = words[:timesteps], words[timesteps:]
        swapped = np.concatenate([told[-2::-1], told[-1:]])
        replaced = np.concatenate([others[:-1], told[-1:]])
        reference = run(told)
        return {
            "context": _differ(run(replaced)[-1], reference[-1]),
            "order": _differ(run(swapped)[-1], reference[-1]),
            "place": _differ(run(told[::-1])[::-1], reference),
        }


def _outputs_of(layer: str) -> Callable[[NDArray[Any]], NDArray[Any]]:
    embedding = keras.layers.Embedding(_WORDS, _UNITS, embeddings_initializer="random_normal")
    reader = None if layer == "Embedding" else _reader(layer)

    def outputs(words: NDArray[Any]) -> NDArray[Any]:
        vectors = embedding(words[np.newaxis])
        return np.asarray(vectors if reader is None else reader(vectors))[0]

    return outputs


def _reader(layer: str) -> keras.layers.Layer:
    if layer == "Dense":
        return keras.layers.Dense(_UNITS)
    if layer == "Conv1D":
        return keras.layers.Conv1D(_UNITS, _WINDOW, padding="causal")
    return getattr(keras.layers, layer)(_UNITS, return_sequences=True)


def _differ(left: NDArray[Any], right: NDArray[Any]) -> bool:
    return not np.allclose(left, right, atol=1e-6)
