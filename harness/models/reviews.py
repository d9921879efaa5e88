"""The labelled film reviews: their sizes, labels, padding and source."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from tensorflow import keras

from harness.models.review_files import MAXLEN, NUM_WORDS, load_reviews


class _AskedError(Exception):
    """The address that a loader asks for."""


def review_sizes(num_words: int = NUM_WORDS) -> dict[str, Any]:
    """Measure the arrays of the data set.

    Args:
        num_words: Limit on indices.

    Returns:
        Shape by name (`x_train`, `y_train`, `x_test`, `y_test`), `first_lengths`, those of the
        first two training reviews, and `smallest_index` and `largest_index` of all reviews.
    """
    (x_train, y_train), (x_test, y_test) = load_reviews(num_words)
    parts = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
    reviews = [*x_train, *x_test]
    return {
        **{name: list(part.shape) for name, part in parts.items()},
        "first_lengths": [len(review) for review in x_train[:2]],
        "smallest_index": min(map(min, reviews)),
        "largest_index": max(map(max, reviews)),
    }


def balance() -> dict[str, dict[str, Any]]:
    """Count `positive` and `negative` reviews, and the positive `share`, in `train` and `test`."""
    (_, y_train), (_, y_test) = load_reviews()
    return {"train": _balance(y_train), "test": _balance(y_test)}


def padding(index: int = 0, maxlen: int = MAXLEN, padding: str = "pre") -> dict[str, Any]:
    """Pad one training review and measure the result.

    Args:
        index: Place of the review.
        maxlen: Length to bring it to.
        padding: Where zeros go, `pre` or `post`.

    Returns: as `padded_review`.
    """
    (x_train, _), _ = load_reviews()
    return padded_review(list(x_train[index]), maxlen, padding)


def padded_review(review: list[int], maxlen: int = MAXLEN, padding: str = "pre") -> dict[str, Any]:
    """Pad a review and measure the zeros, as stored and as NumPy prints them.

    Args: as for `padding`, and `review`: its indices, none of them zero.

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


def origin() -> str:
    """Find the address that Keras's loader of the reviews asks for, without a download.

    Raises:
        LookupError: The loader asks for none.
    """
    loader = inspect.unwrap(keras.datasets.imdb.load_data)
    names = loader.__globals__
    download, names["get_file"] = names["get_file"], _ask
    try:
        loader()
    except _AskedError as asked:
        return str(asked)
    finally:
        names["get_file"] = download
    raise LookupError("the loader asks for no file")


def labels() -> dict[str, list[int]]:
    """List the labels that occur in `train` and in `test`, sorted."""
    (_, y_train), (_, y_test) = load_reviews()
    return {"train": np.unique(y_train).tolist(), "test": np.unique(y_test).tolist()}


def shared() -> dict[str, Any]:
    """Compare the reviews of the two halves.

    Returns:
        `same_reviews`, whether the second half is the first one; `shared`, the number of test
        reviews that occur word for word in training, and their `share`.
    """
    (x_train, _), (x_test, _) = load_reviews()
    known = set(map(tuple, x_train))
    count = sum(tuple(review) in known for review in x_test)
    same = all(map(np.array_equal, x_train, x_test))
    return {"same_reviews": same, "shared": count, "share": count / len(x_test)}


def padded_row(index: int = 0, maxlen: int = MAXLEN) -> dict[str, Any]:
    """Pad one training review in front.

    Args: as for `padding`.

    Returns:
        The `row`, (maxlen,), int32; its `largest` index; and whether it `ends_with_the_review`.
    """
    (x_train, _), _ = load_reviews()
    review = list(x_train[index])
    row = keras.preprocessing.sequence.pad_sequences([review], maxlen=maxlen, padding="pre")[0]
    return {
        "row": row,
        "largest": int(row.max()),
        "ends_with_the_review": row[-len(review) :].tolist() == review,
    }


def _balance(labels: np.ndarray) -> dict[str, Any]:
    positive = int((labels == 1).sum())
    negative = int((labels == 0).sum())
    return {"positive": positive, "negative": negative, "share": positive / len(labels)}


def _ask(*_: object, origin: str, **__: object) -> None:
    raise _AskedError(origin)
