"""The document on networks that continue a ramp and learn a product."""

from __future__ import annotations

from typing import Any

import numpy as np
from tensorflow import keras

from harness.models.networks import LayerData, built_network
from harness.models.sessions import seeded
from harness.subject import announce

_RAMP = np.arange(-1, 10)[:, np.newaxis] / 10
"""The values from -0.1 to 0.9, a column."""


def build_ramp() -> keras.Model:
    """Build ten recurrent units and a dense output over windows of four."""
    return built_network([{"SimpleRNN": 10}, {"Dense": 1}], [4, 1])


def unseeded_predictions(runs: int = 5, epochs: int = 100) -> dict[str, list[float]]:
    """Train the network several times without a seed, and continue two windows it never saw.

    Args:
        runs: How many times.
        epochs: Passes over the six windows from 0, ..., 0.5 on, which make one batch.

    Returns:
        The prediction of each run: for 1.0, the `next` value of the ramp, and for 0.3, an
        `earlier` one, whose window begins before the first.
    """
    windows = np.stack([_RAMP[first : first + 4] for first in range(8)])
    targets = np.arange(4, 10) / 10
    rows = []
    for _ in range(runs):
        model = build_ramp()
        model.compile(optimizer="adam", loss="mse")
        for _ in range(epochs):
            model.train_on_batch(windows[1:7], targets)
        rows.append(model.predict(windows[[7, 0]], verbose=0)[:, 0])
    return {"next": [float(row[0]) for row in rows], "earlier": [float(row[1]) for row in rows]}


_LENGTH, _SAMPLES = 100, 2560


def build_product() -> keras.Model:
    """Build two recurrent layers of 30 units and a dense output."""
    layers: list[LayerData] = [
        {"SimpleRNN": [30, {"return_sequences": True}]},
        {"SimpleRNN": 30},
        {"Dense": 1},
    ]
    return built_network(layers, [_LENGTH, 2])


def learning_curves(epochs: int = 100, seed: int = 1) -> dict[str, Any]:
    """Train the network on 2,048 samples and validate it on 512 others.

    Args:
        epochs: Passes over the samples, 10 or more.
        seed: Seed of samples and weights.

    Returns:
        Means over the `first` and the `last` five epochs, of the training `loss`, of `val_loss`,
        and of their `gap`, the second less the first; and the `variance` of the training targets,
        which is the loss of their mean.
    """
    with seeded(seed):
        inputs, targets = _samples()
        model = build_product()
        model.compile(optimizer="adam", loss="mse")
        history = model.fit(
            inputs,
            targets,
            epochs=epochs,
            validation_split=0.2,
            verbose=0,
            callbacks=[_progress(epochs)],
        ).history
    loss, held_out = np.array(history["loss"]), np.array(history["val_loss"])
    curves = {"loss": loss, "val_loss": held_out, "gap": held_out - loss}
    means = {
        name: {"first": float(curve[:5].mean()), "last": float(curve[-5:].mean())}
        for name, curve in curves.items()
    }
    return {**means, "variance": float(targets[: int(0.8 * len(targets))].var())}


def _samples() -> tuple[np.ndarray, np.ndarray]:
    inputs = np.zeros((_SAMPLES, _LENGTH, 2))
    inputs[..., 1] = np.random.rand(_SAMPLES, _LENGTH)
    targets = np.empty(_SAMPLES)
    for sample, row in enumerate(inputs):
        marked = np.random.choice(_LENGTH, 2, replace=False)
        row[marked, 0] = 1
        targets[sample] = row[marked, 1].prod()
    return inputs, targets


def _progress(epochs: int) -> keras.callbacks.Callback:
    return keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, _logs: announce("product", "epoch", epoch + 1, epochs)
    )
