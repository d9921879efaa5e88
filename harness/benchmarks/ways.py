"""The ways to call a layer: by Keras' own loop, operation by operation, or as one program."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import keras

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH, EAGER, FUNCTION, JIT, UNROLLED = WAYS = ("batch", "eager", "function", "jit", "unrolled")
"""``predict_on_batch`` or ``train_on_batch``; a direct call; ``tf.function``; XLA; ``tf.function``
of a recurrent layer whose loop is written out step by step."""

_OTHER_WAYS = {"jax": (BATCH, EAGER, JIT), "torch": (BATCH, EAGER)}
"""What backends other than TensorFlow have; all of them train by ``train_on_batch``."""


def ways_of(backend: str, action: str) -> tuple[str, ...]:
    """List the ways that a backend of Keras has.

    Args:
        backend: ``tensorflow``, ``jax`` or ``torch``.
        action: ``forward`` or ``training``.
    """
    if backend == "tensorflow":
        return WAYS
    return _OTHER_WAYS.get(backend, (BATCH,)) if action == "forward" else (BATCH,)


def forward_call(layer: keras.layers.Layer, inputs: NDArray[Any], way: str) -> Callable[[], Any]:
    """Make a call of a layer that returns all its outputs.

    Args:
        layer: The layer, built.
        inputs: One batch.
        way: One of WAYS.
    """
    if way == BATCH:
        model = _model(layer, inputs)
        return lambda: model.predict_on_batch(inputs)
    tensor = keras.ops.convert_to_tensor(inputs)
    if way == JIT and keras.backend.backend() == "jax":
        return _jax_call(layer, tensor)
    call = _compiled(layer, way)
    return lambda: call(tensor)


def training_call(
    layer: keras.layers.Layer,
    data: tuple[NDArray[Any], NDArray[Any]],
    optimizer: keras.optimizers.Optimizer,
    way: str,
) -> Callable[[], Any]:
    """Make a call that takes one step of gradient descent and returns the loss before it.

    Args:
        layer: The layer, built.
        data: Inputs and targets of the mean squared error.
        optimizer: What updates the weights.
        way: One of WAYS.
    """
    if way == BATCH:
        model = _model(layer, data[0])
        model.compile(optimizer=optimizer, loss="mse")
        return lambda: _batch_loss(model, data)
    tf = import_module("tensorflow")

    def descend(inputs: Any, targets: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(layer(inputs) - targets))
        variables = layer.trainable_variables
        optimizer.apply(tape.gradient(loss, variables), variables)
        return loss

    optimizer.build(layer.trainable_variables)
    step, tensors = _compiled(descend, way), [tf.constant(array) for array in data]
    return lambda: step(*tensors)


def _batch_loss(model: keras.Model, data: tuple[NDArray[Any], NDArray[Any]]) -> Any:
    model.reset_metrics()  # what train_on_batch returns is the mean since then
    return model.train_on_batch(*data)


def _model(layer: keras.layers.Layer, inputs: NDArray[Any]) -> keras.Model:
    return keras.Sequential([keras.Input(batch_shape=inputs.shape, dtype=inputs.dtype.name), layer])


def _compiled(function: Callable[..., Any], way: str) -> Callable[..., Any]:
    if way == EAGER:
        return function
    tf = import_module("tensorflow")
    compiled: Callable[..., Any] = tf.function(function, jit_compile=way == JIT, autograph=False)
    return compiled


def _jax_call(layer: keras.layers.Layer, tensor: Any) -> Callable[[], Any]:
    state = [variable.value for variable in layer.trainable_variables]
    rest = [variable.value for variable in layer.non_trainable_variables]
    call = import_module("jax").jit(lambda inputs: layer.stateless_call(state, rest, inputs)[0])
    return lambda: call(tensor)
