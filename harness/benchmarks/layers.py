"""Recurrent layers, each prepared to be checked and then timed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product, starmap
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.benchmarks.references import SIZES, GradientStep, check_states, check_step, drawn
from harness.stacks.worker import describe

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYERS = ("SimpleRNN", "LSTM", "GRU")
ACTIONS = ("forward", "training")
HOWS = ("eager", "function", "jit")

LEARNING_RATE = 1.0
"""Large beside the gradients of a mean over every output, so that updates outlast rounding."""


class UnsupportedError(Exception):
    """A case that cannot run on this device; the text says why."""


@dataclass(frozen=True, slots=True)
class LayerCase:
    """One thing to be timed.

    Args:
        cell: Name of the Keras layer.
        size: Name of a size in SIZES.
        action: ``forward``, or ``training`` for one step of mean squared error and SGD.
        how: ``eager`` call, ``function`` for tf.function, ``jit`` for jit_compile=True.
    """

    cell: str
    size: str
    action: str
    how: str

    def __str__(self) -> str:
        return f"{self.cell}-{self.size}-{self.action}-{self.how}"


CASES = tuple(starmap(LayerCase, product(LAYERS, SIZES, ACTIONS, HOWS)))
"""The full grid."""


class Forward:
    """All states of a layer for one batch.

    Args:
        case: What to prepare; its layer is built and compiled here.
    """

    def __init__(self, case: LayerCase) -> None:
        self.case, self.layer = case, _built(case)
        self._inputs = tf.constant(drawn(case.cell, case.size).inputs)
        self._states = _called(self.layer, case.how)

    def __call__(self) -> NDArray[Any]:
        """Run and wait for the last state, which depends on every input and weight."""
        return np.asarray(self._states(self._inputs)[:, -1])

    def check(self) -> float:
        """Compare every state with NumPy's.

        Returns:
            The largest difference.

        Raises:
            IncorrectError: It is too large.
        """
        states = np.asarray(self._states(self._inputs))
        return check_states(self.case.cell, self.case.size, states)


class TrainingStep:
    """One step of gradient descent on the mean squared error of all states.

    Args:
        case: What to prepare; its optimizer is built beforehand.
    """

    def __init__(self, case: LayerCase) -> None:
        self.case, self.layer = case, _built(case)
        data = drawn(case.cell, case.size)
        self._inputs, self._targets = tf.constant(data.inputs), tf.constant(data.targets)
        self.optimizer = keras.optimizers.SGD(LEARNING_RATE)
        self.optimizer.build(self.layer.trainable_variables)
        self._step = _called(self._descend, case.how)

    def __call__(self) -> NDArray[Any]:
        """Run, and wait for the loss and for the weight that is updated last."""
        loss = self._step(self._inputs, self._targets)
        np.asarray(self.layer.trainable_variables[-1])
        return np.asarray(loss)

    def step(self) -> GradientStep:
        """Take one step from the drawn weights, and go back to them."""
        before = drawn(self.case.cell, self.case.size).weights
        self.layer.set_weights(before)
        loss = float(self())
        after = self.layer.get_weights()
        self.layer.set_weights(before)
        moved = [a.astype(np.float64) - b for a, b in zip(before, after, strict=True)]
        return GradientStep(loss, tuple(difference / LEARNING_RATE for difference in moved))

    def check(self) -> float:
        """Compare loss and gradients with NumPy's, and with those of an eager step.

        Returns:
            The largest difference from NumPy, relative to the loss or the gradient.

        Raises:
            IncorrectError: A difference is too large.
        """
        eager = _eager_step(self.case.cell, self.case.size)
        return check_step(self.case.cell, self.case.size, self.step(), eager)

    def _descend(self, inputs: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(self.layer(inputs) - targets))
        variables = self.layer.trainable_variables
        self.optimizer.apply(tape.gradient(loss, variables), variables)
        return loss


Prepared = Forward | TrainingStep


def prepare_case(case: LayerCase) -> Prepared:
    """Build a case and run it once, so that nothing is left to trace or compile.

    Returns:
        A callable without arguments that waits for its result, with ``check()``.

    Raises:
        UnsupportedError: This device cannot run the case.
    """
    prepared = Forward(case) if case.action == "forward" else TrainingStep(case)
    try:
        prepared()
    except (tf.errors.InvalidArgumentError, tf.errors.UnimplementedError) as error:
        if case.how != "jit" or "trying to compile" not in error.message:
            raise
        raise UnsupportedError(f"XLA cannot compile it: {error.message.splitlines()[0]}") from error
    return prepared


def timing_facts() -> dict[str, Any]:
    """Say what a time depends on.

    Returns:
        Versions by package, ``device``, ``cores`` at hand, and ``threads`` within and between
        operations, 0 standing for TensorFlow's own choice.
    """
    facts = describe()
    del facts["seconds"]
    threading = tf.config.threading
    within = threading.get_intra_op_parallelism_threads()
    between = threading.get_inter_op_parallelism_threads()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {**facts, "cores": cores, "threads": {"within": within, "between": between}}


@contextlib.contextmanager
def full_float32() -> Iterator[None]:
    """Keep GPUs from rounding products to TensorFloat-32, whose error is near 1e-3."""
    config = tf.config.experimental
    before = config.tensor_float_32_execution_enabled()
    config.enable_tensor_float_32_execution(False)
    try:
        yield
    finally:
        config.enable_tensor_float_32_execution(before)


@lru_cache(maxsize=len(LAYERS) * len(SIZES))
def _eager_step(cell: str, size: str) -> GradientStep:
    return TrainingStep(LayerCase(cell, size, "training", "eager")).step()


def _built(case: LayerCase) -> keras.layers.Layer:
    data = drawn(case.cell, case.size)
    layer = getattr(keras.layers, case.cell)(SIZES[case.size].units, return_sequences=True)
    layer.build(data.inputs.shape)
    layer.set_weights(data.weights)
    return layer


def _called(function: Callable[..., tf.Tensor], how: str) -> Callable[..., tf.Tensor]:
    if how == "eager":
        return function
    return tf.function(function, jit_compile=how == "jit", autograph=False)
