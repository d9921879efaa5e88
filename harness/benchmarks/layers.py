"""Layers, each prepared to be checked and then timed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from itertools import product, starmap
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from harness.benchmarks.drawn_data import GATES, LAYERS, LOOKUPS, SIZES, VOCABULARY, drawn
from harness.benchmarks.references import GradientStep, check_states, check_step
from harness.benchmarks.ways import EAGER, JIT, UNROLLED, WAYS, forward_call, training_call, ways_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

ACTIONS = ("forward", "training")
_MOST_UNROLLED = 100
"""Time steps; a program of 500 takes minutes to be built."""


class UnsupportedError(Exception):
    """A case that cannot run here; the text says why."""


@dataclass(frozen=True, slots=True)
class LayerCase:
    """One thing to be timed.

    Args:
        layer: Name of a layer in LAYERS.
        size: Name of a size in SIZES.
        action: ``forward``, or ``training`` for one step of mean squared error and SGD.
        way: One of WAYS.
    """

    layer: str
    size: str
    action: str
    way: str

    def __str__(self) -> str:
        return f"{self.layer}-{self.size}-{self.action}-{self.way}"

    def refusal(self) -> str:
        """Say why this backend of Keras cannot run the case; nothing where it can."""
        backend = keras.backend.backend()
        if self.way not in ways_of(backend, self.action):
            return f"{self.way} is not a way to run {self.action} with Keras on {backend}"
        if self.way == UNROLLED and SIZES[self.size].timesteps > _MOST_UNROLLED:
            return f"a loop of more than {_MOST_UNROLLED} steps takes minutes to be unrolled"
        return ""


CASES = tuple(
    case
    for case in starmap(LayerCase, product(LAYERS, SIZES, ACTIONS, WAYS))
    if case.way != UNROLLED or case.layer in GATES  # only a recurrence has a loop
)
"""The full product."""


class Forward:
    """All outputs of a layer for one batch.

    Args:
        layer: The layer.
        inputs: The batch.
        way: How it is called.
    """

    def __init__(self, layer: keras.layers.Layer, inputs: NDArray[Any], way: str) -> None:
        self.layer = layer
        self._call = forward_call(layer, inputs, way)

    def __call__(self) -> NDArray[Any]:
        """Run and wait for the last state, which depends on every input and weight."""
        return _array(self._call()[:, -1])

    def check(self, case: LayerCase) -> float:
        """Compare every output with NumPy's.

        Args:
            case: What it was prepared for.

        Returns:
            The largest difference.

        Raises:
            IncorrectError: It is too large.
        """
        return check_states(case.layer, case.size, _array(self._call()))


class TrainingStep:
    """One step of gradient descent on the mean squared error of all outputs.

    Args:
        layer: The layer.
        data: Inputs and targets.
        way: How it is called.
        rate: The learning rate.
    """

    def __init__(
        self,
        layer: keras.layers.Layer,
        data: tuple[NDArray[Any], NDArray[Any]],
        way: str,
        rate: float,
    ) -> None:
        self.layer, self.rate = layer, rate
        self.optimizer = keras.optimizers.SGD(rate)
        self._call = training_call(layer, data, self.optimizer, way)

    def __call__(self) -> NDArray[Any]:
        """Run, and wait for the loss and for the weight that is updated last."""
        loss = _array(self._call())
        np.asarray(self.layer.trainable_variables[-1])
        return loss

    def step(self, case: LayerCase) -> GradientStep:
        """Take one step from the drawn weights, and go back to them.

        Args:
            case: What it was prepared for.
        """
        before = drawn(case.layer, case.size).weights
        self.layer.set_weights(before)
        loss = float(self())
        after = self.layer.get_weights()
        self.layer.set_weights(before)
        moved = [a.astype(np.float64) - b for a, b in zip(before, after, strict=True)]
        return GradientStep(loss, tuple(difference / self.rate for difference in moved))

    def check(self, case: LayerCase) -> float:
        """Compare loss and gradients with NumPy's, and with those of an eager step.

        Args:
            case: What it was prepared for.

        Returns:
            The largest difference from NumPy, relative to the loss or the gradient.

        Raises:
            IncorrectError: A difference is too large.
        """
        backend = keras.backend.backend()
        beside = EAGER in ways_of(backend, case.action) and case.way != EAGER
        eager = _eager_step(case.layer, case.size) if beside else None
        return check_step(case.layer, case.size, self.step(case), eager)


PreparedCase = Forward | TrainingStep


def prepare_case(case: LayerCase) -> PreparedCase:
    """Build a case and run it once, so that nothing is left to trace or compile.

    Returns:
        A callable without arguments that waits for its result, with ``check(case)``.

    Raises:
        UnsupportedError: This device or backend cannot run the case.
    """
    if refusal := case.refusal():
        raise UnsupportedError(refusal)
    data, layer = drawn(case.layer, case.size), _built(case)
    prepared: PreparedCase
    if case.action == "forward":
        prepared = Forward(layer, data.inputs, case.way)
    else:
        pair = (data.inputs, data.targets)
        prepared = TrainingStep(layer, pair, case.way, learning_rate(case))
    try:
        prepared()
    except Exception as error:
        message = str(getattr(error, "message", error))
        if case.way != JIT or "trying to compile" not in message:
            raise
        raise UnsupportedError(f"XLA cannot compile it: {message.splitlines()[0]}") from error
    return prepared


def learning_rate(case: LayerCase) -> float:
    """Return a rate whose updates outlast rounding, and do not diverge.

    The gradient of a mean over every output falls with the units, and that of a row of a table
    with the rows.

    Args:
        case: What is trained.
    """
    return SIZES[case.size].units / 8 * (VOCABULARY if case.layer in LOOKUPS else 1)


@contextlib.contextmanager
def full_float32() -> Iterator[None]:
    """Keep GPUs from rounding products to TensorFloat-32, whose error is near 1e-3."""
    config = import_module("tensorflow").config.experimental
    before = config.tensor_float_32_execution_enabled()
    config.enable_tensor_float_32_execution(False)
    try:
        yield
    finally:
        config.enable_tensor_float_32_execution(before)


@lru_cache(maxsize=4)
def _eager_step(layer: str, size: str) -> GradientStep:
    case = LayerCase(layer, size, "training", EAGER)
    prepared = prepare_case(case)
    assert isinstance(prepared, TrainingStep)
    return prepared.step(case)


def _built(case: LayerCase) -> keras.layers.Layer:
    data, units = drawn(case.layer, case.size), SIZES[case.size].units
    layer = _layer(case.layer, units, {"unroll": True} if case.way == UNROLLED else {})
    layer.build(data.inputs.shape)
    layer.set_weights(data.weights)
    return layer


def _layer(name: str, units: int, options: dict[str, Any]) -> keras.layers.Layer:
    if name in LOOKUPS:
        if name == "Embedding":
            return keras.layers.Embedding(VOCABULARY, units)
        return keras.layers.Dense(units, use_bias=False)
    if name not in GATES:
        return getattr(keras.layers, name)(units)
    if name == "Bidirectional":
        inner = keras.layers.LSTM(units, return_sequences=True, **options)
        return keras.layers.Bidirectional(inner)
    return getattr(keras.layers, name)(units, return_sequences=True, **options)


def _array(tensor: Any) -> NDArray[Any]:
    return np.asarray(keras.ops.convert_to_numpy(tensor))
