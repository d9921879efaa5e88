"""Texts and sequences as Keras prepares them: tokenizers, padding, embeddings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.law_sides import two_sides
from harness.models.sessions import seeded

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


_OTHER = {"pre": "post", "post": "pre"}
_PUNCTUATION = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'


def pad_sequences(
    sequences: Sequence[Sequence[int]] = ((1,), (2, 3, 4), (5, 6)),
    maxlen: int | None = None,
    padding: str = "pre",
    truncating: str = "pre",
) -> dict[str, Any]:
    """Compare `pad_sequences` (`left`) with padding and cutting in plain Python (`right`).

    Args:
        sequences: At least one sequence of integers, each of any length.
        maxlen: Length to bring them to, at least 1; the longest one's when None.
        padding: Where zeros are added, "pre" or "post".
        truncating: Where values are cut off, "pre" or "post".
    """
    padded = keras.preprocessing.sequence.pad_sequences(
        [list(sequence) for sequence in sequences],
        maxlen=maxlen,
        padding=padding,
        truncating=truncating,
    )
    length = max(len(sequence) for sequence in sequences) if maxlen is None else maxlen

    def rows(size: int = length, pad: str = padding, cut: str = truncating) -> list[list[int]]:
        return [_padded(list(sequence), size, pad, cut) for sequence in sequences]

    wrong = {
        "filled at the other end": rows(pad=_OTHER[padding]),
        "cut at the other end": rows(cut=_OTHER[truncating]),
        "one longer": rows(length + 1),
        "one shorter": rows(max(length - 1, 0)),
        "never cut": rows(max([length, *map(len, sequences)])),
        "never filled": [list(sequence)[:length] for sequence in sequences],
        "filled with ones": [[value or 1 for value in row] for row in rows()],
        "the first sequence for all": rows()[:1] * len(sequences),
    }
    if maxlen is None:  # the longest sequence is cut nowhere
        wrong = {name: wrong[name] for name in wrong if "cut" not in name}
    return two_sides(np.asarray(padded).tolist(), rows(), wrong)


def tokenizer(
    texts: Sequence[str] = ("A cat, a dog.", "The dog."),
    num_words: int | None = None,
    oov_token: str | None = None,
    encoded: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Compare the Tokenizer's word index and encoding with counting words in plain Python.

    Args:
        texts: Texts to build the vocabulary from.
        num_words: Indices from this one on are left out, at least 1; no limit when None.
        oov_token: Stands for words left out or unknown; they are dropped when None.
        encoded: Texts to turn into indices; the texts themselves when None.

    Returns:
        `left` by Keras and `right` in plain Python, each with `word_index`, from word to index,
        and `sequences`, a list of indices for each encoded text.
    """
    encoded = texts if encoded is None else encoded
    made = keras.preprocessing.text.Tokenizer(num_words=num_words, oov_token=oov_token)
    made.fit_on_texts(list(texts))
    index, shown = _word_index(texts, oov_token), list(encoded)

    def indexed(words: dict[str, int], limit: int | None = num_words) -> dict[str, Any]:
        found = [_encoded(text, words, limit, oov_token) for text in shown]
        return {"word_index": words, "sequences": found}

    wrong = {
        "counted from 0": indexed({word: number - 1 for word, number in index.items()}),
        "in the order of the alphabet": indexed(_ranked(sorted(index))),
        "the rarest first": indexed(_ranked(list(index)[::-1])),
        "one word more": indexed(index, None if num_words is None else num_words + 1),
        "no limit": indexed(index, None),
        "unknown words last": indexed(_ranked([*list(index)[1:], *list(index)[:1]])),
    }
    left = {
        "word_index": dict(made.word_index),
        "sequences": made.texts_to_sequences(list(encoded)),
    }
    return two_sides(left, indexed(index), wrong)


def _padded(values: list[int], length: int, padding: str, truncating: str) -> list[int]:
    surplus = max(len(values) - length, 0)
    kept = values[surplus:] if truncating == "pre" else values[: len(values) - surplus]
    zeros = [0] * (length - len(kept))
    return zeros + kept if padding == "pre" else kept + zeros


def _words(text: str) -> list[str]:
    spaced = "".join(" " if letter in _PUNCTUATION else letter for letter in text.lower())
    return [word for word in spaced.split(" ") if word]


def _word_index(texts: Sequence[str], oov_token: str | None) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in (word for text in texts for word in _words(text)):
        counts[word] = counts.get(word, 0) + 1
    # a stable sort: words of equal count stay in the order of their first appearance
    ranked = sorted(counts, key=lambda word: -counts[word])
    first = [] if oov_token is None else [oov_token]
    return _ranked(first + ranked)


def _ranked(words: Sequence[str]) -> dict[str, int]:
    return {word: index for index, word in enumerate(words, start=1)}


def _encoded(
    text: str, index: dict[str, int], num_words: int | None, oov_token: str | None
) -> list[int]:
    indices = [index.get(word) for word in _words(text)]
    known = [i if i is not None and (num_words is None or i < num_words) else 0 for i in indices]
    if oov_token is None:
        return [i for i in known if i]
    return [i or index[oov_token] for i in known]


WORDS = 100


def lookup(
    input_dim: int = WORDS,
    output_dim: int = 3,
    indices: Sequence[int] = (76, 78, 76, 78, 99, 98),
    seed: int = 42,
) -> np.ndarray:
    """Look indices up in a freshly initialised embedding: a row for each.

    Args:
        input_dim: Number of rows.
        output_dim: Values a row.
        indices: Rows to look up.
        seed: Seed of the initialiser.
    """
    with seeded(seed):
        layer = keras.layers.Embedding(input_dim, output_dim)
        return np.asarray(layer(np.array(indices, np.int32)))


def lengths(timesteps: Sequence[int] = (3, 7), output_dim: int = 3) -> list[list[int]]:
    """Run one embedding on inputs of different lengths and list the shapes of the outputs.

    Args:
        timesteps: The length of each input.
        output_dim: Values a row.
    """
    layer = keras.layers.Embedding(WORDS, output_dim)
    return [list(layer(np.zeros((2, steps), np.int32)).shape) for steps in timesteps]


def after_another_layer() -> dict[str, Any]:
    """Place an embedding after a layer that reshapes the indices.

    Returns:
        `accepted`, the `exception` type or None, and the `output` shape for two samples.
    """
    inputs = np.zeros((2, 4, 2), np.int32)
    try:
        model = keras.Sequential(
            [
                keras.Input(shape=(4, 2), dtype="int32"),
                keras.layers.Reshape((8,)),
                keras.layers.Embedding(WORDS, 3),
            ]
        )
        shape = list(model(inputs).shape)
    except (TypeError, ValueError) as error:
        return {"accepted": False, "exception": type(error).__name__, "output": None}
    return {"accepted": True, "exception": None, "output": shape}
