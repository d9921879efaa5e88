"""The document on film reviews classified by a recurrent network."""

from __future__ import annotations

import inspect
import os
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.networks import LayerData, built_network
from harness.models.review_files import MAXLEN, load_reviews
from harness.models.sessions import seeded
from harness.subject import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class _AskedError(Exception):
    """The address that a loader asks for."""


def origin() -> str:
    """Find the address that Keras's loader of the reviews asks for, without a download.

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


def labels() -> dict[str, list[int]]:
    """List the labels that occur in `train` and in `test`, sorted."""
    (_, y_train), (_, y_test) = load_reviews()
    return {"train": np.unique(y_train).tolist(), "test": np.unique(y_test).tolist()}


def first_reviews() -> dict[str, list[int]]:
    """Measure the first two training reviews as the data set has them, and padded in front.

    A rebuilt file has the mark of a review's start already, to which Keras's own loader would add a
    second one; `load_reviews` does not.

    Returns:
        `lengths`, and `zeros`, how many of them padding to 500 puts in front.
    """
    (reviews, _), _ = load_reviews()
    padded = keras.preprocessing.sequence.pad_sequences(reviews[:2], maxlen=MAXLEN, padding="pre")
    return {
        "lengths": [len(review) for review in reviews[:2]],
        "zeros": [int(row.nonzero()[0][0]) for row in padded],
    }


def parts() -> list[str]:
    """List the parts that Keras's archive of the reviews holds, such as `train`, sorted.

    Raises:
        Unavailable: The archive is not in the folder that HARNESS_DATA names.
    """
    archive = Path(os.environ.get("HARNESS_DATA") or os.devnull) / "imdb.npz"
    if not archive.is_file():
        raise Unavailable("imdb.npz; put it into a folder and name the folder in HARNESS_DATA")
    with zipfile.ZipFile(archive) as members:
        return sorted({name.partition("_")[2][: -len(".npy")] for name in members.namelist()})


def untrained(
    layers: Sequence[LayerData], seeds: Sequence[int] = (0, 1, 2), batches: int = 3
) -> dict[str, Any]:
    """Measure losses and outputs of untrained networks for the first training reviews.

    Args:
        layers: Layers of the network, as `networks` takes them; the last has one output.
        seeds: Seeds of the weights, one network each.
        batches: Batches of 32 reviews.

    Returns:
        `losses`, one for each seed; and `outputs`, their smallest and largest.
    """
    (x_train, y_train), _ = load_reviews()
    count = 32 * batches
    rows = keras.preprocessing.sequence.pad_sequences(list(x_train[:count]), maxlen=MAXLEN)
    outputs = [_outputs(layers, rows, seed) for seed in seeds]
    return {
        "losses": [_loss(y_train[:count], probabilities) for probabilities in outputs],
        "outputs": [float(np.min(outputs)), float(np.max(outputs))],
    }


def trained_on(classes: int = 46, units: int = 10) -> float:
    """Train a softmax output for one step on labels of several classes.

    Args:
        classes: Number of classes, each a column of the labels.
        units: Number of outputs.

    Returns:
        The loss.

    Raises:
        ValueError: There are more or fewer outputs than classes.
    """
    output = keras.layers.Dense(units, activation="softmax")
    model = keras.Sequential([keras.Input(shape=(4,)), output])
    model.compile(optimizer="sgd", loss="categorical_crossentropy")
    labels = np.eye(classes, dtype=np.float32)
    return float(model.train_on_batch(np.zeros((classes, 4), np.float32), labels))


def _outputs(layers: Sequence[LayerData], rows: np.ndarray, seed: int) -> np.ndarray:
    with seeded(seed):
        return np.asarray(built_network(layers, [MAXLEN])(rows))


def _loss(labels: np.ndarray, probabilities: np.ndarray) -> float:
    truth = labels.astype(np.float32)[:, np.newaxis]
    losses = keras.losses.BinaryCrossentropy()
    return float(losses(truth, probabilities))


def _ask(*_: object, origin: str, **__: object) -> None:
    raise _AskedError(origin)


PLATEAU = (1.0,) * 20


def run_callbacks(
    callbacks: Mapping[str, Mapping[str, Any]], losses: Sequence[float] = PLATEAU
) -> dict[str, Any]:
    """Run callbacks through epochs with given validation losses.

    Args:
        callbacks: Keyword arguments by name of the callback, such as
            {"EarlyStopping": {"patience": 5}}.
        losses: Validation loss of each epoch.

    Returns:
        `epochs`, how many there were until a callback stopped the training, and `stopped`,
        whether one did; `learning_rates`, that of the first epoch and after each epoch;
        `learning_rate_changed`; and `first_change`, the epoch, counted from 1, after which it
        changed, or None.
    """
    model = _model()
    made = [getattr(keras.callbacks, name)(**given) for name, given in callbacks.items()]
    model.stop_training = False
    for callback in made:
        callback.set_model(model)
        callback.on_train_begin()
    rates = [_learning_rate(model)]
    for epoch, loss in enumerate(losses):
        for callback in made:
            callback.on_epoch_end(epoch, {"val_loss": loss})
        rates.append(_learning_rate(model))
        if model.stop_training:
            break
    changes = [epoch for epoch, rate in enumerate(rates) if rate != rates[0]]
    return {
        "epochs": len(rates) - 1,
        "stopped": bool(model.stop_training),
        "learning_rates": rates,
        "learning_rate_changed": bool(changes),
        "first_change": changes[0] if changes else None,
    }


def checkpoint(
    arguments: Mapping[str, Any] | None = None, losses: Sequence[float] = (3.0, 1.0, 2.0)
) -> dict[str, Any]:
    """Have a ModelCheckpoint save to one file after each epoch, and read the file.

    Args:
        arguments: Keyword arguments besides the file and that weights are saved.
        losses: Validation loss of each epoch.

    Returns:
        `kept`, the epoch, counted from 1, whose model is in the file; `best`, that of the lowest
        loss; `keeps_the_best`, whether they are the same.
    """
    model = _model()
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "model.weights.h5"))
        made = keras.callbacks.ModelCheckpoint(file, save_weights_only=True, **(arguments or {}))
        made.set_model(model)
        made.on_train_begin()
        for epoch, loss in enumerate(losses):
            model.set_weights([np.full((1, 1), epoch + 1)])
            made.on_epoch_begin(epoch)
            made.on_epoch_end(epoch, {"val_loss": loss})
        model.load_weights(file)
    kept, best = int(model.get_weights()[0].item()), int(np.argmin(losses)) + 1
    return {"kept": kept, "best": best, "keeps_the_best": kept == best}


def _model() -> keras.Model:
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(optimizer="adam", loss="mse")
    return model


def _learning_rate(model: keras.Model) -> float:
    # float32 holds 0.001 as 0.0010000000474974513
    rate = keras.backend.get_value(model.optimizer.learning_rate)
    return float(np.format_float_positional(np.float32(rate)))
