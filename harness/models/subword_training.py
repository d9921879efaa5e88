"""The network of the document on subwords, trained on real reviews, with and without masking."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

import numpy as np
from tensorflow import keras

from harness.models.page_vocabulary import encoded_reviews, page_encoder
from harness.models.resumable_fit import FitPlan, fit_resumably
from harness.models.review_samples import (
    ReviewSample,
    counting_accuracy,
    drawn_sample,
    padded_rows,
)
from harness.models.sessions import seeded
from harness.models.subword_sentiment import build_sentiment

SAMPLE = (
    "The movie was cool. The animation and the graphics were out of this world. "
    "I would recommend this movie."
)
_BATCH, _PADDED = 64, 64
_HALF = 0.5


def trained_subwords(
    seed: int,
    mask_zero: bool = False,
    train: int = 2048,
    test: int = 1024,
    longest: int = 160,
    epochs: int = 4,
    learning_rate: float = 0.001,
    full: bool = False,
    folder: Optional[str] = None,
) -> Dict[str, Any]:
    """Train the page's network on reviews drawn by a seed.

    Layers, optimiser, loss, metric and batches are the page's own; it trains on 25,000 reviews of
    any length for ten epochs, at a learning rate of 0.0001.

    Args:
        seed: Seed of the draw, of the initial weights and of the order of reviews.
        mask_zero: Whether the embedding masks padding; the page's does not.
        train: Reviews to train on.
        test: Reviews to test on.
        longest: Subwords of the longest review; shorter ones are padded to it.
        epochs: Passes over the training set.
        learning_rate: That of Adam.
        full: Whether to train as the page does, but that longer reviews lose what follows their
            first 1,000 subwords.
        folder: Where the state is kept after each epoch, to go on after an interruption, in a
            folder for each seed.

    Returns:
        `loss`, `accuracy`, `val_loss` and `val_accuracy` of each epoch; `at_zero` and `at_half`,
        the accuracy on the test reviews where raw outputs from 0 or from 0.5 on count as positive,
        `errors`, the share of wrong ones at 0, and `between`, the share of outputs between both;
        `chance`, `bag_of_words` and `tested` as
        `trained_reviews`; `padding` as `_padding`; and `sample` as `_of_sample`.

    Raises:
        Unavailable: The reviews or TensorFlow Datasets are missing.
    """
    if full:
        train, test, longest, epochs, learning_rate = 25000, 25000, 1000, 10, 0.0001
    reviews = _cut(encoded_reviews(10**6), longest) if full else encoded_reviews(longest)
    sample = drawn_sample(reviews, (train, test), seed)
    rows = padded_rows(sample.test, longest, "post")
    pairs = ((padded_rows(sample.train, longest, "post"), sample.y_train), (rows, sample.y_test))
    kept = folder and f"{folder}/{seed}"
    plan = FitPlan(f"LSTM on subwords, seed {seed}", epochs, _BATCH, seed, kept)
    with seeded(seed):
        network = _compiled(mask_zero, learning_rate)
        history = fit_resumably(network, *pairs, plan=plan)
    outputs = _outputs(network, rows)
    return {
        **history,
        "at_zero": _accuracy(outputs, sample, 0.0),
        "at_half": _accuracy(outputs, sample, _HALF),
        "errors": 1 - _accuracy(outputs, sample, 0.0),
        "between": float(np.mean((outputs >= 0) & (outputs < _HALF))),
        "tested": len(rows),
        "chance": sample.chance,
        "bag_of_words": counting_accuracy(sample),
        "padding": _padding(network, rows, outputs, sample),
        "sample": _of_sample(network),
    }


def _compiled(mask_zero: bool, learning_rate: float) -> keras.Model:
    network = build_sentiment(page_encoder().vocab_size, mask_zero)
    network.compile(
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(learning_rate),
        metrics=["accuracy"],
        jit_compile=True,  # two thirds of the time
    )
    return network


def _padding(
    network: keras.Model, rows: np.ndarray, outputs: np.ndarray, sample: ReviewSample
) -> Dict[str, float]:
    """Measure what padding changes in the outputs for the test reviews.

    Outputs without padding are those of the same weights with padding masked.

    Returns:
        `probability`, the mean change of the probability of a positive review; `decisions`, the
        share of reviews that are classified otherwise; `plain_accuracy`, that without padding.
    """
    twin = build_sentiment(page_encoder().vocab_size, mask_zero=True)
    twin.set_weights(network.get_weights())
    plain = _outputs(twin, rows)
    return {
        "probability": float(np.mean(np.abs(_sigmoid(plain) - _sigmoid(outputs)))),
        "decisions": float(np.mean((plain >= 0) != (outputs >= 0))),
        "plain_accuracy": _accuracy(plain, sample, 0.0),
    }


def _of_sample(network: keras.Model, text: str = SAMPLE) -> Dict[str, Any]:
    """Predict for a text.

    Returns:
        `subwords`, how many it has; the raw outputs, `plain` and `padded` to 64, their
        `difference`, and the `size` of the first; both as `probabilities`, and how far padding
        `moved` that.
    """
    indices = page_encoder().encode(text)
    plain = float(_outputs(network, np.array([indices]))[0])
    padded = float(_outputs(network, padded_rows([indices], _PADDED, "post"))[0])
    probabilities = [float(_sigmoid(np.array(output))) for output in (plain, padded)]
    return {
        "subwords": len(indices),
        "plain": plain,
        "padded": padded,
        "difference": abs(plain - padded),
        "size": abs(plain),
        "probabilities": probabilities,
        "moved": abs(probabilities[0] - probabilities[1]),
    }


def _outputs(network: keras.Model, rows: np.ndarray) -> np.ndarray:
    return np.asarray(network.predict(rows, batch_size=_BATCH, verbose=0))[:, 0]


def _accuracy(outputs: np.ndarray, sample: ReviewSample, threshold: float) -> float:
    return float(np.mean((outputs >= threshold) == (sample.y_test == 1)))


def _sigmoid(outputs: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-outputs))


def _cut(reviews: Sequence[Any], longest: int) -> List[Any]:
    return [([review[:longest] for review in texts], labels) for texts, labels in reviews]
