"""A vocabulary of subwords as large as the page's own, built from real reviews.

The page's own vocabulary, of 8,185 entries, comes with a data set that has to be downloaded.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from harness.models.review_files import labelled_texts
from harness.subject import Unavailable, announce

BUILT_FROM, SIZE = 4000, 8185


@lru_cache(maxsize=1)
def page_encoder(reviews: int = BUILT_FROM, target: int = SIZE) -> Any:
    """Build the encoder of TensorFlow Datasets from training reviews, or read the one built before.

    Building takes about a minute for 4,000 reviews, and several for all 25,000.

    Args:
        reviews: How many of the training reviews.
        target: Size of the vocabulary to aim at.

    Raises:
        Unavailable: TensorFlow Datasets or the reviews are missing.
    """
    encoder_class = _subword_encoder()
    texts = tuple(text for _, _, text in islice(_training(), reviews))
    kept = _kept_vocabulary(texts, target)
    if not Path(f"{kept}.subwords").is_file():
        announce("vocabulary of subwords", "vocabulary", 0, 1)
        # pieces of up to 10 bytes: with 20, the default, the same takes four times as long
        built = encoder_class.build_from_corpus(texts, target, max_subword_length=10)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            built.save_to_file(str(Path(folder, "built")))
            Path(folder, "built.subwords").replace(f"{kept}.subwords")
        announce("vocabulary of subwords", "vocabulary", 1, 1)
    return encoder_class.load_from_file(str(kept))


def page_vocabulary(reviews: int = BUILT_FROM, target: int = SIZE) -> Dict[str, Any]:
    """Measure the vocabulary: its `size`, and its `share` of the size aimed at.

    Args: as for `page_encoder`.
    """
    size = int(page_encoder(reviews, target).vocab_size)
    return {"size": size, "share": size / target}


def page_sample(text: str = "Hello TensorFlow.") -> Dict[str, Any]:
    """Encode a text with the vocabulary.

    Returns:
        The `indices`, the `pieces` that they stand for, and the `text` that they decode to.
    """
    encoder = page_encoder()
    indices = encoder.encode(text)
    pieces = [encoder.decode([index]) for index in indices]
    return {"indices": indices, "pieces": pieces, "text": encoder.decode(indices)}


def page_reversible(text: str) -> Dict[str, str]:
    """Compare a text (`left`) with itself encoded and decoded by the vocabulary (`right`).

    Args:
        text: Any text that UTF-8 can encode.
    """
    return {"left": text, "right": page_sample(text)["text"]}


def original_sample(text: str = "Hello TensorFlow.") -> Dict[str, Any]:
    """Encode a text with the vocabulary that comes with `imdb_reviews/subwords8k`.

    Returns:
        The `indices`, and the `text` that they decode to.

    Raises:
        Unavailable: The data set is not at hand: releases before 4.9.7 download it.
    """
    import tensorflow_datasets

    try:
        info = tensorflow_datasets.builder("imdb_reviews/subwords8k").info
        encoder = info.features["text"].encoder
    except Exception as error:  # a configuration that is gone, or a download that failed
        raise Unavailable(
            "the vocabulary of imdb_reviews/subwords8k; TensorFlow Datasets before 4.9.7 downloads"
            " it, which needs the network"
        ) from error
    indices = encoder.encode(text)
    return {"indices": indices, "text": encoder.decode(indices)}


@lru_cache(maxsize=1)
def encoded_reviews(longest: int) -> Tuple[Any, Any]:
    """Encode all reviews that have at most a number of subwords.

    Args:
        longest: How many.

    Returns:
        For training and test, the reviews as lists of indices, and their labels.
    """
    encoder = page_encoder()
    found: Dict[str, Tuple[List[Any], List[int]]] = {"train": ([], []), "test": ([], [])}
    for place, (part, positive, text) in enumerate(labelled_texts()):
        if place % 5000 == 0:
            announce("encoding of reviews", "review", place, 50000)
        indices = encoder.encode(text)
        if len(indices) <= longest:
            found[part][0].append(indices)
            found[part][1].append(positive)
    (train, y_train), (test, y_test) = found["train"], found["test"]
    return (train, np.array(y_train)), (test, np.array(y_test))


def _training() -> Iterator[Tuple[str, int, str]]:
    return (review for review in labelled_texts() if review[0] == "train")


def _subword_encoder() -> Any:
    try:
        import tensorflow_datasets
    except ImportError as error:
        missing = "TensorFlow Datasets; install tensorflow-datasets beside TensorFlow"
        raise Unavailable(missing) from error
    return tensorflow_datasets.deprecated.text.SubwordTextEncoder


def _kept_vocabulary(texts: Tuple[str, ...], target: int) -> Path:
    """Name the file of a vocabulary by what it is built from, in the user's cache."""
    named = os.environ.get("HARNESS_CACHE")
    folder = Path(named) if named else Path.home() / ".cache" / "harness"
    (folder / "subwords").mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256("\0".join([str(target), *texts]).encode())
    return folder / "subwords" / digest.hexdigest()[:16]
