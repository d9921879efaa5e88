"""Networks that classify the film reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.review_files import MAXLEN, NUM_WORDS, load_reviews
from harness.models.seeds import seeded
from harness.models.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_reviews(num_words: int = NUM_WORDS, maxlen: int = MAXLEN) -> keras.Model:
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


def review_summary(num_words: int = NUM_WORDS, maxlen: int = MAXLEN) -> dict[str, Any]:
    """Summarise the reviews' network.

    Args:
        num_words: Rows of its embedding.
        maxlen: Length of its inputs.

    Returns: as `summarise`.
    """
    return summarise(build_reviews(num_words, maxlen))


def build_with(cell: str) -> keras.Model:
    """Build the reviews' network with SimpleRNN, LSTM or GRU layers and nothing else changed."""
    recurrent = getattr(keras.layers, cell)
    return keras.Sequential(
        [
            keras.Input(shape=(MAXLEN,)),
            keras.layers.Embedding(NUM_WORDS, 32),
            recurrent(32, return_sequences=True, dropout=0.15, recurrent_dropout=0.15),
            recurrent(16),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


def with_cell(cell: str = "LSTM") -> dict[str, Any]:
    """Summarise the reviews' network with another kind of recurrent layer.

    Args:
        cell: SimpleRNN, LSTM or GRU.

    Returns: as `summarise`.
    """
    return summarise(build_with(cell))


def untrained(seeds: Sequence[int] = (0, 1, 2), batches: int = 3) -> dict[str, Any]:
    """Measure losses and outputs of untrained networks for the first training reviews.

    Args:
        seeds: Seeds of the weights, one network each.
        batches: Batches of 32 reviews.

    Returns:
        `losses`, one for each seed; `outputs`, their smallest and largest; and `shape`, that of
        the outputs for one review.
    """
    (x_train, y_train), _ = load_reviews()
    count = 32 * batches
    rows = keras.preprocessing.sequence.pad_sequences(list(x_train[:count]), maxlen=MAXLEN)
    outputs = [_outputs(rows, seed) for seed in seeds]
    return {
        "losses": [_loss(y_train[:count], probabilities) for probabilities in outputs],
        "outputs": [float(np.min(outputs)), float(np.max(outputs))],
        "shape": list(outputs[0].shape[1:]),
    }


def cell_totals(units: int = 32, features: int = 32) -> dict[str, int]:
    """Count the parameters of one layer of each kind: `SimpleRNN`, `LSTM`, `GRU`.

    Args:
        units: Size of the hidden state.
        features: Values a step.
    """
    totals = {}
    for cell in ("SimpleRNN", "LSTM", "GRU"):
        layer = getattr(keras.layers, cell)(units)
        layer.build((None, None, features))
        totals[cell] = int(layer.count_params())
    return totals


def _outputs(rows: np.ndarray, seed: int) -> np.ndarray:
    with seeded(seed):
        model = build_reviews()
    return np.asarray(model(rows))


def _loss(labels: np.ndarray, probabilities: np.ndarray) -> float:
    truth = labels.astype(np.float32)[:, np.newaxis]
    losses = keras.losses.BinaryCrossentropy()
    return float(losses(truth, probabilities))
