"""What a layer must compute, from NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from harness.benchmarks.drawn_data import DrawnData, drawn
from harness.models import cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

STATES_WITHIN = 1e-5
"""Largest difference of a float32 state, which lies in (-1, 1), from the float64 reference.

The weights are scaled so that every gate's input has a spread near 1 at any size; a sum of n such
products then carries a rounding error near sqrt(n) 2^-24, which is 1.4e-6 for the 512 summands of
the large size, and the recurrence contracts. The bound leaves a factor of seven at either size.
"""

LOSS_WITHIN = 1e-5
"""The same for the loss, relative to it."""

GRADIENT_WITHIN = 1e-4
"""Largest difference of a gradient, relative to its norm.

It is read from float32 weights before and after the update: half a unit of their last place is
near 1e-4 of one entry's update, and far less over an array of them.
"""

_SHIFT = 1e-7
"""Either way, so that what is left out is of third order; rounding of float64 costs about 1e-9."""


class IncorrectError(Exception):
    """A result that must not be timed, because it is wrong."""


@dataclass(frozen=True, slots=True)
class GradientStep:
    """What one training step found.

    Args:
        loss: Mean squared error before the update.
        gradients: One array for each weight, read from its update.
    """

    loss: float
    gradients: tuple[NDArray[Any], ...]


def check_states(layer: str, size: str, states: NDArray[Any]) -> float:
    """Compare the states of a layer with the float64 reference.

    Args:
        layer: Name of a layer in LAYERS.
        size: Name of a size in SIZES.
        states: (batch, timesteps, units).

    Returns:
        The largest difference.

    Raises:
        IncorrectError: It is larger than STATES_WITHIN.
    """
    expected = _reference_states(layer, size)
    if states.shape != expected.shape:
        raise IncorrectError(f"{layer}: states of shape {states.shape}, not {expected.shape}")
    difference = float(np.abs(states - expected).max())
    return _checked(difference, STATES_WITHIN, f"{layer}: a state")


def check_step(
    layer: str, size: str, step: GradientStep, eager: GradientStep | None = None
) -> float:
    """Compare a training step with float64 differences of the loss, and with an eager step.

    The first tells a wrong gradient, the second an entry that differs from one way to another.

    Args:
        layer: Name of a layer in LAYERS.
        size: Name of a size in SIZES.
        step: The step in question.
        eager: The step that an eager call takes from the same weights, where there is one.

    Returns:
        The largest difference from NumPy, relative to the loss or to the gradient's norm.

    Raises:
        IncorrectError: A difference is too large.
    """
    if eager is not None:
        _check_beside(layer, step, eager)
    loss = abs(step.loss / _reference_loss(layer, size) - 1)
    differences = [_checked(loss, LOSS_WITHIN, f"{layer}: the loss")]
    slopes = _reference_slopes(layer, size)
    for index, (found, slope) in enumerate(zip(step.gradients, slopes, strict=True)):
        name, norm = f"{layer}: the gradient of weight {index}", float(np.linalg.norm(found))
        along = float(np.sum(found * _direction(index, found.shape)))
        differences.append(_checked(_relative(along - slope, norm), GRADIENT_WITHIN, name))
    return max(differences)


def _check_beside(layer: str, step: GradientStep, eager: GradientStep) -> None:
    loss = abs(step.loss / eager.loss - 1)
    _checked(loss, LOSS_WITHIN, f"{layer}: the loss, beside the eager one,")
    pairs = zip(step.gradients, eager.gradients, strict=True)
    for index, (found, other) in enumerate(pairs):
        apart = _relative(float(np.linalg.norm(found - other)), float(np.linalg.norm(found)))
        name = f"{layer}: the gradient of weight {index}, beside the eager one,"
        _checked(apart, GRADIENT_WITHIN, name)


@lru_cache(maxsize=4)
def _reference_states(layer: str, size: str) -> NDArray[Any]:
    data = drawn(layer, size)
    return _states(layer, data, data.weights)


def _reference_loss(layer: str, size: str) -> float:
    return float(np.mean(np.square(_reference_states(layer, size) - drawn(layer, size).targets)))


@lru_cache(maxsize=8)
def _reference_slopes(layer: str, size: str) -> tuple[float, ...]:
    """Measure how the loss changes along one random direction of each weight."""
    data = drawn(layer, size)

    def loss(index: int, shift: float) -> float:
        weights = [weight.astype(np.float64) for weight in data.weights]
        weights[index] += shift * _direction(index, weights[index].shape)
        return float(np.mean(np.square(_states(layer, data, weights) - data.targets)))

    return tuple(
        (loss(index, _SHIFT) - loss(index, -_SHIFT)) / (2 * _SHIFT)
        for index in range(len(data.weights))
    )


def _direction(index: int, shape: tuple[int, ...]) -> NDArray[Any]:
    return np.random.default_rng(index).standard_normal(shape)


def _states(layer: str, data: DrawnData, weights: Sequence[NDArray[Any]]) -> NDArray[Any]:
    double = [np.asarray(weight, np.float64) for weight in weights]
    if layer == "Embedding":
        return double[0][data.inputs]
    inputs = np.asarray(data.inputs, np.float64)
    if layer in cells.BY_LAYER:
        return cells.BY_LAYER[layer](inputs, *double)
    if layer == "Bidirectional":
        run = cells.BY_LAYER["LSTM"]
        back = run(inputs[:, ::-1], *double[3:])[:, ::-1]
        return np.concatenate([run(inputs, *double[:3]), back], axis=-1)
    return inputs @ double[0] + sum(double[1:])  # a product of one-hot vectors has no bias


def _relative(difference: float, norm: float) -> float:
    return abs(difference) / norm if norm else float("inf")


def _checked(difference: float, bound: float, what: str) -> float:
    if not difference <= bound:
        raise IncorrectError(f"{what} is off by {difference:.2g}, more than {bound:g}")
    return difference
