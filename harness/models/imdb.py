"""The labelled film reviews, padded to one length, and the network that reads them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from tensorflow import keras

from harness.models.archive import read_archive
from harness.models.download import patience
from harness.models.reviews import encode_reviews
from harness.models.summary import summarise
from harness.subject import Unavailable

NUM_WORDS = 10000
MAXLEN = 500
_SEED, _START, _UNKNOWN, _INDEX_FROM = 113, 1, 2, 3
_TEXTS, _RANKS = "aclImdb_labelled.tar.xz", "imdb_word_index.json"
_WAY_OUT = (
    f"put imdb.npz, or {_TEXTS} and {_RANKS}, into a folder and name the folder in HARNESS_DATA"
)


@lru_cache(maxsize=2)
def load(num_words: int = NUM_WORDS) -> tuple[Any, Any]:
    """Load the reviews from the folder named by HARNESS_DATA, or through Keras.

    Args:
        num_words: Indices from here on are replaced by that of unknown words.

    Returns:
        Training and test pair of reviews, an object array of lists of indices, and labels, 0 or
        1. They are shared by all callers.

    Raises:
        Unavailable: The folder has neither imdb.npz nor what it is made of, and Keras cannot
            fetch it.
    """
    folder = Path(os.environ.get("HARNESS_DATA") or os.devnull)
    if (folder / "imdb.npz").is_file():
        return read_reviews(folder / "imdb.npz", num_words)
    if (folder / _TEXTS).is_file() and (folder / _RANKS).is_file():
        return as_loaded(encode_reviews(folder / _TEXTS, folder / _RANKS), num_words)
    return _from_keras(num_words)


def read_reviews(path: Path, num_words: int) -> tuple[Any, Any]:
    """Read reviews as the Keras loader gives them, from an archive with any checksum.

    The Keras loader itself is kept away from the user's file: Keras 2 deletes a file whose
    checksum it does not know when it cannot fetch another.

    Args:
        path: The archive, with `x_train`, `y_train`, `x_test` and `y_test`.
        num_words: Indices from here on are replaced by that of unknown words.

    Returns:
        As `load`.
    """
    return as_loaded(read_archive(path), num_words)


def as_loaded(arrays: dict[str, np.ndarray], num_words: int) -> tuple[Any, Any]:
    """Shuffle and limit encoded reviews as the Keras loader does.

    Args:
        arrays: Reviews `x_train` and `x_test`, as ranks of words or already with the marks and
            the shift of the loader, and labels `y_train` and `y_test`.
        num_words: Indices from here on are replaced by that of unknown words.

    Returns:
        As `load`.
    """
    generator = np.random.RandomState(_SEED)
    shift = 0 if _is_marked([*arrays["x_train"], *arrays["x_test"]]) else _INDEX_FROM
    pairs = []
    for part in ("train", "test"):
        reviews, labels = arrays["x_" + part], arrays["y_" + part]
        order = np.arange(len(reviews))
        generator.shuffle(order)
        pairs.append((_encode(reviews[order], num_words, shift), labels[order]))
    return pairs[0], pairs[1]


def _is_marked(reviews: list[Any]) -> bool:
    """Whether each review starts with the mark, and none has an index that stands for no word."""
    return all(
        len(review) > 0 and review[0] == _START and min(review[1:], default=np.inf) > _INDEX_FROM
        for review in reviews
    )


def _encode(reviews: np.ndarray, num_words: int, shift: int) -> np.ndarray:
    encoded = np.empty(len(reviews), dtype=object)
    for place, review in enumerate(reviews):
        shifted = (index + shift for index in (review if shift else review[1:]))
        encoded[place] = [_START, *(i if i < num_words else _UNKNOWN for i in shifted)]
    return encoded


def _from_keras(num_words: int) -> tuple[Any, Any]:
    try:
        with patience(seconds=10):
            loaded: tuple[Any, Any] = keras.datasets.imdb.load_data(num_words=num_words)
    except Exception as error:  # Keras raises bare Exception for a download that failed
        raise Unavailable(f"the IMDB reviews; {_WAY_OUT}") from error
    return loaded


def sizes(num_words: int = NUM_WORDS) -> dict[str, Any]:
    """Measure the arrays of the data set.

    Args:
        num_words: Limit on indices.

    Returns:
        Shape by name (`x_train`, `y_train`, `x_test`, `y_test`), `first_lengths`, those of the
        first two training reviews, and `smallest_index` and `largest_index` of all reviews.
    """
    (x_train, y_train), (x_test, y_test) = load(num_words)
    parts = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
    reviews = [*x_train, *x_test]
    return {
        **{name: list(part.shape) for name, part in parts.items()},
        "first_lengths": [len(review) for review in x_train[:2]],
        "smallest_index": min(map(min, reviews)),
        "largest_index": max(map(max, reviews)),
    }


def balance() -> dict[str, dict[str, Any]]:
    """Count positive and negative reviews.

    Returns:
        `positive`, `negative` and the `share` of positive reviews, under `train` and `test`.
    """
    (_, y_train), (_, y_test) = load()
    return {"train": _balance(y_train), "test": _balance(y_test)}


def _balance(labels: np.ndarray) -> dict[str, Any]:
    positive = int((labels == 1).sum())
    negative = int((labels == 0).sum())
    return {"positive": positive, "negative": negative, "share": positive / len(labels)}


def padding(index: int = 0, maxlen: int = MAXLEN, padding: str = "pre") -> dict[str, Any]:
    """Pad one training review and measure what comes out.

    Args:
        index: Place of the review.
        maxlen: Length to bring it to.
        padding: Where zeros go, `pre` or `post`.

    Returns:
        What `padded_review` measures.
    """
    (x_train, _), _ = load()
    return padded_review(list(x_train[index]), maxlen, padding)


def padded_review(review: list[int], maxlen: int = MAXLEN, padding: str = "pre") -> dict[str, Any]:
    """Pad a review and measure the zeros, as stored and as NumPy prints them.

    Args:
        review: Its indices, none of them zero.
        maxlen: Length to bring it to.
        padding: Where zeros go, `pre` or `post`.

    Returns:
        `length` before and `padded_length` after; `leading_zeros` and `trailing_zeros`;
        `zeros_a_line`, the zeros of each printed line that has any; `full_lines`, the number of
        printed lines that hold zeros only.
    """
    row = keras.preprocessing.sequence.pad_sequences([review], maxlen=maxlen, padding=padding)[0]
    nonzero = np.flatnonzero(row)
    lines = [line.strip(" []").split() for line in np.array_str(row).splitlines()]
    return {
        "length": len(review),
        "padded_length": len(row),
        "leading_zeros": int(nonzero[0]),
        "trailing_zeros": int(len(row) - 1 - nonzero[-1]),
        "zeros_a_line": [line.count("0") for line in lines if "0" in line],
        "full_lines": sum(set(line) == {"0"} for line in lines),
    }


def build(num_words: int = NUM_WORDS, maxlen: int = MAXLEN) -> keras.Model:
    """Build an embedding, recurrent layers of 32 and 16 units, and a sigmoid output."""
    return keras.Sequential(
        [
            keras.Input(shape=(maxlen,)),
            keras.layers.Embedding(num_words, 32),
            keras.layers.SimpleRNN(32, return_sequences=True, dropout=0.15, recurrent_dropout=0.15),
            keras.layers.SimpleRNN(16),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


def summary(num_words: int = NUM_WORDS, maxlen: int = MAXLEN) -> dict[str, Any]:
    """Summarise the reviews' network.

    Args:
        num_words: Rows of its embedding.
        maxlen: Length of its inputs.

    Returns:
        What `summarise` reads from it.
    """
    return summarise(build(num_words, maxlen))
