"""The two halves of the film reviews, their labels and their source."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from tensorflow import keras

from harness.models.imdb import MAXLEN, load


class _AskedError(Exception):
    """The address that a loader asks for."""


def origin() -> str:
    """Find out which address Keras's loader of the reviews asks for, without asking it.

    Returns:
        The address.

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


def _ask(*_: object, origin: str, **__: object) -> None:
    raise _AskedError(origin)


def labels() -> dict[str, list[int]]:
    """List the labels that occur.

    Returns:
        Sorted labels of `train` and `test`.
    """
    (_, y_train), (_, y_test) = load()
    return {"train": np.unique(y_train).tolist(), "test": np.unique(y_test).tolist()}


def shared() -> dict[str, Any]:
    """Compare the reviews of the two halves.

    Returns:
        `same_reviews`, whether the second half is the first one; `shared`, the number of test
        reviews that occur word for word in training, and their `share`.
    """
    (x_train, _), (x_test, _) = load()
    known = set(map(tuple, x_train))
    count = sum(tuple(review) in known for review in x_test)
    same = all(map(np.array_equal, x_train, x_test))
    return {"same_reviews": same, "shared": count, "share": count / len(x_test)}


def padded_row(index: int = 0, maxlen: int = MAXLEN) -> dict[str, Any]:
    """Pad one training review in front.

    Args:
        index: Place of the review.
        maxlen: Length to bring it to.

    Returns:
        The `row`, (maxlen,), int32; its `largest` index; and whether it `ends_with_the_review`.
    """
    (x_train, _), _ = load()
    review = list(x_train[index])
    row = keras.preprocessing.sequence.pad_sequences([review], maxlen=maxlen, padding="pre")[0]
    return {
        "row": row,
        "largest": int(row.max()),
        "ends_with_the_review": row[-len(review) :].tolist() == review,
    }
