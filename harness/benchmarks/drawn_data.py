"""The layers and sizes that are timed, and what each is run with, the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GATES = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3, "Bidirectional": 4}
"""The recurrent layers, with the products a step; Bidirectional wraps an LSTM."""
LOOKUPS = ("Embedding", "OneHot")
"""Two ways to the rows of a table: looked up, and as the product of one-hot vectors with it."""
LAYERS = (*GATES, "Dense", *LOOKUPS)
VOCABULARY = 1000
"""Rows of the table."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a layer and its batch are.

    Args:
        units: Size of the state, or of what a layer without one puts out.
        batch: Sequences a batch.
        timesteps: Length of a sequence.
        features: Values a time step.
    """

    units: int
    batch: int
    timesteps: int
    features: int


SIZES = {
    "1x50": Size(1, 32, 50, 1),
    "20x50": Size(20, 32, 50, 20),
    "30x100": Size(30, 32, 100, 30),
    "32x500": Size(32, 32, 500, 32),
    "64x100": Size(64, 64, 100, 64),
    "512x50": Size(512, 32, 50, 512),
    "512x100": Size(512, 64, 100, 512),
}
"""Units by time steps: five as in the documents, and two that are large."""


@dataclass(frozen=True, slots=True)
class DrawnData:
    """What a layer is run with.

    Args:
        inputs: float32, (batch, timesteps, features); of a lookup int32, (batch, timesteps).
        targets: float32, of the shape of the outputs.
        weights: float32, in Keras' order and shapes.
    """

    inputs: NDArray[Any]
    targets: NDArray[Any]
    weights: tuple[NDArray[Any], ...]


@lru_cache(maxsize=4)
def drawn(layer: str, size: str) -> DrawnData:
    """Draw the inputs, targets and weights of a case with a fixed seed.

    Args:
        layer: Name of a layer in LAYERS.
        size: Name of a size in SIZES.
    """
    of, random = SIZES[size], np.random.default_rng(2021)
    width = of.units * (2 if layer == "Bidirectional" else 1)

    def normal(scale: float, *shape: int) -> NDArray[Any]:
        return (scale * random.standard_normal(shape)).astype(np.float32)

    inputs = _inputs(layer, of, random)
    targets = normal(0.5, of.batch, of.timesteps, width) + np.float32(0.5)
    shapes = _weight_shapes(layer, of)
    return DrawnData(inputs, targets, tuple(normal(scale, *shape) for scale, shape in shapes))


def _inputs(layer: str, of: Size, random: np.random.Generator) -> NDArray[Any]:
    if layer not in LOOKUPS:
        shape = (of.batch, of.timesteps, of.features)
        return random.standard_normal(shape).astype(np.float32)
    indices = random.integers(VOCABULARY, size=(of.batch, of.timesteps), dtype=np.int32)
    return indices if layer == "Embedding" else np.eye(VOCABULARY, dtype=np.float32)[indices]


def _weight_shapes(layer: str, of: Size) -> list[tuple[float, tuple[int, ...]]]:
    """List the scale and the shape of each weight: every gate's input has a spread near 1."""
    if layer in LOOKUPS:
        return [(1.0, (VOCABULARY, of.units))]
    width = GATES.get(layer, 1) * of.units
    shapes: list[tuple[float, tuple[int, ...]]] = [
        (of.features**-0.5, (of.features, width)),
        (of.units**-0.5 / 2, (of.units, width)),
        (0.1, (2, width) if layer == "GRU" else (width,)),
    ]
    if layer == "Dense":
        return [shapes[0], shapes[2]]
    return shapes * (2 if layer == "Bidirectional" else 1)
