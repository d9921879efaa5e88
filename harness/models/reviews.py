"""The labelled film reviews as text, and the encoded archive that is made of them."""

from __future__ import annotations

import json
import re
import tarfile
from typing import TYPE_CHECKING, Iterator, Mapping

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

_PATH = re.compile(r"(?:^|/)(?P<part>train|test)/(?P<label>pos|neg)/(?P<name>[^/]+)\.txt$")
_SEPARATORS = str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', " "))


def encode_reviews(archive: Path, word_index: Path) -> dict[str, np.ndarray]:
    """Encode reviews as Keras's archive of them holds them.

    Positive reviews come first, each half in the order of its file names: after the loader's
    shuffle this gives the reviews, with the lengths, that the loader is known to return.

    Args:
        archive: A tar file with `train` and `test`, each with texts in `pos` and `neg`.
        word_index: A JSON file with the rank of each word, as Keras offers it.

    Returns:
        `x_train` and `x_test`, object arrays of lists of ranks, and `y_train` and `y_test`,
        labels 0 or 1. A word without a rank is left out.
    """
    ranks: dict[str, int] = json.loads(word_index.read_text(encoding="utf-8"))
    parts: dict[str, list[tuple[int, str, list[int]]]] = {"train": [], "test": []}
    for part, label, name, text in _texts(archive):
        parts[part].append((int(label == "neg"), name, _encoded(text, ranks)))
    arrays = {}
    for part, found in parts.items():
        found.sort(key=lambda review: review[:2])
        reviews = np.empty(len(found), dtype=object)
        reviews[:] = [review for *_, review in found]
        arrays["x_" + part] = reviews
        arrays["y_" + part] = np.array([1 - negative for negative, *_ in found], np.int64)
    return arrays


def _texts(archive: Path) -> Iterator[tuple[str, str, str, str]]:
    with tarfile.open(archive, "r|*") as members:
        for member in members:
            place = _PATH.search(member.name)
            stream = members.extractfile(member) if place else None
            if place and stream:
                text = stream.read().decode("utf-8")
                yield place["part"], place["label"], place["name"] + ".txt", text


def _encoded(text: str, ranks: Mapping[str, int]) -> list[int]:
    words = text.lower().translate(_SEPARATORS).split(" ")
    return [ranks[word] for word in words if word in ranks]
