"""Over what a normalisation layer takes its means."""

from __future__ import annotations

from typing import Any

import numpy as np
from tensorflow import keras


def taken_off(
    layer: str = "LayerNormalization", samples: int = 32, features: int = 20, seed: int = 42
) -> dict[str, Any]:
    """Recover from inputs and outputs which means a fresh layer takes off in training.

    Outputs are inputs less a mean, divided by a deviation; both are the same for a whole sample
    or for a whole feature, whichever fits.

    Args:
        layer: LayerNormalization or BatchNormalization.
        samples: Number of inputs.
        features: Values an input.
        seed: Seed of the inputs.

    Returns:
        `over`, what the layer normalises by: `sample` or `feature`, or None where neither
        fits; and `means`, how many different ones it takes off.
    """
    inputs = _inputs(samples, features, seed)
    outputs = np.asarray(getattr(keras.layers, layer)()(inputs, training=True))
    for over, x, y in (("sample", inputs, outputs), ("feature", inputs.T, outputs.T)):
        means = _means(x, y)
        if means is not None:
            return {"over": over, "means": len(np.unique(np.round(means, 1)))}
    return {"over": None, "means": 0}


def _inputs(samples: int, features: int, seed: int) -> np.ndarray:
    # far enough apart that no two samples, nor two features, have the same mean
    levels = 5.0 * (np.arange(samples)[:, np.newaxis] + np.arange(features))
    noise = np.random.RandomState(seed).standard_normal((samples, features))
    return (levels + noise).astype(np.float32)


def _means(inputs: np.ndarray, outputs: np.ndarray) -> np.ndarray | None:
    fits = np.array([np.polyfit(outputs[row], inputs[row], 1) for row in range(len(inputs))])
    predicted = fits[:, :1] * outputs + fits[:, 1:]
    return fits[:, 1] if np.allclose(predicted, inputs, atol=1e-3) else None
