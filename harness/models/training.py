"""Training of the forecasting networks, and forecasts by them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from tensorflow import keras

from harness.models.forecasting import DATA, N_STEPS, Splits, naive_forecast, series
from harness.models.forecasting_networks import BUILDERS, build_sequence
from harness.models.sessions import seeded
from harness.subject import announce


class Recipe(NamedTuple):
    """The targets of a network and the learning rate of its Adam optimiser."""

    targets: str
    learning_rate: float


RECIPES = {
    "dense": Recipe("one-step", 0.001),
    "simple": Recipe("one-step", 0.001),
    "sequence": Recipe("one-step", 0.001),
    "deep": Recipe("one-step", 0.005),
    "deep-dense": Recipe("one-step", 0.005),
    "vector": Recipe("ten-step", 0.005),
    "sequence-to-sequence": Recipe("every-step", 0.005),
    "batch-normalised": Recipe("every-step", 0.005),
    "layer-normalised": Recipe("every-step", 0.005),
}


class _Announcer(keras.callbacks.Callback):
    """Callback that announces every epoch of a network's training."""

    def __init__(self, network: str, epochs: int) -> None:
        super().__init__()
        self._network, self._epochs = network, epochs

    def on_train_begin(self, logs: Any = None) -> None:  # noqa: ARG002 - Keras passes them
        announce(self._network, "epoch", 0, self._epochs)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:  # noqa: ARG002
        announce(self._network, "epoch", epoch + 1, self._epochs)


def _fit(network: str, data: Splits, epochs: int, seed: int) -> tuple[keras.Model, dict[str, Any]]:
    with seeded(seed):
        model = BUILDERS[network]()
        rate = RECIPES[network].learning_rate
        model.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=rate))
        history = model.fit(
            data.x_train,
            data.y_train,
            epochs=epochs,
            validation_data=(data.x_valid, data.y_valid),
            callbacks=[_Announcer(network, epochs)],
            verbose=0,
        ).history
    return model, history


def train_network(
    network: str = "dense",
    epochs: int = 20,
    seed: int = 42,
    train_size: int = 7000,
    valid_size: int = 2000,
) -> dict[str, list[float]]:
    """Train a network on the wave series.

    Args:
        network: A key of `RECIPES`.
        epochs: Passes over the training set, in batches of 32.
        seed: Seed of the series, of the initial weights and of the order of samples.
        train_size: Series to train on, of 10000.
        valid_size: Series to validate on.

    Returns:
        `loss` and `val_loss`, the mean squared error of each epoch.
    """
    data = DATA[RECIPES[network].targets](seed, train_size, valid_size)
    _, history = _fit(network, data, epochs, seed)
    return {name: [float(value) for value in history[name]] for name in ("loss", "val_loss")}


def dense_forecast(epochs: int = 20, seed: int = 42) -> dict[str, Any]:
    """Train the dense network, and forecast the validation set with it.

    Args:
        epochs: Passes over the training set.
        seed: Seed of the series and of the training.

    Returns:
        `loss` and `val_loss` of each epoch; the forecast's `shape`, its `first` and `last` three
        rows and its `mse`; and `naive`, that of the naive forecast of the same series.
    """
    data = DATA["one-step"](seed)
    model, history = _fit("dense", data, epochs, seed)
    forecast = model.predict(data.x_valid, verbose=0)
    return {
        "loss": [float(value) for value in history["loss"]],
        "val_loss": [float(value) for value in history["val_loss"]],
        "naive": float(naive_forecast(seed)["mse"]),
        "shape": list(forecast.shape),
        "first": forecast[:3],
        "last": forecast[-3:],
        "mse": float(model.evaluate(data.x_valid, data.y_valid, verbose=0)),
    }


def sequence_loss(samples: int = 32, timesteps: int = N_STEPS, seed: int = 42) -> dict[str, Any]:
    """Compare the loss of a network that returns sequences, trained on one target a series.

    Args:
        samples: Number of series, at most one batch of 32.
        timesteps: Steps a series.
        seed: Seed of the series and of the weights.

    Returns:
        `prediction` and `target` shapes; `compiled`, the loss that `evaluate` gives;
        `every_step`, the mean squared error of all steps against the one target; `last_step`,
        that of the last step alone.
    """
    drawn = series(samples, timesteps + 1, seed)
    inputs, targets = drawn[:, :timesteps], drawn[:, -1]
    with seeded(seed):
        model = build_sequence()
    model.compile(loss="mse", optimizer="adam")
    predictions = np.asarray(model(inputs))
    return {
        "prediction": list(predictions.shape),
        "target": list(targets.shape),
        "compiled": float(model.evaluate(inputs, targets, verbose=0)),
        "every_step": float(np.mean((predictions[..., 0] - targets) ** 2)),
        "last_step": float(np.mean((predictions[:, -1] - targets) ** 2)),
    }


def _refused(known: np.ndarray, predicted: np.ndarray) -> bool:
    try:
        np.concatenate([known, predicted], axis=1)
    except ValueError:
        return True
    return False
