"""Products of two marked values, and the two-layer network that learns them."""

from __future__ import annotations

from typing import Any

import numpy as np
from tensorflow import keras

from harness.models.fitting import fit_steps
from harness.models.summary import summarise

LENGTH = 100


def draw_samples(samples: int = 3000, length: int = LENGTH, seed: int = 0) -> tuple[Any, Any]:
    """Draw values, mark two of each sample, and multiply the marked ones.

    Args:
        samples: Number of samples.
        length: Values a sample, uniform in [0, 1).
        seed: Seed of NumPy's legacy generator.

    Returns:
        Inputs of shape (samples, length, 2), mark and value at each step, and targets of shape
        (samples,), both float64.
    """
    generator = np.random.RandomState(seed)
    inputs, targets = np.zeros((samples, length, 2)), np.empty(samples)
    for sample in range(samples):
        inputs[sample, :, 1] = generator.rand(length)
        marked = generator.choice(length, 2, replace=False)
        inputs[sample, marked, 0] = 1
        targets[sample] = inputs[sample, marked, 1].prod()
    return inputs, targets


def data(samples: int = 3000, length: int = LENGTH, seed: int = 0) -> dict[str, Any]:
    """Measure the marked-product data set.

    Args: as for `draw_samples`, and `length`: values a sample.

    Returns:
        `samples` and `targets`, their numbers; `input_shape` and `target_shape` of one sample;
        `mark_values`, the different marks; the `fewest` and `most` marks of one a sample; the
        `first` and `last` marked position of all; the `minimum` and `maximum` value; and
        `largest_error`, of a target against its marked values' product.
    """
    inputs, targets = draw_samples(samples, length, seed)
    marks, values = inputs[..., 0], inputs[..., 1]
    positions = np.nonzero(marks)[1]
    products = np.where(marks == 1, values, 1).prod(axis=1)
    return {
        "samples": len(inputs),
        "targets": len(targets),
        "input_shape": list(inputs[0].shape),
        "target_shape": list(targets[0].shape),
        "mark_values": sorted({float(mark) for mark in marks.flat}),
        "fewest": int(marks.sum(axis=1).min()),
        "most": int(marks.sum(axis=1).max()),
        "first": int(positions.min()),
        "last": int(positions.max()),
        "minimum": values.min(),
        "maximum": values.max(),
        "largest_error": np.abs(products - targets).max(),
    }


def distribution(samples: int = 3000, length: int = LENGTH, seed: int = 0) -> dict[str, Any]:
    """Measure how the values and targets are spread.

    Args: as for `draw_samples`, and `length`: values a sample.

    Returns:
        `tenths`, the share of values in each tenth of [0, 1); `values` and `targets`, the least
        and the greatest of each.
    """
    inputs, targets = draw_samples(samples, length, seed)
    values = inputs[..., 1]
    counts = np.bincount((values * 10).astype(int).ravel())
    return {
        "tenths": counts / values.size,
        "values": [float(values.min()), float(values.max())],
        "targets": [float(targets.min()), float(targets.max())],
    }


def converted(samples: int = 3000, length: int = LENGTH) -> dict[str, list[int]]:
    """Turn lists of samples and of targets into arrays, and read the shapes of both by name.

    Args:
        samples: Number of samples.
        length: Values a sample.
    """
    inputs, targets = draw_samples(samples, length)
    return {
        "inputs": list(np.array(list(inputs)).shape),
        "targets": list(np.array(list(targets)).shape),
    }


def build_product() -> keras.Model:
    """Build two recurrent layers of 30 units and a dense output."""
    return keras.Sequential(
        [
            keras.Input(shape=(LENGTH, 2)),
            keras.layers.SimpleRNN(30, return_sequences=True),
            keras.layers.SimpleRNN(30),
            keras.layers.Dense(1),
        ]
    )


def product_summary() -> dict[str, Any]:
    """Summarise the two-layer network.

    Returns: as `summarise`.
    """
    return summarise(build_product())


def split_sizes(kept: int = 2560, validation_split: float = 0.2) -> dict[str, int]:
    """Count the samples and batches that `fit` trains and validates on.

    Args:
        kept: Samples given to `fit`, of 3000.
        validation_split: Share that `fit` holds out.

    Returns:
        As `fitting.fit_steps`, and `unused`, the samples never given to `fit`.
    """
    return {**fit_steps(kept, validation_split), "unused": 3000 - kept}
