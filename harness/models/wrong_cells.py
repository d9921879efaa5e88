"""Recurrent cells in NumPy as they are, and as a careless author might describe them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from harness.models.numpy_cells import BY_LAYER

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OPEN = 200.0

# the place of each gate among a cell's kernels, and the bias that takes the gate's effect away
_GATES = {
    "SimpleRNN": {},
    "LSTM": {"input": (0, _OPEN), "forget": (1, _OPEN), "output": (3, _OPEN)},
    "GRU": {"update": (0, -_OPEN), "reset": (1, _OPEN)},
}
_PARTS = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}


def recurrences(
    cell: str, inputs: NDArray[Any], weights: list[NDArray[Any]], **variant: bool
) -> tuple[NDArray[Any], dict[str, NDArray[Any]]]:
    """Run a recurrence in float64 as it is, and with wrong formulas.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        inputs: (batch, timesteps, features).
        weights: Kernel, recurrent kernel and bias, as Keras keeps them.
        variant: Further arguments of the cell's recurrence.

    Returns:
        All hidden states, and those of each wrong formula by what is wrong with it.
    """
    kernel, recurrent, bias = weights
    changes: dict[str, tuple[NDArray[Any], ...]] = {
        "no bias": (kernel, recurrent, 0 * bias),
        "the bias twice": (kernel, recurrent, 2 * bias),
        "no state before": (kernel, 0 * recurrent, bias),
        "no input": (0 * kernel, recurrent, bias),
        "recurrent weights transposed": (kernel, _transposed(recurrent), bias),
    }
    for name, (place, without) in _GATES[cell].items():
        changes[f"no {name} gate"] = _without(weights, _PARTS[cell], place, without)
    if _GATES[cell]:
        changes["the first two gates exchanged"] = _exchanged(weights, _PARTS[cell])
    run = BY_LAYER[cell]
    right = run(inputs.astype(np.float64), *weights, **variant)
    wrong = {
        name: run(inputs.astype(np.float64), *changed, **variant)
        for name, changed in changes.items()
    }
    zeros = np.zeros_like(right[:, :1])
    wrong["one step late"] = np.concatenate([zeros, right[:, :-1]], axis=1)
    wrong["one step more"] = np.concatenate([right, right[:, -1:]], axis=1)
    return right, wrong


def _transposed(recurrent: NDArray[Any]) -> NDArray[Any]:
    units, width = recurrent.shape
    parts = np.split(recurrent, width // units, axis=1)
    return np.concatenate([part.T for part in parts], axis=1)


def _without(
    weights: list[NDArray[Any]], parts: int, place: int, without: float
) -> tuple[NDArray[Any], ...]:
    kernel, recurrent, bias = ([*np.split(each, parts, axis=-1)] for each in weights)
    for split in (kernel, recurrent):
        split[place] = 0 * split[place]
    bias[place] = np.full_like(bias[place], without)
    return tuple(np.concatenate(split, axis=-1) for split in (kernel, recurrent, bias))


def _exchanged(weights: list[NDArray[Any]], parts: int) -> tuple[NDArray[Any], ...]:
    order = [1, 0, *range(2, parts)]
    split = [np.split(each, parts, axis=-1) for each in weights]
    return tuple(np.concatenate([each[k] for k in order], axis=-1) for each in split)
