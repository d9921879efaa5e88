"""Losses and accuracies, and the probabilities that they are computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.law_sides import two_sides
from harness.models.sessions import seeded

if TYPE_CHECKING:
    from numpy.typing import NDArray


def squared_error(samples: int = 2000, outputs: int = 1, seed: int = 0) -> dict[str, Any]:
    """Apply the mean squared error to samples with one or more outputs.

    Args:
        outputs: Values a sample.
        seed: Seed of both arrays, drawn from [0, 1).

    Returns:
        `shape` of what the loss function returns; `left`, its mean, `right`, the mean of all
        squared differences by NumPy, and `wrong` as `two_sides`.
    """
    targets, forecasts = np.random.RandomState(seed).rand(2, samples, outputs).astype(np.float32)
    losses = np.asarray(keras.losses.mse(targets, forecasts))
    errors = targets.astype(np.float64) - forecasts
    squares = float(np.square(errors).mean())
    wrong = {
        "the sum": squares * errors.size,
        "the sum over the outputs": squares * outputs if outputs > 1 else squares * samples,
        "the mean of the absolute errors": float(np.abs(errors).mean()),
        "the root": float(np.sqrt(squares)),
        "half of it": squares / 2,
        "the square of the mean": float(errors.mean() ** 2),
        "the largest": float(np.square(errors).max()),
        "one sample less in the mean": squares * samples / max(samples - 1, 0.5),
    }
    return {
        "shape": list(losses.shape),
        **two_sides(float(losses.astype(np.float64).mean()), squares, wrong),
    }


def loss_function(name: str = "mse") -> str:
    """Read the name of the loss function that a short name stands for.

    Args:
        name: A loss as `compile` takes it.
    """
    return str(keras.losses.get(name).__name__)


def probabilities(rows: int = 50, classes: int = 8, seed: int = 0) -> dict[str, Any]:
    """Measure the softmax of a vector and of a matrix.

    Args:
        rows: Rows of the matrix; the vector is the first of them.
        classes: Columns.
        seed: Seed of the matrix, drawn from a normal distribution of deviation 5.

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
        classes: Number of classes, and of recurrent units.

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


def categorical_loss(classes: int = 4, target: int = 0, seed: int = 0) -> dict[str, Any]:
    """Compare the loss of raw outputs, passed as logits (`left`), with that of their softmax.

    Args:
        classes: Number of classes.
        target: Index of the true class, taken modulo `classes`.
        seed: Seed of the raw outputs.

    Returns: as `two_sides`: `right` minus the logarithm of the true class's softmax, in NumPy.
    """
    logits, place = _logits(1, classes, seed) / 5, target % classes
    truth = tf.one_hot([place], classes)
    left = float(keras.losses.CategoricalCrossentropy(from_logits=True)(truth, logits))
    raw = logits[0].astype(np.float64)
    shares = np.exp(raw) / np.exp(raw).sum()
    wrong = {
        "the logit as probability": -float(np.log(np.clip(raw[place], 1e-7, 1))),
        "a sigmoid in place of softmax": -float(np.log(1 / (1 + np.exp(-raw[place])))),
        "softmax applied twice": -float(np.log(np.exp(shares[place]) / np.exp(shares).sum())),
    }
    return two_sides(left, *_cross_entropies(shares, place, wrong))


def binary_loss(output: float = 0.5, target: int = 1) -> dict[str, Any]:
    """Compare the loss of a raw output, passed as a logit (`left`), with its sigmoid's in NumPy.

    Args:
        output: The raw output, taken as float32.
        target: The true class, 0 or 1.
    """
    truth, raw = tf.constant([[float(target)]]), tf.constant([[output]], tf.float32)
    left = float(keras.losses.BinaryCrossentropy(from_logits=True)(truth, raw))
    logit = float(np.float32(output))
    share = 1 / (1 + np.exp(-logit))
    wrong = {
        "the logit as probability": -np.log(np.clip(logit if target else 1 - logit, 1e-7, 1)),
        "the sigmoid applied twice": -np.log(_of_label(1 / (1 + np.exp(-share)), target)),
        "tanh in place of the sigmoid": -np.log(_of_label((1 + np.tanh(logit)) / 2, target)),
    }
    return two_sides(left, *_cross_entropies(np.array([1 - share, share]), target, wrong))


def accuracy_of_logit(output: float = 0.3, target: int = 1) -> dict[str, float]:
    """Evaluate the accuracy of one raw output with a loss that takes logits.

    Args: as for `binary_loss`.

    Returns:
        The `accuracy` that "accuracy" stands for, and the `probability` of class 1.
    """
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    accuracy = _accuracy(loss, np.array([[output]]), np.array([[target]]))
    return {"accuracy": accuracy, "probability": float(tf.sigmoid(output))}


def binary_crossentropy(probability: float = 0.8, label: int = 1) -> dict[str, Any]:
    """Compare a prediction's loss (`left`) with -log of the true label's probability (`right`).

    Args:
        probability: Predicted probability of label 1, well inside (0, 1), taken as float32.
        label: 0 or 1.
    """
    arguments = [tf.constant([[float(number)]]) for number in (label, probability)]
    share = float(np.float32(probability))
    shares = np.array([1 - share, share])
    left = _mean(keras.losses.binary_crossentropy(*arguments))
    return two_sides(left, *_cross_entropies(shares, label, {}))


def categorical_crossentropy(classes: int = 10, label: int = 3, seed: int = 0) -> dict[str, Any]:
    """Compare a prediction's loss (`left`) with -log of the true class's probability (`right`).

    Args:
        classes: Number of classes.
        label: The true one, from 0; taken modulo their number.
        seed: Seed of the prediction.
    """
    drawn: NDArray[Any] = np.random.RandomState(seed).dirichlet(np.ones(classes)) + 1e-3
    shares = (drawn / drawn.sum()).astype(np.float32)
    place = label % classes
    truth = np.eye(classes, dtype=np.float32)[[place]]
    arguments = [tf.constant(values) for values in (truth, shares[np.newaxis])]
    exact = shares.astype(np.float64) / shares.sum(dtype=np.float64)  # Keras divides by the sum
    wrong = {"the class after": -float(np.log(exact[(place + 1) % classes]))}
    left = _mean(keras.losses.categorical_crossentropy(*arguments))
    return two_sides(left, *_cross_entropies(exact, place, wrong))


def _of_label(share: float, label: int) -> float:
    return share if label else 1 - share


def _cross_entropies(
    shares: NDArray[Any], place: int, wrong: dict[str, float]
) -> tuple[float, dict[str, float]]:
    """Take minus the logarithm of the true class's share, and what it is mistaken for."""
    right = -float(np.log(shares[place]))
    others = {
        "not negated": -right,
        "to the base 2": right / float(np.log(2)),
        "to the base 10": right / float(np.log(10)),
        "the share itself": float(1 - shares[place]),
        "the squared error": float((1 - shares[place]) ** 2),
        "the other classes": -float(np.log(1 - shares[place])),
        "the mean over the classes": right / len(shares),
        "the entropy": -float(np.sum(shares * np.log(shares))),
    }
    return right, {**others, **wrong}


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
