"""The network that continues a ramp."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from harness.models.networks import built_network

if TYPE_CHECKING:
    from tensorflow import keras

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
