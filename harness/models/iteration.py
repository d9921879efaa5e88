"""One step of a forecast that feeds on itself."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.models.forecasting import AHEAD, N_STEPS, series
from harness.models.networks import build_deep_dense
from harness.models.seeds import seeded


def first_step(seed: int = 42) -> dict[str, Any]:
    """Forecast one value and append it to the known ones.

    The network is untrained: no shape depends on its weights.

    Args:
        seed: Seed of the series and of the weights.

    Returns:
        Shapes: `predicted`, of the network's output; `expanded`, with a new axis between its two;
        `appended`, of the inputs with it at their end. `refused`, whether the output cannot be
        appended without the new axis.
    """
    known = series(1, N_STEPS + AHEAD, seed)[:, :N_STEPS]
    with seeded(seed):
        predicted = build_deep_dense().predict(known, verbose=0)
    expanded = predicted[:, np.newaxis, :]
    return {
        "predicted": list(predicted.shape),
        "expanded": list(expanded.shape),
        "appended": list(np.concatenate([known, expanded], axis=1).shape),
        "refused": _refused(known, predicted),
    }


def against_naive(seed: int = 42) -> dict[str, Any]:
    """Compare a network's forecast with the naive one.

    Args:
        seed: Seed of the series and of the weights, which are untrained.

    Returns:
        `forecast` and `last_known`, the numbers, and `naive`, whether they are equal.
    """
    known = series(1, N_STEPS + AHEAD, seed)[:, :N_STEPS]
    with seeded(seed):
        forecast = float(build_deep_dense().predict(known, verbose=0)[0, 0])
    last = float(known[0, -1, 0])
    return {"forecast": forecast, "last_known": last, "naive": forecast == last}


def _refused(known: np.ndarray, predicted: np.ndarray) -> bool:
    try:
        np.concatenate([known, predicted], axis=1)
    except ValueError:
        return True
    return False
