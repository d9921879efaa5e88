"""Shorter ways on JAX to what some of Keras' layers compute, for the training of many seeds.

Keras calls the layer inside TimeDistributed once for each step; a Dense layer takes all steps in
one product. XLA on a CPU sums over samples and steps in a slow loop, which takes most of the time
of batch normalisation; here a product with a vector sums.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import Any, Callable, Iterator
from unittest.mock import patch

from tensorflow import keras

from harness.models.state_loop import short_loop


@contextmanager
def shortcuts() -> Iterator[None]:
    """Have the layers of every network take these ways, where they lead to the same."""
    ways = (
        (keras.layers.SimpleRNN, "inner_loop", short_loop),
        (keras.layers.TimeDistributed, "call", _all_steps),
        (keras.layers.BatchNormalization, "call", _summed_by_products),
    )
    with ExitStack() as stack:
        for layer, name, shorter in ways:
            stack.enter_context(patch.object(layer, name, shorter(getattr(layer, name))))
        yield


def _all_steps(own: Callable[..., Any]) -> Callable[..., Any]:
    def call(layer: Any, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        if mask is not None or not isinstance(layer.layer, keras.layers.Dense):
            return own(layer, inputs, training=training, mask=mask)
        return layer.layer(inputs)

    return call


def _summed_by_products(own: Callable[..., Any]) -> Callable[..., Any]:
    normalised = _normalisation()

    def call(layer: Any, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        if mask is not None or not (training and _is_plain(layer, inputs)):
            return own(layer, inputs, training=training, mask=mask)
        features_first = keras.ops.transpose(inputs)
        found, mean, variance = normalised(
            features_first.reshape(len(features_first), -1),
            keras.ops.convert_to_tensor(layer.gamma),
            keras.ops.convert_to_tensor(layer.beta),
            layer.epsilon,
        )
        for kept, now in ((layer.moving_mean, mean), (layer.moving_variance, variance)):
            kept.assign(kept * layer.momentum + now * (1 - layer.momentum))
        return keras.ops.transpose(found.reshape(features_first.shape))

    return call


def _is_plain(layer: Any, inputs: Any) -> bool:
    last = layer.axis in (-1, len(inputs.shape) - 1)
    whole = layer.trainable and layer.center and layer.scale and inputs.dtype == "float32"
    return last and whole and not (layer.synchronized or getattr(layer, "renorm", False))


def _normalisation() -> Callable[..., Any]:
    """Make the batch normalisation of (features, samples), and its gradient.

    Nothing flows back through the mean and the variance that it returns beside its values: they
    are for the moving averages.

    Source: Ioffe and Szegedy, Batch normalization, 2015, section 3.
    """
    import jax
    import jax.numpy as jnp

    def mean(values: Any) -> Any:
        count = values.shape[1]
        return values @ jnp.full(count, 1 / count, values.dtype)

    def forward(values: Any, scale: Any, offset: Any, epsilon: Any) -> Any:
        middle = mean(values)
        centred = values - middle[:, None]
        variance = mean(centred * centred)
        inverse = jax.lax.rsqrt(variance + epsilon)
        unit = centred * inverse[:, None]
        found = unit * scale[:, None] + offset[:, None]
        return (found, middle, variance), (unit, scale, inverse)

    def backward(known: Any, slopes: Any) -> Any:
        unit, scale, inverse = known
        slope = slopes[0]
        by_offset, by_scale = mean(slope), mean(slope * unit)
        inner = slope - by_offset[:, None] - unit * by_scale[:, None]
        count = unit.shape[1]
        return (scale * inverse)[:, None] * inner, by_scale * count, by_offset * count, None

    normalised = jax.custom_vjp(lambda *given: forward(*given)[0])
    normalised.defvjp(forward, backward)
    return normalised
