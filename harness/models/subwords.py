"""The subword encoder of TensorFlow Datasets, and where its reviews come with one."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from typing import Any, Dict, List

from harness.models.review_files import review_texts
from harness.subject import Unavailable

REVIEWS, TARGET = 300, 1000


def named_configuration(name: str = "imdb_reviews/subwords8k") -> str:
    """Ask for a data set without downloading it, and read the name of its configuration.

    Args:
        name: The data set and its configuration, as `tfds.load` takes them.

    Raises:
        ValueError: There is no such configuration.
    """
    with tempfile.TemporaryDirectory() as folder:
        return str(_datasets().builder(name, data_dir=folder).builder_config.name)


def comes_with(encoder: str = "SubwordTextEncoder", name: str = "imdb_reviews") -> bool:
    """Test whether a configuration of a data set encodes its texts with a class of encoder.

    Args:
        encoder: Name of the class.
        name: The data set.
    """
    configurations = _datasets().builder_cls(name).BUILDER_CONFIGS
    return encoder in [_class_of(part.text_encoder_config) for part in configurations]


def reachable(path: str = "features.text.SubwordTextEncoder") -> bool:
    """Test whether a name can be reached below `tensorflow_datasets`.

    Args:
        path: Dotted path.
    """
    found = _datasets()
    for name in path.split("."):
        found = getattr(found, name, None)
    return found is not None


@lru_cache(maxsize=1)
def review_encoder(reviews: int = REVIEWS, target: int = TARGET) -> Any:
    """Build a subword encoder from the texts of real reviews.

    Args:
        reviews: How many of the training reviews.
        target: Size of the vocabulary to aim at.

    Raises:
        Unavailable: TensorFlow Datasets or the reviews are missing.
    """
    encoder = _datasets().deprecated.text.SubwordTextEncoder
    # pieces of up to 10 bytes: with 20, the default, the same takes four times as long
    return encoder.build_from_corpus(review_texts(reviews), target, max_subword_length=10)


def vocabulary(reviews: int = REVIEWS, target: int = TARGET) -> Dict[str, Any]:
    """Measure the `size` of a vocabulary of real reviews, and its `share` of the size aimed at.

    Args: as for `review_encoder`.
    """
    size = int(review_encoder(reviews, target).vocab_size)
    return {"size": size, "share": size / target}


def encoded_and_decoded(text: str = "Hello TensorFlow.") -> Dict[str, Any]:
    """Encode a text and decode it again.

    Args:
        text: Any text that UTF-8 can encode.

    Returns:
        The `indices`, the `text` they decode to, and whether both texts are `equal`.
    """
    encoder = review_encoder()
    indices = encoder.encode(text)
    decoded = encoder.decode(indices)
    return {"indices": indices, "text": decoded, "equal": decoded == text}


def reversible(text: str) -> Dict[str, str]:
    """Compare a text (`left`) with itself encoded and decoded (`right`).

    Args: as for `encoded_and_decoded`.
    """
    return {"left": text, "right": encoded_and_decoded(text)["text"]}


def fallback(text: str = "감정") -> Dict[str, List[int]]:
    """Compare the encoding of text without known pieces (`left`) with that of its bytes (`right`).

    Args:
        text: A text in a script that the reviews do not use.
    """
    encoder = review_encoder()
    first = 1 + len(encoder.subwords)  # 0 is padding, and the bytes follow the pieces
    return {"left": encoder.encode(text), "right": [first + byte for byte in text.encode()]}


def _datasets() -> Any:
    try:
        import tensorflow_datasets
    except ImportError as error:
        missing = "TensorFlow Datasets; install tensorflow-datasets beside TensorFlow"
        raise Unavailable(missing) from error
    return tensorflow_datasets


def _class_of(config: Any) -> str:
    kind = config.encoder_cls or type(config.encoder)
    return str(kind.__name__)
