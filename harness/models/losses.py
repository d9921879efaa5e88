"""Losses and accuracies, and the probabilities that they are computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.seeds import seeded

if TYPE_CHECKING:
    from numpy.typing import NDArray


def squared_error(samples: int = 2000, outputs: int = 1, seed: int = 0) -> dict[str, Any]:
    """Apply the mean squared error to samples with one or more outputs.

    Args:
        samples: Number of samples.
        outputs: Values a sample.
        seed: Seed of both arrays, drawn from [0, 1).

    Returns:
        `shape` of what the loss function returns; `left`, its mean, and `right`, the mean of all
        squared differences by NumPy.
    """
    targets, forecasts = np.random.RandomState(seed).rand(2, samples, outputs).astype(np.float32)
    losses = np.asarray(keras.losses.mse(targets, forecasts))
    return {
        "shape": list(losses.shape),
        "left": float(losses.mean()),
        "right": float(np.square(targets - forecasts).mean()),
    }


def loss_function(name: str = "mse") -> str:
    """Read the name of the loss function that a short name stands for.

    Args:
        name: A loss as `compile` takes it.
    """
    return str(keras.losses.get(name).__name__)


def row_sums(rows: int = 2, classes: int = 3, seed: int = 0) -> dict[str, np.ndarray]:
    """Compare the row sums of the softmax of a matrix (`left`) with ones (`right`).

    Args:
        rows: Rows of the matrix.
        classes: Columns.
        seed: Seed of the matrix, drawn from a normal distribution of deviation 5.
    """
    shares = tf.nn.softmax(_logits(rows, classes, seed)).numpy()
    return {"left": shares.sum(axis=1), "right": np.ones(rows, np.float32)}


def probabilities(rows: int = 50, classes: int = 8, seed: int = 0) -> dict[str, Any]:
    """Measure the softmax of a vector and of a matrix.

    Args: as for `row_sums`; the vector is the matrix's first row.

    Returns:
        The shapes `vector` and `matrix` of the results, and the `values` of the matrix.
    """
    logits = _logits(rows, classes, seed)
    matrix, vector = tf.nn.softmax(logits).numpy(), tf.nn.softmax(logits[0]).numpy()
    return {
        "vector": list(vector.shape),
        "matrix": list(matrix.shape),
        "values": matrix,
    }


def at_every_step(timesteps: int = 4, classes: int = 5, seed: int = 0) -> dict[str, Any]:
    """Classify every step of a sequence by the softmax of a recurrent layer's output.

    Args:
        timesteps: Length of the sequence.
        classes: Number of classes, and of recurrent units.
        seed: Seed of inputs and weights.

    Returns:
        `shape` of the output and its `sums` over the classes of each step.
    """
    return _classified(timesteps, classes, seed, return_sequences=True)


def at_the_end(timesteps: int = 4, classes: int = 2, seed: int = 0) -> dict[str, Any]:
    """Classify a whole sequence by the softmax of a recurrent layer's last output.

    Args: as for `at_every_step`.
    Returns: as `at_every_step`.
    """
    return _classified(timesteps, classes, seed, return_sequences=False)


def categorical_loss(classes: int = 4, target: int = 0, seed: int = 0) -> dict[str, float]:
    """Compare the loss of raw outputs, passed as logits (`left`), with that of softmax (`right`).

    Args:
        classes: Number of classes.
        target: Index of the true class, taken modulo `classes`.
        seed: Seed of the raw outputs.
    """
    logits = _logits(1, classes, seed) / 5
    right = tf.one_hot([target % classes], classes)
    from_logits = keras.losses.CategoricalCrossentropy(from_logits=True)(right, logits)
    from_shares = keras.losses.CategoricalCrossentropy()(right, tf.nn.softmax(logits))
    return {"left": float(from_logits), "right": float(from_shares)}


def binary_loss(output: float = 0.5, target: int = 1) -> dict[str, float]:
    """Compare the loss of a raw output, passed as a logit (`left`), with its sigmoid's (`right`).

    Args:
        output: The raw output.
        target: The true class, 0 or 1.
    """
    right, raw = tf.constant([[float(target)]]), tf.constant([[output]], tf.float32)
    from_logits = keras.losses.BinaryCrossentropy(from_logits=True)(right, raw)
    from_share = keras.losses.BinaryCrossentropy()(right, tf.sigmoid(raw))
    return {"left": float(from_logits), "right": float(from_share)}


def accuracy_of_logit(output: float = 0.3, target: int = 1) -> dict[str, float]:
    """Evaluate the accuracy of one raw output with a loss that takes logits.

    Args: as for `binary_loss`.

    Returns:
        The `accuracy` that "accuracy" stands for, and the `probability` of class 1.
    """
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    accuracy = _accuracy(loss, np.array([[output]]), np.array([[target]]))
    return {"accuracy": accuracy, "probability": float(tf.sigmoid(output))}


def binary_crossentropy(probability: float = 0.8, label: int = 1) -> dict[str, float]:
    """Compare a prediction's loss (`left`) with -log of the true label's probability (`right`).

    Args:
        probability: Predicted probability of label 1, well inside (0, 1).
        label: 0 or 1.
    """
    arguments = [tf.constant([[float(number)]]) for number in (label, probability)]
    right = -np.log(probability if label else 1 - probability)
    return {"left": _mean(keras.losses.binary_crossentropy(*arguments)), "right": float(right)}


def categorical_crossentropy(classes: int = 10, label: int = 3, seed: int = 0) -> dict[str, float]:
    """Compare a prediction's loss (`left`) with -log of the true class's probability (`right`).

    Args:
        classes: Number of classes.
        label: The true one, from 0; taken modulo their number.
        seed: Seed of the prediction.
    """
    shares: NDArray[Any] = np.random.RandomState(seed).dirichlet(np.ones(classes)) + 1e-3
    shares /= shares.sum()
    truth = np.eye(classes)[[label % classes]]
    arguments = [tf.constant(values, tf.float32) for values in (truth, shares[np.newaxis])]
    right = -np.log(shares[label % classes])
    return {"left": _mean(keras.losses.categorical_crossentropy(*arguments)), "right": float(right)}


def _accuracy(loss: Any, outputs: np.ndarray, targets: np.ndarray) -> float:
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Activation("linear")])
    model.compile(loss=loss, metrics=["accuracy"])
    return float(model.evaluate(outputs, targets, verbose=0)[1])


def _classified(timesteps: int, classes: int, seed: int, return_sequences: bool) -> dict[str, Any]:
    with seeded(seed):
        inputs = np.random.standard_normal((1, timesteps, 3)).astype(np.float32)
        states = keras.layers.SimpleRNN(classes, return_sequences=return_sequences)(inputs)
    shares = np.asarray(tf.nn.softmax(states))
    return {"shape": list(shares.shape), "sums": shares.sum(axis=-1)}


def _logits(rows: int, classes: int, seed: int) -> np.ndarray:
    drawn = np.random.RandomState(seed).standard_normal((rows, classes))
    return (5 * drawn).astype(np.float32)


def _mean(losses: tf.Tensor) -> float:
    return float(np.asarray(losses).mean())
