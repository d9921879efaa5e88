"""The two sides of a law, and formulas that are wrong."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Mapping

import numpy as np
import tensorflow as tf

from harness.models.cells import BY_LAYER

if TYPE_CHECKING:
    from numpy.typing import NDArray


_TRACED = 20
"""Steps that take about as long as tracing: loops of hundreds are faster when traced."""

_SHOWN = 1_000
"""Larger arrays are shown by their shape and the value that differs most."""


def two_sides(left: Any, right: Any, wrong: Mapping[str, Any]) -> dict[str, Any]:
    """Give a law's sides, and how far the left one is from each wrong formula.

    Args:
        left: What is measured: a number, an array, or other data.
        right: What the law says, computed apart from it.
        wrong: What formulas that a careless author might write give instead, by what is wrong.

    Returns:
        `left` and `right`, of large arrays the shape and the value that differs most; `wrong`,
        by name, the largest difference from `left`, infinite where the shapes differ.
    """
    distances = {name: apart(left, value) for name, value in wrong.items()}
    if isinstance(left, np.ndarray) and left.size > _SHOWN and np.shape(right) == left.shape:
        at = np.unravel_index(np.argmax(np.abs(_double(left) - right)), left.shape)
        left, right = ([*left.shape, float(side[at])] for side in (left, right))
    return {"left": left, "right": right, "wrong": distances}


def apart(left: Any, right: Any) -> float:
    """Measure how far two results are apart at most: infinitely where they cannot be subtracted.

    Args:
        left: A number, an array or other data.
        right: The same.
    """
    if not isinstance(left, np.ndarray):
        same_kind = isinstance(left, (int, float)) and not isinstance(left, bool)
        return abs(float(left) - float(right)) if same_kind else _unequal(left, right)
    if np.shape(left) != np.shape(right):
        return math.inf
    return float(np.max(np.abs(_double(left) - right), initial=0.0))


def normal(random: np.random.RandomState, *shape: int) -> np.ndarray:
    """Draw float32 numbers from the normal distribution.

    Args:
        random: The generator.
        shape: How many.
    """
    return random.standard_normal(shape).astype(np.float32)


def drawn_weights(
    layer: Any, shape: tuple[int, ...], random: np.random.RandomState
) -> list[np.ndarray]:
    """Build a layer and give it weights from normal distributions, which do not amplify rounding.

    Args:
        layer: A Keras layer or cell.
        shape: Shape of its inputs.
        random: The generator.

    Returns:
        The weights as float64, exactly those of the layer.
    """
    layer.build(shape)
    shapes = [tuple(weight.shape) for weight in layer.get_weights()]
    # the sum of as many products as a kernel has rows keeps the deviation of its inputs
    weights = [normal(random, *each) / np.sqrt(np.float32(each[0])) for each in shapes]
    layer.set_weights(weights)
    return [_double(weight) for weight in weights]


def outputs_of(layer: Any, inputs: np.ndarray) -> np.ndarray:
    """Call a layer as a training does, or a step at a time where the sequences are short.

    Args:
        layer: A Keras layer.
        inputs: (batch, timesteps, features), float32.
    """
    values = tf.constant(inputs)
    if inputs.shape[1] <= _TRACED:
        return np.asarray(layer(values))
    traced = tf.function(lambda sequences: layer(sequences))
    return np.asarray(traced.get_concrete_function(tf.TensorSpec(inputs.shape))(values))


def _double(values: np.ndarray) -> np.ndarray:
    return np.asarray(values, np.float64)


def _unequal(left: Any, right: Any) -> float:
    return 0.0 if left == right else math.inf


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
