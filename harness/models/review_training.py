"""The network of the document on film reviews, trained on real ones."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
from tensorflow import keras

from harness.models.networks import LayerData, built_network
from harness.models.plateau_rule import documented_plateaus
from harness.models.resumable_fit import FitPlan, fit_resumably
from harness.models.review_files import MAXLEN, NUM_WORDS
from harness.models.review_provenance import provenance
from harness.models.review_samples import (
    ReviewSample,
    counting_accuracy,
    drawn_reviews,
    padded_rows,
)
from harness.models.sessions import seeded
from harness.subject import announce

_LAYERS: List[LayerData] = [
    {"Embedding": [NUM_WORDS, 32]},
    {"SimpleRNN": [32, {"return_sequences": True, "dropout": 0.15, "recurrent_dropout": 0.15}]},
    {"SimpleRNN": 16},
    {"Dense": [1, {"activation": "sigmoid"}]},
]
_ALL, _BATCH = 25000, 32


def trained_reviews(
    seeds: Sequence[int],
    train: int = 2496,
    test: int = 2496,
    epochs: int = 20,
    full: bool = False,
    folder: Optional[str] = None,
) -> Iterator[Dict[str, Any]]:
    """Train the page's network on reviews drawn by each seed, with the page's callbacks.

    Length, words, layers, optimiser, loss, batches and callbacks are the page's own; it trains and
    validates on 25,000 reviews, for up to 500 epochs.

    Args:
        seeds: Seeds of the draw, of the initial weights, of dropout and of the order of reviews.
        train: Reviews to train on.
        test: Test reviews, on which the page validates.
        epochs: Epochs at most.
        full: Whether to train as the page does, on all reviews for up to 500 epochs.
        folder: Where the state is kept after each epoch, to go on after an interruption, in a
            folder for each seed.

    Yields:
        For each seed `loss`, `acc`, `val_loss`, `val_acc` and `learning_rate` of each epoch; how
        the callbacks acted, as `_acts` says, and `documented`, what their documented rules say to
        these losses; `allowed`, the most epochs; `accuracy` on the test reviews at the end, and
        their number `tested`; `chance`; `bag_of_words`, the accuracy of counting words; and
        `provenance` of the reviews.

    Raises:
        Unavailable: The reviews are missing.
    """
    if full:
        train, test, epochs = _ALL, _ALL, 500
    for seed in seeds:
        sample = drawn_reviews(seed, train, test)
        kept = folder and f"{folder}/{seed}"
        plan = FitPlan(f"SimpleRNN on film reviews, seed {seed}", epochs, _BATCH, seed, kept)
        yield {**_trained(sample, plan), "allowed": epochs}


def _trained(sample: ReviewSample, plan: FitPlan) -> Dict[str, Any]:
    with seeded(plan.seed):
        history = fit_resumably(_compiled(), *_arrays(sample), plan=plan, callbacks=_callbacks())
    return {
        **history,
        **_acts(history["val_loss"], history["learning_rate"]),
        "documented": documented_plateaus(history["val_loss"]),
        "accuracy": history["val_acc"][-1],
        "tested": len(sample.test),
        "chance": sample.chance,
        "bag_of_words": counting_accuracy(sample),
        "provenance": provenance()["origin"],
    }


def interrupted_log(
    seeds: Sequence[int], batches: int = 103, again: int = 3
) -> Iterator[Dict[str, float]]:
    """Train on all reviews as the page does until it was interrupted, and once more a little.

    The page's third epoch ends after 103 of its batches; then `fit` is called again, and ends after
    three. Validation is left out, since it changes no weight, and neither callback can act in two
    epochs.

    Args:
        seeds: Seeds of the initial weights, of dropout and of the order of reviews.
        batches: Batches of the third epoch.
        again: Batches of the second call.

    Yields:
        For each seed `loss` and `acc` over the batches of the third epoch; `loss_again` and
        `acc_again` over those of the second call; and `loss_anew`, that of as many batches by a
        new network.

    Raises:
        Unavailable: The reviews are missing.
    """
    sample = drawn_reviews(0, _ALL, 0)
    rows, labels = padded_rows(sample.train), sample.y_train
    for number, seed in enumerate(seeds):
        announce("the page's log", "seed", number, len(seeds))
        with seeded(seed):
            yield _interrupted(rows, labels, batches, again)


def _interrupted(
    rows: np.ndarray, labels: np.ndarray, batches: int, again: int
) -> Dict[str, float]:
    anew = _ended_after(_compiled(), rows, labels, again)
    network = _compiled()
    for epoch in range(2):
        announce("the page's log", "epoch", epoch, 3)
        network.fit(rows, labels, batch_size=_BATCH, verbose=0)
    first = _ended_after(network, rows, labels, batches)
    second = _ended_after(network, rows, labels, again)
    return {
        **first,
        "loss_again": second["loss"],
        "acc_again": second["acc"],
        "loss_anew": anew["loss"],
    }


def _acts(losses: List[float], rates: List[float]) -> Dict[str, Any]:
    """Read from a run what its callbacks did.

    Returns:
        `epochs`, how many there were, and `after_best` how many after the least validation loss;
        `slowed`, after which epoch the learning rate fell first, `waited`, how many of them were
        no better than the best, and `factor`, by what it fell; None where it never did.
    """
    slowed = next((epoch for epoch, rate in enumerate(rates, 1) if rate != rates[0]), None)
    return {
        "epochs": len(losses),
        "after_best": len(losses) - 1 - int(np.argmin(losses)),
        "slowed": slowed,
        "waited": None if slowed is None else slowed - 1 - int(np.argmin(losses[:slowed])),
        "factor": None if slowed is None else rates[slowed - 1] / rates[0],
    }


def _ended_after(
    network: keras.Model, rows: np.ndarray, labels: np.ndarray, batches: int
) -> Dict[str, float]:
    order = np.random.permutation(len(rows))[: batches * _BATCH]
    history = network.fit(rows[order], labels[order], batch_size=_BATCH, verbose=0).history
    return {name: float(values[0]) for name, values in history.items()}


def _compiled() -> keras.Model:
    network = built_network(_LAYERS, [MAXLEN])
    network.compile(optimizer="adam", loss="binary_crossentropy", metrics=["acc"])
    return network


def _callbacks() -> List[keras.callbacks.Callback]:
    return [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=5),
        keras.callbacks.ReduceLROnPlateau(
            monitor="val_loss", patience=3, factor=0.5, min_lr=0.0001
        ),
    ]


def _arrays(sample: ReviewSample) -> Tuple[Any, Any]:
    train = (padded_rows(sample.train), sample.y_train)
    return train, (padded_rows(sample.test), sample.y_test)
