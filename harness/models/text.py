"""Texts as indices of words, padded to one length, as Keras does both."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.subject import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS = (
    "나는 인공지능 공부를 하는 것이 재미있습니다.",
    "인공지능 분야 중에서도 시맨틱 분할이 가장 좋습니다.",
    "인공지능이란 무엇인가요 시맨틱이 뭔가요 가장 어렵습니다",
)
PADDING_TEXTS = (
    "나는 당신을 사랑합니다",
    "나는 컴퓨터를 가지고 노는 것이 가장 좋습니다",
    "나는 인공지능을 좋아합니다",
    "나는 컴퓨터를 가지고 하는 수학을 좋아합니다",
    "나는 뉴질랜드를 좋아합니다",
    "나는 혼자 사는 것이 편합니다",
)
CORPORA = {"sentences": TEXTS, "padding": PADDING_TEXTS}


def word_index(
    texts: Sequence[str] | str = "sentences",
    num_words: int | None = None,
    oov_token: str | None = None,
) -> dict[str, int]:
    """Fit a tokenizer and read its dictionary, from word to index.

    Args:
        texts: Texts to fit on, or the name of a corpus, `sentences` or `padding`.
        num_words: Limit on encoded words.
        oov_token: Word that stands for unknown ones.
    """
    return dict(_tokenizer(_texts(texts), num_words, oov_token).word_index)


def encode(
    texts: Sequence[str] | str = "sentences",
    new_texts: Sequence[str] | str | None = None,
    num_words: int | None = None,
    oov_token: str | None = None,
) -> list[list[int]]:
    """Fit a tokenizer and encode texts with it, each as a list of indices.

    Args:
        texts: Texts to fit on, or the name of a corpus.
        new_texts: Texts to encode; those fitted on where None.
        num_words: Limit on encoded words: indices below it are kept.
        oov_token: Word that stands for unknown ones.
    """
    tokenizer = _tokenizer(_texts(texts), num_words, oov_token)
    chosen = _texts(texts if new_texts is None else new_texts)
    encoded: list[list[int]] = tokenizer.texts_to_sequences(list(chosen))
    return encoded


def pad(
    sequences: Sequence[Sequence[int]] | None = None,
    maxlen: int | None = None,
    padding: str = "pre",
    truncating: str = "pre",
) -> np.ndarray:
    """Bring sequences to one length, as int32 of shape (sequences, maxlen).

    Args:
        sequences: Sequences of indices; the encoded padding corpus where None.
        maxlen: The length; that of the longest sequence where None.
        padding: Where zeros go, `pre` or `post`.
        truncating: Where longer sequences are cut, `pre` or `post`.
    """
    chosen = encode("padding", oov_token="<없는 단어>") if sequences is None else sequences
    padded: np.ndarray = keras.preprocessing.sequence.pad_sequences(
        chosen, maxlen=maxlen, padding=padding, truncating=truncating
    )
    return padded


def unknown_words(
    text: str = "나는 인공지능 분야 에 관심이 많으며 가장 좋아합니다. 시맨틱",
    texts: Sequence[str] | str = "sentences",
    oov_token: str = "<OOV>",
) -> dict[str, Any]:
    """Find which words of a text the dictionary lacks.

    Args: as for `encode`, and `text`: text to encode.

    Returns:
        `positions` (from 0) of the unknown words, their `count`, and `words`, the number of
        words of the text.
    """
    encoded = encode(texts, [text], oov_token=oov_token)[0]
    unknown = word_index(texts, oov_token=oov_token)[oov_token]
    positions = [place for place, index in enumerate(encoded) if index == unknown]
    return {"positions": positions, "count": len(positions), "words": len(encoded)}


def ordering(texts: Sequence[str] | str = "sentences") -> dict[str, Any]:
    """Compare the order of the dictionary with word counts and first appearances.

    Args:
        texts: Texts to fit on, or the name of a corpus; no capitals, final periods only.

    Returns:
        `counts` in order of index; `most_frequent_first`; `ties_by_first_appearance`.
    """
    words = [word.rstrip(".") for text in _texts(texts) for word in text.split()]
    count = Counter(words)
    index = word_index(texts)
    ordered = sorted(index, key=lambda word: index[word])
    counts = [count[word] for word in ordered]
    by_both = sorted(count, key=lambda word: (-count[word], words.index(word)))
    return {
        "counts": counts,
        "most_frequent_first": counts == sorted(counts, reverse=True),
        "ties_by_first_appearance": ordered == by_both,
    }


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


def vocabulary_sizes(
    texts: Sequence[str] | str = "sentences",
    num_words: int | None = None,
    oov_token: str | None = None,
) -> dict[str, int]:
    """Count the words of the dictionary, and those that the tokenizer encodes.

    Args: as for `word_index`.

    Returns:
        `dictionary`, its entries; `encoded`, the different indices in the encoding of them all;
        and `highest`, the highest index in that encoding.
    """
    words = list(word_index(texts, num_words, oov_token))
    indices = {index for row in encode(texts, words, num_words, oov_token) for index in row}
    return {
        "dictionary": len(words),
        "encoded": len(indices),
        "highest": max(indices, default=0),
    }


def _tokenizer(
    texts: Sequence[str], num_words: int | None, oov_token: str | None
) -> keras.preprocessing.text.Tokenizer:
    try:
        tokenizer_class = keras.preprocessing.text.Tokenizer
    except AttributeError as error:
        raise Unavailable(
            "this release has no Tokenizer; measure on a stack with TensorFlow 2.21 or older"
        ) from error
    tokenizer = tokenizer_class(num_words=num_words, oov_token=oov_token)
    tokenizer.fit_on_texts(list(texts))
    return tokenizer


def _texts(texts: Sequence[str] | str) -> Sequence[str]:
    return CORPORA[texts] if isinstance(texts, str) else texts
