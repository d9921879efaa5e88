"""Seeding of every random generator that Keras draws from."""

from __future__ import annotations

import random
from contextlib import contextmanager
from typing import Iterator

import numpy as np
import tensorflow as tf


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed Python, NumPy and TensorFlow, and give their generators back afterwards.

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
