"""Samples of the film reviews, and what counting words alone makes of them."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Sequence

import numpy as np
from tensorflow import keras

from harness.models.review_files import MAXLEN, load_reviews


class ReviewSample(NamedTuple):
    """Reviews to train on and reviews to test on; lists of indices, and labels 0 or 1."""

    train: List[List[int]]
    y_train: np.ndarray
    test: List[List[int]]
    y_test: np.ndarray

    @property
    def chance(self) -> float:
        """The accuracy of always giving the label that is more frequent among those to test on."""
        share = float(np.mean(self.y_test))
        return max(share, 1 - share)


def drawn_sample(parts: Sequence[Any], sizes: Sequence[int], seed: int) -> ReviewSample:
    """Draw reviews without replacement.

    Args:
        parts: Reviews to train on and their labels; those to test on and theirs.
        sizes: How many of each are drawn, at most.
        seed: Seed of the draw.
    """
    random = np.random.RandomState(seed)
    drawn: List[Any] = []
    for part, (reviews, labels) in enumerate(parts):
        rows = random.permutation(len(reviews))[: sizes[part]]
        drawn += [[list(reviews[row]) for row in rows], np.asarray(labels)[rows]]
    return ReviewSample(*drawn)


def drawn_reviews(seed: int, train: int, test: int) -> ReviewSample:
    """Draw reviews as Keras encodes them, with 10,000 words.

    Args:
        seed: Seed of the draw.
        train: How many of the 25,000 training reviews.
        test: How many of the 25,000 test reviews.

    Raises: as `load_reviews`.
    """
    return drawn_sample(load_reviews(), (train, test), seed)


def padded_rows(reviews: Sequence[Sequence[int]], maxlen: int = MAXLEN, side: str = "pre") -> Any:
    """Bring reviews to one length, as int32 of shape (reviews, maxlen).

    Args:
        reviews: Lists of indices.
        maxlen: The length; longer ones lose their beginning.
        side: Where zeros go, `pre` or `post`.
    """
    return keras.preprocessing.sequence.pad_sequences(reviews, maxlen=maxlen, padding=side)


def bag_of_words(seed: int = 0, train: int = 2496, test: int = 2496) -> Dict[str, float]:
    """Classify reviews by the counts of their words, without order, by logistic regression.

    Args: as for `drawn_reviews`.

    Returns:
        `accuracy` on the test reviews, and `chance`.
    """
    sample = drawn_reviews(seed, train, test)
    return {"accuracy": counting_accuracy(sample), "chance": sample.chance}


def counting_accuracy(sample: ReviewSample) -> float:
    """Measure the accuracy of logistic regression on the counts of each index.

    Args:
        sample: What to train and to test on.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    counting = make_pipeline(CountVectorizer(analyzer=list), LogisticRegression(max_iter=1000))
    counting.fit(sample.train, sample.y_train)
    return float(counting.score(sample.test, sample.y_test))
