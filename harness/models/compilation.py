"""What the arguments of compiling a model mean: losses, optimizers, metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def logs(
    metrics: Sequence[str] = ("acc",),
    loss: str = "binary_crossentropy",
    optimizer: str = "adam",
    outputs: int = 1,
) -> dict[str, Any]:
    """Fit a tiny model for one epoch, with validation data, and read what is logged.

    Args:
        metrics: Names of the metrics.
        loss: Name of the loss.
        optimizer: Name of the optimizer.
        outputs: 1 for a sigmoid output; more for a softmax over so many classes.

    Returns:
        `logged`, the names of all figures of an epoch, sorted; and the class of the `optimizer`.
    """
    activation = "sigmoid" if outputs == 1 else "softmax"
    model = keras.Sequential(
        [keras.Input(shape=(2,)), keras.layers.Dense(outputs, activation=activation)]
    )
    model.compile(optimizer=optimizer, loss=loss, metrics=list(metrics))
    inputs = np.zeros((4, 2), np.float32)
    targets = np.eye(max(outputs, 4), dtype=np.float32)[:4, :outputs]
    history = model.fit(inputs, targets, validation_data=(inputs, targets), verbose=0).history
    return {"logged": sorted(history), "optimizer": type(model.optimizer).__name__}


def downhill(optimizer: str = "adam", slope: float = 2.0) -> dict[str, float]:
    """Compare the direction of an optimizer's first step with that of the negative gradient.

    Args:
        optimizer: Name of the optimizer.
        slope: The gradient, not zero.

    Returns:
        Signs, `left` of the step, `right` of the negative gradient.
    """
    step = _stepped(keras.optimizers.get(optimizer), 0.0, slope)
    return {"left": float(np.sign(step)), "right": float(np.sign(-slope))}


def _stepped(optimizer: keras.optimizers.Optimizer, weight: float, slope: float) -> float:
    variable = tf.Variable(weight) if _takes_variables(optimizer) else keras.Variable(weight)
    optimizer.apply_gradients([(tf.constant(slope, tf.float32), variable)])
    return float(variable.numpy())


def _takes_variables(optimizer: keras.optimizers.Optimizer) -> bool:
    # Keras 3 has variables of its own, which have nothing to do with those of TensorFlow
    return not hasattr(keras, "Variable") or isinstance(optimizer, tf.Module)


def binary_crossentropy(probability: float = 0.8, label: int = 1) -> dict[str, float]:
    """Compare the loss of one prediction with its definition.

    Args:
        probability: Predicted probability of label 1, well inside (0, 1).
        label: 0 or 1.

    Returns:
        `left` by Keras, `right` minus the logarithm of the true label's probability.
    """
    arguments = [tf.constant([[float(number)]]) for number in (label, probability)]
    right = -np.log(probability if label else 1 - probability)
    return {"left": _mean(keras.losses.binary_crossentropy(*arguments)), "right": float(right)}


def categorical_crossentropy(classes: int = 10, label: int = 3, seed: int = 0) -> dict[str, float]:
    """Compare the loss of one prediction among classes with its definition.

    Args:
        classes: Number of classes.
        label: The true one, from 0; taken modulo their number.
        seed: Seed of the prediction.

    Returns:
        `left` by Keras, `right` minus the logarithm of the true class's probability.
    """
    shares: NDArray[Any] = np.random.RandomState(seed).dirichlet(np.ones(classes)) + 1e-3
    shares /= shares.sum()
    truth = np.eye(classes)[[label % classes]]
    arguments = [tf.constant(values, tf.float32) for values in (truth, shares[np.newaxis])]
    right = -np.log(shares[label % classes])
    return {"left": _mean(keras.losses.categorical_crossentropy(*arguments)), "right": float(right)}


def _mean(losses: tf.Tensor) -> float:
    return float(np.asarray(losses).mean())
