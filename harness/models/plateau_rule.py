"""What the documentation of Keras says of EarlyStopping and ReduceLROnPlateau, without Keras."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np

_LEAST_GAIN = 1e-4  # what ReduceLROnPlateau calls an improvement, by its documentation


def documented_plateaus(
    losses: Sequence[float],
    stop_after: int = 5,
    slow_after: int = 3,
    factor: float = 0.5,
    first: float = 0.001,
    floor: float = 0.0001,
) -> Dict[str, Any]:
    """Tell where training ends and how its learning rate falls, by the documented rules.

    Args:
        losses: Validation loss of each epoch, for as long as there are any.
        stop_after: Epochs without a smaller loss after which training ends.
        slow_after: Epochs without a loss smaller by 0.0001 after which the rate falls.
        factor: What the rate is multiplied by.
        first: The rate of the first epoch.
        floor: The smallest rate.

    Returns:
        `epochs`, how many there are; and `learning_rates`, the rate after each.
    """
    stops = (epoch for epoch, wait in _waits(losses, 0.0, len(losses)) if wait >= stop_after)
    epochs = next(stops, len(losses))
    rates: List[float] = []
    rate = np.float32(first)
    for _, wait in _waits(losses[:epochs], _LEAST_GAIN, slow_after):
        if wait == slow_after:
            rate = np.maximum(rate * np.float32(factor), np.float32(floor))
        rates.append(float(np.format_float_positional(rate)))
    return {"epochs": epochs, "learning_rates": rates}


def _waits(losses: Sequence[float], gain: float, patience: int) -> Iterator[Tuple[int, int]]:
    """Count, epoch by epoch from 1, those without a gain since one had it, or since patience."""
    best, wait = float("inf"), 0
    for epoch, loss in enumerate(losses, 1):
        better = loss < best - gain
        best, wait = (loss, 0) if better else (best, wait + 1)
        yield epoch, wait
        wait = 0 if wait >= patience else wait
