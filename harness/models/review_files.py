"""The film reviews, read from files or through Keras."""

from __future__ import annotations

import json
import os
import pickle
import re
import socket
import tarfile
import zipfile
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, Iterator, Mapping

import numpy as np
from tensorflow import keras

from harness.subject import Unavailable

NUM_WORDS = 10000
MAXLEN = 500
_SEED, _START, _UNKNOWN, _INDEX_FROM = 113, 1, 2, 3
_TEXTS, _RANKS = "aclImdb_labelled.tar.xz", "imdb_word_index.json"
_WAY_OUT = (
    f"put imdb.npz, or {_TEXTS} and {_RANKS}, into a folder and name the folder in HARNESS_DATA"
)
_CORES = ("numpy.core", "numpy._core")
_ALLOWED = {
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("CORE.multiarray", "_reconstruct"),
    ("CORE.multiarray", "scalar"),
    ("_codecs", "encode"),
}
_PATH = re.compile(r"(?:^|/)(?P<part>train|test)/(?P<label>pos|neg)/(?P<name>[^/]+)\.txt$")
_SEPARATORS = str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', " "))


class _ArrayUnpickler(pickle.Unpickler):
    """Unpickler of object arrays, of either name that NumPy's core has had."""

    def find_class(self, module: str, name: str) -> object:
        for core in _CORES:
            if module.startswith(core + "."):
                module = "CORE" + module[len(core) :]
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"an array of lists has no use for {module}.{name}")
        return super().find_class(module.replace("CORE", _core()), name)


@lru_cache(maxsize=2)
def load_reviews(num_words: int = NUM_WORDS) -> tuple[Any, Any]:
    """Load the reviews from the folder named by HARNESS_DATA, or through Keras.

    Args:
        num_words: Indices from here on are replaced by that of unknown words.

    Returns:
        Training and test pair of reviews, an object array of lists of indices, and labels, 0 or
        1. They are shared by all callers.

    Raises:
        Unavailable: The folder has neither imdb.npz nor the files to make it from, and Keras cannot
            fetch it.
    """
    folder = Path(os.environ.get("HARNESS_DATA") or os.devnull)
    if (folder / "imdb.npz").is_file():
        return read_reviews(folder / "imdb.npz", num_words)
    if (folder / _TEXTS).is_file() and (folder / _RANKS).is_file():
        return as_loaded(encode_reviews(folder / _TEXTS, folder / _RANKS), num_words)
    return _from_keras(num_words)


def read_reviews(path: Path, num_words: int) -> tuple[Any, Any]:
    """Read reviews as the Keras loader returns them, from an archive with any checksum.

    The Keras loader itself is kept away from the user's file: Keras 2 deletes a file whose
    checksum it does not know when it cannot fetch another.

    Args:
        path: The archive, with `x_train`, `y_train`, `x_test` and `y_test`.
        num_words: Indices from here on are replaced by that of unknown words.

    Returns: as `load_reviews`.
    """
    return as_loaded(read_archive(path), num_words)


def as_loaded(arrays: dict[str, np.ndarray], num_words: int) -> tuple[Any, Any]:
    """Shuffle and limit encoded reviews as the Keras loader does.

    Args:
        arrays: Reviews `x_train` and `x_test`, as ranks of words or already with the marks and
            the shift of the loader, and labels `y_train` and `y_test`.
        num_words: Indices from here on are replaced by that of unknown words.

    Returns: as `load_reviews`.
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


def read_archive(path: Path) -> dict[str, np.ndarray]:
    """Read the arrays of an .npz file by name, object arrays among them.

    An archive written with NumPy 2 names modules that NumPy 1 does not have; both are understood.

    Args:
        path: The archive.

    Raises:
        pickle.UnpicklingError: An array holds anything but lists and numbers.
    """
    with zipfile.ZipFile(path) as archive:
        arrays = {}
        for member in archive.namelist():
            with archive.open(member) as stream:
                arrays[member[: -len(".npy")]] = _read_array(stream)
    return arrays


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


@lru_cache(maxsize=2)
def review_texts(count: int) -> tuple[str, ...]:
    """Read the texts of the first training reviews of the archive in the folder HARNESS_DATA names.

    Args:
        count: How many.

    Raises:
        Unavailable: The folder has no such archive.
    """
    archive = Path(os.environ.get("HARNESS_DATA") or os.devnull) / _TEXTS
    if not archive.is_file():
        raise Unavailable(f"the texts of the IMDB reviews; {_WAY_OUT}")
    training = (text for part, *_, text in _texts(archive) if part == "train")
    return tuple(islice(training, count))


def labelled_texts() -> Iterator[tuple[str, int, str]]:
    """Read all reviews of the archive: `train` or `test`, the label 0 or 1, and the text.

    Raises:
        Unavailable: The folder that HARNESS_DATA names has no such archive.
    """
    archive = Path(os.environ.get("HARNESS_DATA") or os.devnull) / _TEXTS
    if not archive.is_file():
        way_out = f"put {_TEXTS} into a folder and name the folder in HARNESS_DATA"
        raise Unavailable(f"the texts of the IMDB reviews; {way_out}")
    for part, label, _, text in _texts(archive):
        yield part, int(label == "pos"), text


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Limit how long each network operation inside may wait, where it sets no limit itself.

    Args:
        seconds: The longest wait for one operation.
    """
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


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


def _core() -> str:
    return _CORES[1] if int(np.__version__.split(".")[0]) > 1 else _CORES[0]


def _read_array(stream: IO[bytes]) -> np.ndarray:
    version = np.lib.format.read_magic(stream)
    read_header = (
        np.lib.format.read_array_header_1_0
        if version == (1, 0)
        else np.lib.format.read_array_header_2_0
    )
    shape, fortran, dtype = read_header(stream)
    if dtype.hasobject:
        array: np.ndarray = _ArrayUnpickler(stream).load()
        return array
    return np.frombuffer(stream.read(), dtype).reshape(shape, order="F" if fortran else "C")


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
