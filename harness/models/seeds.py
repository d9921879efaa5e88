"""Seeding of random generators, and what it makes repeatable."""

from __future__ import annotations

import random
from contextlib import contextmanager
from typing import Any, Iterator

import numpy as np
import tensorflow as tf
from tensorflow import keras


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed Python, NumPy and TensorFlow, and restore their generators afterwards.

    Keras 3 and late Keras 2 releases draw initialisers from Python's generator, earlier ones from
    TensorFlow's; seeding one of them alone is not enough.

    Args:
        seed: The seed of all three generators.
    """
    python_state, numpy_state = random.getstate(), np.random.get_state()
    random.seed(seed)
    np.random.seed(seed)
    tf.random.set_seed(seed)
    try:
        yield
    finally:
        random.setstate(python_state)
        np.random.set_state(numpy_state)
        tf.random.set_seed(None)


def seeded_weights(seed: int = 42, units: int = 1, features: int = 50) -> dict[str, Any]:
    """Initialise a dense layer twice, seeding NumPy and TensorFlow before each.

    Python's own generator is left alone.

    Args:
        seed: Seed of both generators.
        units: Outputs of the layer.
        features: Inputs of the layer.

    Returns:
        `repeat`, whether both kernels are equal, and their largest `difference`.
    """
    state = np.random.get_state()
    try:
        first, second = (_seeded_kernel(seed, units, features) for _ in range(2))
    finally:
        np.random.set_state(state)
        tf.random.set_seed(None)
    return {
        "repeat": bool(np.array_equal(first, second)),
        "difference": float(np.abs(first - second).max()),
    }


def _seeded_kernel(seed: int, units: int, features: int) -> np.ndarray:
    np.random.seed(seed)
    tf.random.set_seed(seed)
    layer = keras.layers.Dense(units)
    layer.build((None, features))
    return layer.get_weights()[0]
