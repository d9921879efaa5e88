"""What a layer has to compute and to move at the least, counted from its sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.benchmarks.drawn_data import GATES, LOOKUPS, SIZES, VOCABULARY, Size, drawn

_FLOAT = 4


@dataclass(frozen=True, slots=True)
class Work:
    """The least work of one call.

    Args:
        operations: Floating-point operations, a multiply-add being two.
        size: Bytes that are read or written, each once.
    """

    operations: int
    size: int


def work_of(layer: str, size: str, action: str) -> Work:
    """Count the work of a call.

    Only products with weights are counted, and no activation: the true work is a little more. A
    product with the state of zeros before the first step is none. Training takes a product more
    for the gradient of each weight, and another for that of each state but the first; nobody asks
    for the gradient of the inputs. Inputs, weights, and outputs or
    targets are moved once; what lies between them may stay in a cache.

    Args:
        layer: Name of a layer in LAYERS.
        size: Name of a size in SIZES.
        action: ``forward`` or ``training``.
    """
    of, training = SIZES[size], action == "training"
    by_inputs, by_state = _products(layer, of)
    count = by_inputs * (2 if training else 1) + by_state * (3 if training else 1)
    return Work(2 * count, _bytes(layer, size, training))


def _products(layer: str, of: Size) -> tuple[int, int]:
    """Count the multiply-adds with the inputs' weights and with the state's."""
    if layer == "Embedding":
        return 0, 0
    features = VOCABULARY if layer in LOOKUPS else of.features
    gates, directions = GATES.get(layer, 1), 2 if layer == "Bidirectional" else 1
    width = directions * gates * of.units
    steps = of.timesteps - 1 if layer in GATES else 0
    return of.batch * of.timesteps * features * width, of.batch * steps * of.units * width


def _bytes(layer: str, size: str, training: bool) -> int:
    data = drawn(layer, size)
    weights = sum(weight.size for weight in data.weights)
    if layer == "Embedding":
        weights = np.unique(data.inputs).size * SIZES[size].units
    # in training targets are read and weights written as well; otherwise outputs are written
    moved = data.inputs.size + data.targets.size + weights * (2 if training else 1)
    return _FLOAT * int(moved)
