"""Keras callbacks, run at the ends of epochs with given validation losses."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
