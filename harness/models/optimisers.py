"""Optimisers and the other arguments of `compile`, by name, as functions and as objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.keras_api import attempt
from harness.models.law_sides import two_sides
from harness.models.sessions import seeded

if TYPE_CHECKING:
    from collections.abc import Sequence


def named_learning_rate(argument: str = "learning_rate", value: float = 0.005) -> dict[str, Any]:
    """Construct Adam with a learning rate under a given argument name.

    Args:
        argument: Name of the argument, such as `named_learning_rate` or `lr`.
        value: The learning rate.

    Returns:
        `accepted` and `exception` as `api.accepts`; `learning_rate` that the optimiser has, None
        without one; `applied`, whether it is the one given.
    """
    made: list[Any] = []
    outcome = attempt(lambda: made.append(keras.optimizers.Adam(**{argument: value})))
    rate = _rate(made[0]) if made else None
    return {
        "accepted": outcome["accepted"],
        "exception": outcome["exception"],
        "learning_rate": rate,
        "applied": rate is not None and abs(rate - value) < 1e-6 * value,
    }


def by_name(name: str = "adam") -> dict[str, Any]:
    """Compare the optimiser that a name stands for with its class's defaults.

    Args:
        name: Name of an optimiser, as `compile` takes it.

    Returns:
        `class`, its name; `same`, whether all hyperparameters are the class's defaults; and the
        `learning_rate`, rounded to float32's seven digits.
    """
    optimiser = keras.optimizers.get(name)
    plain = type(optimiser)()
    return {
        "class": type(optimiser).__name__,
        "same": _hyperparameters(optimiser) == _hyperparameters(plain),
        "learning_rate": float("%.7g" % _rate(optimiser)),
    }


def compiled_rate(given: str = "object", value: float = 0.005) -> dict[str, Any]:
    """Read the learning rate that a compiled network trains with.

    Args:
        given: `name`, for the optimiser "adam", or `object`, for one with a learning rate.
        value: That learning rate.

    Returns:
        `class` of the optimiser and `learning_rate`, rounded to seven digits.
    """
    optimiser = "adam" if given == "name" else keras.optimizers.Adam(learning_rate=value)
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=optimiser)
    return {
        "class": type(model.optimizer).__name__,
        "learning_rate": float("%.7g" % _rate(model.optimizer)),
    }


def loss_forms(seed: int = 0, samples: int = 8) -> dict[str, Any]:
    """Evaluate a network compiled with the mean squared error by name, function and object.

    Returns:
        `name`, `function` and `object`, the loss of each form, and `same`, whether all are equal
        within 1e-6.
    """
    forms = {
        "name": "mse",
        "function": keras.losses.mse,
        "object": keras.losses.MeanSquaredError(),
    }
    with seeded(seed):
        inputs, targets = np.random.rand(2, samples, 1).astype(np.float32)
        model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
    losses = {form: _evaluated(model, loss, inputs, targets) for form, loss in forms.items()}
    return {**losses, "same": float(np.ptp(list(losses.values()))) < 1e-6}


def activation_forms(name: str = "tanh", seed: int = 0) -> dict[str, Any]:
    """Apply a recurrent layer with its activation given by name and as a function.

    Args:
        name: Name of the activation.

    Returns:
        `difference`, the largest one between both outputs, and `same`, whether it is zero.
    """
    inputs = np.random.RandomState(seed).rand(2, 3, 1).astype(np.float32)
    outputs = [
        _recurrent_output(form, inputs, seed) for form in (name, getattr(keras.activations, name))
    ]
    difference = float(np.abs(outputs[0] - outputs[1]).max())
    return {"difference": difference, "same": difference == 0.0}


def logs(
    metrics: Sequence[str] = ("acc",),
    loss: str = "binary_crossentropy",
    optimizer: str = "adam",
    outputs: int = 1,
) -> dict[str, Any]:
    """Fit a tiny model for one epoch, with validation data, and list the figures that it logs.

    Args:
        metrics: Names of the metrics.
        loss: Name of the loss.
        optimizer: Name of the optimizer.
        outputs: 1 for a sigmoid output; more for a softmax over that many classes.

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


def downhill(optimizer: str = "adam", slope: float = 2.0) -> dict[str, Any]:
    """Compare the sign of an optimizer's first step (`left`) with minus the gradient's (`right`).

    Args:
        optimizer: Name of the optimizer.
        slope: The gradient.
    """
    step = _stepped(keras.optimizers.get(optimizer), 0.0, slope)
    wrong = {
        "uphill": float(np.sign(slope)),
        "always down": -1.0,
        "always up": 1.0,
        "as far as the gradient": -slope,
        "not at all": 0.0,
    }
    return two_sides(float(np.sign(step)), float(np.sign(-slope)), wrong)


def descent(
    value: float = 1.0, gradient: float = 2.0, learning_rate: float = 0.01
) -> dict[str, Any]:
    """Compare a step of gradient descent (`left`) with value - learning_rate * gradient (`right`).

    Args:
        value: The variable before, taken as float32, as the others are.
        gradient: Its gradient.
        learning_rate: The share of the gradient that is subtracted.
    """
    variable = tf.Variable(value, dtype=tf.float32)
    optimizer = keras.optimizers.SGD(learning_rate)
    optimizer.apply_gradients([(tf.constant(gradient, tf.float32), variable)])
    before, slope, rate = (float(np.float32(x)) for x in (value, gradient, learning_rate))
    wrong = {
        "up the gradient": before + rate * slope,
        "the whole gradient": before - slope,
        "by its sign alone": before - rate * float(np.sign(slope)),
        "two steps": before - 2 * rate * slope,
        "half a step": before - rate * slope / 2,
        "the value shrinks": before * (1 - rate),
        "no step": before,
        "the step alone": -rate * slope,
    }
    return two_sides(float(variable.numpy()), before - rate * slope, wrong)


def _rate(optimiser: keras.optimizers.Optimizer) -> float:
    return float(np.asarray(optimiser.learning_rate))


def _hyperparameters(optimiser: keras.optimizers.Optimizer) -> dict[str, Any]:
    config = optimiser.get_config()
    return {name: value for name, value in config.items() if name != "name"}


def _evaluated(
    model: keras.Model,
    loss: str | Callable[..., Any],
    inputs: np.ndarray,
    targets: np.ndarray,
) -> float:
    model.compile(loss=loss, optimizer="adam")
    return float(model.evaluate(inputs, targets, verbose=0))


def _recurrent_output(
    activation: str | Callable[..., Any], inputs: np.ndarray, seed: int
) -> np.ndarray:
    with seeded(seed):
        return np.asarray(keras.layers.SimpleRNN(2, activation=activation)(inputs))


def _stepped(optimizer: keras.optimizers.Optimizer, weight: float, slope: float) -> float:
    variable = tf.Variable(weight) if _takes_variables(optimizer) else keras.Variable(weight)
    optimizer.apply_gradients([(tf.constant(slope, tf.float32), variable)])
    return float(variable.numpy())


def _takes_variables(optimizer: keras.optimizers.Optimizer) -> bool:
    # the variables of Keras 3 are not those of TensorFlow
    return not hasattr(keras, "Variable") or isinstance(optimizer, tf.Module)
