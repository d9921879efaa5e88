"""Laws of layers: each side once by Keras and once by a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models import numpy_cells
from harness.models.counts import quick_recurrent

if TYPE_CHECKING:
    from numpy.typing import NDArray


def numpy_cell(
    cell: str = "SimpleRNN",
    batch_size: int = 2,
    timesteps: int = 3,
    features: int = 4,
    units: int = 5,
    seed: int = 0,
    reset_after: bool = True,
) -> dict[str, NDArray[Any]]:
    """Compare the hidden states of a Keras layer with the recurrence in NumPy.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        batch_size: Number of sequences.
        timesteps: Length of the sequences.
        features: Features per time step.
        units: Size of the hidden state.
        seed: Seed of inputs and weights, all drawn from normal distributions.
        reset_after: The variant of the GRU; without effect on the others.

    Returns:
        Hidden states (batch_size, timesteps, units), float32: `left` by Keras, `right` by NumPy.
    """
    variant = {"reset_after": reset_after} if cell == "GRU" else {}
    random = np.random.RandomState(seed)
    inputs = _normal(random, batch_size, timesteps, features)
    layer = quick_recurrent(cell, units, return_sequences=True, **variant)
    weights = _drawn_weights(layer, inputs, random)
    return {
        "left": np.asarray(layer(inputs)),
        "right": numpy_cells.BY_LAYER[cell](inputs, *weights, **variant),
    }


def bidirectional_recurrence(
    cell: str = "SimpleRNN",
    batch_size: int = 2,
    timesteps: int = 3,
    features: int = 4,
    units: int = 5,
    seed: int = 0,
    return_sequences: bool = True,
) -> dict[str, NDArray[Any]]:
    """Compare a bidirectional layer with the recurrence in NumPy, forwards and on reversed time.

    Args: as for `numpy_cell`, and `return_sequences`: return every time step, the backward ones
        in forward order.

    Returns:
        `left` by Keras, `right` the concatenated directions, float32, (batch_size, timesteps,
        2 units) or, without the sequences, (batch_size, 2 units).
    """
    random = np.random.RandomState(seed)
    inputs = _normal(random, batch_size, timesteps, features)
    inner = quick_recurrent(cell, units, return_sequences=return_sequences)
    layer = keras.layers.Bidirectional(inner)
    weights = _drawn_weights(layer, inputs, random)
    half = len(weights) // 2
    forward = numpy_cells.BY_LAYER[cell](inputs, *weights[:half])
    backward = numpy_cells.BY_LAYER[cell](inputs[:, ::-1], *weights[half:])
    if return_sequences:
        right = np.concatenate([forward, backward[:, ::-1]], axis=-1)
    else:
        right = np.concatenate([forward[:, -1], backward[:, -1]], axis=-1)
    return {"left": np.asarray(layer(inputs)), "right": right}


def embedding(
    words: int = 100, dimensions: int = 3, length: int = 6, seed: int = 0
) -> dict[str, NDArray[Any]]:
    """Compare an Embedding (`left`) with the product of one-hot rows and its table (`right`).

    Args:
        words: Rows of the table.
        dimensions: Length of each row.
        length: How many indices are looked up.
        seed: Seed of indices and table.
    """
    random = np.random.RandomState(seed)
    indices = random.randint(words, size=length)
    layer = keras.layers.Embedding(words, dimensions)
    (table,) = _drawn_weights(layer, indices, random)
    one_hot = np.eye(words, dtype=np.float32)[indices]
    return {"left": np.asarray(layer(indices)), "right": one_hot @ table}


def layer_normalization(rows: int = 3, features: int = 4, seed: int = 0) -> dict[str, NDArray[Any]]:
    """Compare the row means of a fresh LayerNormalization (`left`) with zeros (`right`).

    Args:
        rows: Samples.
        features: Features of each, drawn from the normal distribution.
        seed: Seed of the inputs.
    """
    inputs = _normal(np.random.RandomState(seed), rows, features)
    outputs = np.asarray(keras.layers.LayerNormalization()(inputs))
    return {"left": outputs.mean(axis=-1), "right": np.zeros(rows, np.float32)}


def time_distributed_steps(
    batch_size: int = 2, timesteps: int = 3, features: int = 4, units: int = 5, seed: int = 0
) -> dict[str, NDArray[Any]]:
    """Compare TimeDistributed(Dense) (`left`) with its weights applied to each step (`right`).

    Args: as for `numpy_cell`; `units` are the outputs of each time step.
    """
    random = np.random.RandomState(seed)
    inputs = _normal(random, batch_size, timesteps, features)
    layer = keras.layers.TimeDistributed(keras.layers.Dense(units))
    kernel, bias = _drawn_weights(layer, inputs, random)
    steps = [inputs[:, t] @ kernel + bias for t in range(timesteps)]
    return {"left": np.asarray(layer(inputs)), "right": np.stack(steps, axis=1)}


def taken_off(
    layer: str = "LayerNormalization", samples: int = 32, features: int = 20, seed: int = 42
) -> dict[str, Any]:
    """Recover from inputs and outputs which means a fresh layer subtracts in training.

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


def _normal(random: np.random.RandomState, *shape: int) -> NDArray[Any]:
    return random.standard_normal(shape).astype(np.float32)


def _drawn_weights(
    layer: keras.layers.Layer, inputs: NDArray[Any], random: np.random.RandomState
) -> list[NDArray[Any]]:
    layer.build(inputs.shape)
    shapes = [weight.shape for weight in layer.get_weights()]
    # small enough that a recurrence does not amplify rounding from step to step
    weights = [_normal(random, *shape) / np.sqrt(np.float32(shape[0])) for shape in shapes]
    layer.set_weights(weights)
    return weights


def _inputs(samples: int, features: int, seed: int) -> np.ndarray:
    # far enough apart that no two samples, nor two features, have the same mean
    levels = 5.0 * (np.arange(samples)[:, np.newaxis] + np.arange(features))
    noise = np.random.RandomState(seed).standard_normal((samples, features))
    return (levels + noise).astype(np.float32)


def _means(inputs: np.ndarray, outputs: np.ndarray) -> np.ndarray | None:
    fits = np.array([np.polyfit(outputs[row], inputs[row], 1) for row in range(len(inputs))])
    predicted = fits[:, :1] * outputs + fits[:, 1:]
    return fits[:, 1] if np.allclose(predicted, inputs, atol=1e-3) else None
