"""What a recurrent layer must compute, from NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

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

_GATES = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}
_SHIFT = 1e-8
"""Between the curvature of the loss and the rounding of float64: either costs about 1e-5."""


class IncorrectError(Exception):
    """A result that must not be timed, because it is wrong."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a layer and its batch are.

    Args:
        units: Size of the state.
        batch: Sequences a batch.
        timesteps: Length of a sequence.
        features: Values a time step.
    """

    units: int
    batch: int
    timesteps: int
    features: int


SIZES = {"small": Size(32, 32, 50, 32), "large": Size(256, 64, 50, 256)}


@dataclass(frozen=True, slots=True)
class DrawnData:
    """What a layer is run with, all float32.

    Args:
        inputs: (batch, timesteps, features).
        targets: (batch, timesteps, units).
        weights: Kernel, recurrent kernel and bias, in Keras' shapes.
    """

    inputs: NDArray[Any]
    targets: NDArray[Any]
    weights: tuple[NDArray[Any], ...]


@dataclass(frozen=True, slots=True)
class GradientStep:
    """What one training step found.

    Args:
        loss: Mean squared error before the update.
        gradients: One array for each weight, read from its update.
    """

    loss: float
    gradients: tuple[NDArray[Any], ...]


@lru_cache(maxsize=8)
def drawn(cell: str, size: str) -> DrawnData:
    """Draw the inputs, targets and weights of a case with a fixed seed.

    Args:
        cell: Name of the Keras layer.
        size: Name of a size in SIZES.
    """
    of, random = SIZES[size], np.random.default_rng(2021)
    width = _GATES[cell] * of.units
    bias = (2, width) if cell == "GRU" else (width,)
    shapes: list[tuple[float, tuple[int, ...]]] = [
        (1.0, (of.batch, of.timesteps, of.features)),
        (0.5, (of.batch, of.timesteps, of.units)),
        (of.features**-0.5, (of.features, width)),
        (of.units**-0.5 / 2, (of.units, width)),
        (0.1, bias),
    ]
    arrays = [(scale * random.standard_normal(shape)).astype(np.float32) for scale, shape in shapes]
    return DrawnData(arrays[0], arrays[1] + np.float32(0.5), tuple(arrays[2:]))


def check_states(cell: str, size: str, states: NDArray[Any]) -> float:
    """Compare the states of a layer with the float64 reference.

    Args:
        cell: Name of the Keras layer.
        size: Name of a size in SIZES.
        states: (batch, timesteps, units).

    Returns:
        The largest difference.

    Raises:
        IncorrectError: It is larger than STATES_WITHIN.
    """
    expected = _reference_states(cell, size)
    if states.shape != expected.shape:
        raise IncorrectError(f"{cell}: states of shape {states.shape}, not {expected.shape}")
    difference = float(np.abs(states - expected).max())
    return _checked(difference, STATES_WITHIN, f"{cell}: a state")


def check_step(cell: str, size: str, step: GradientStep, eager: GradientStep) -> float:
    """Compare a training step with float64 differences of the loss, and with an eager step.

    The first tells a wrong gradient, the second an entry that differs from one way to another.

    Args:
        cell: Name of the Keras layer.
        size: Name of a size in SIZES.
        step: The step in question.
        eager: The step that an eager call takes from the same weights.

    Returns:
        The largest difference from NumPy, relative to the loss or to the gradient's norm.

    Raises:
        IncorrectError: A difference is too large.
    """
    beside_eager = abs(step.loss / eager.loss - 1)
    _checked(beside_eager, LOSS_WITHIN, f"{cell}: the loss, beside the eager one,")
    loss = abs(step.loss / _reference_loss(cell, size) - 1)
    differences = [_checked(loss, LOSS_WITHIN, f"{cell}: the loss")]
    slopes = _reference_slopes(cell, size)
    for index, (found, slope) in enumerate(zip(step.gradients, slopes, strict=True)):
        name, norm = f"{cell}: the gradient of weight {index}", float(np.linalg.norm(found))
        along = float(np.sum(found * _direction(index, found.shape)))
        differences.append(_checked(_relative(along - slope, norm), GRADIENT_WITHIN, name))
        apart = _relative(float(np.linalg.norm(found - eager.gradients[index])), norm)
        _checked(apart, GRADIENT_WITHIN, f"{name}, beside the eager one,")
    return max(differences)


@lru_cache(maxsize=8)
def _reference_states(cell: str, size: str) -> NDArray[Any]:
    data = drawn(cell, size)
    return _states(cell, data, data.weights)


@lru_cache(maxsize=8)
def _reference_loss(cell: str, size: str) -> float:
    return float(np.mean(np.square(_reference_states(cell, size) - drawn(cell, size).targets)))


@lru_cache(maxsize=8)
def _reference_slopes(cell: str, size: str) -> tuple[float, ...]:
    """Measure how the loss changes along one random direction of each weight."""
    data = drawn(cell, size)

    def slope(index: int) -> float:
        weights = [weight.astype(np.float64) for weight in data.weights]
        weights[index] += _SHIFT * _direction(index, weights[index].shape)
        loss = float(np.mean(np.square(_states(cell, data, weights) - data.targets)))
        return (loss - _reference_loss(cell, size)) / _SHIFT

    return tuple(map(slope, range(len(data.weights))))


def _direction(index: int, shape: tuple[int, ...]) -> NDArray[Any]:
    return np.random.default_rng(index).standard_normal(shape)


def _states(cell: str, data: DrawnData, weights: Sequence[NDArray[Any]]) -> NDArray[Any]:
    double = [np.asarray(array, np.float64) for array in (data.inputs, *weights)]
    return cells.BY_LAYER[cell](*double)


def _relative(difference: float, norm: float) -> float:
    return abs(difference) / norm if norm else float("inf")


def _checked(difference: float, bound: float, what: str) -> float:
    if not difference <= bound:
        raise IncorrectError(f"{what} is off by {difference:.2g}, more than {bound:g}")
    return difference
