"""Convolution, batch normalisation and pooling of images, and the block made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.law_sides import two_sides
from harness.models.sessions import epoch, least_seconds
from harness.models.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def convolved(
    size: int = 9,
    filters: int = 5,
    kernel_size: int = 3,
    strides: int = 1,
    padding: str = "valid",
    seed: int = 0,
) -> dict[str, Any]:
    """Compare a Conv2D with sliding its filters over an image in NumPy.

    Args:
        size: Height and width of the image, of two channels, at least kernel_size.
        filters: Number of filters.
        kernel_size: Height and width of a filter.
        strides: Distance from one place of a filter to the next.
        padding: `valid`, or `same` with strides of 1.

    Returns:
        `left`, `right` and `wrong` as `two_sides`, (height, width, filters); `height` and
        `channels` of the output; `kernel`, the shape of the filters.
    """
    random = np.random.RandomState(seed)
    image = random.standard_normal((size, size, 2)).astype(np.float32)
    drawn = keras.initializers.GlorotUniform(seed=seed)
    layer = keras.layers.Conv2D(
        filters, kernel_size, strides=strides, padding=padding, kernel_initializer=drawn
    )
    output = np.asarray(layer(image[np.newaxis]))[0]
    kernel = layer.get_weights()[0].astype(np.float64)
    added = kernel_size - 1 if padding == "same" else 0
    padded = np.pad(image, [(added // 2, added - added // 2)] * 2 + [(0, 0)])
    right = _slide(padded, kernel, strides)
    wrong = {
        "moved by one": _slide(padded, kernel, 1 if strides > 1 else 2),
        "moved by one more": _slide(padded, kernel, strides + 1),
        "the filter turned round": _slide(padded, kernel[::-1, ::-1], strides),
        "a bias of one": right + 1,
        "the first channel alone": _slide(padded[..., :1], kernel[:, :, :1], strides),
    }
    if kernel_size == 1:
        del wrong["the filter turned round"]
    return {
        **two_sides(output, right, wrong),
        "height": output.shape[0],
        "channels": output.shape[-1],
        "kernel": list(kernel.shape),
    }


def padded_size(
    size: int = 9, kernel_size: int = 3, strides: int = 1, padding: str = "same"
) -> dict[str, list[int]]:
    """Compare the height and width of a convolution's output with those of its input.

    Args: as for `convolved`; with padding `valid` the size stated is size - kernel_size + 1.

    Returns:
        `left` of the output; `right` of the input or, for `valid`, without its margin; `wrong`.
    """
    layer = keras.layers.Conv2D(1, kernel_size, strides=strides, padding=padding)
    output = layer(np.zeros((1, size, size, 1), np.float32))
    margin = 0 if padding == "same" else kernel_size - 1
    others = {
        "padded, or not, the other way": size - (kernel_size - 1 - margin),
        "one more": size - margin + 1,
        "one less": size - margin - 1,
        "the margin of a filter of two more": size - margin - 2,
        "the margin on both sides": size - 2 * margin if margin else size - 2 * (kernel_size - 1),
        "the margin added": size + (margin or kernel_size - 1),
        "as large as the filter": kernel_size,
    }
    wrong = {name: [number, number] for name, number in others.items()}
    return two_sides([int(n) for n in output.shape[1:3]], [size - margin] * 2, wrong)


def activated(activation: str = "relu", size: int = 6, seed: int = 0) -> dict[str, Any]:
    """Compare a Conv2D that has an activation (`left`) with the activation in NumPy (`right`).

    Args:
        size: Height and width of the image, at least 3.
    """
    image = np.random.RandomState(seed).standard_normal((size, size, 1)).astype(np.float32)
    drawn = keras.initializers.GlorotUniform(seed=seed)
    layer = keras.layers.Conv2D(3, 3, activation=activation, kernel_initializer=drawn)
    left = np.asarray(layer(image[np.newaxis]))[0]
    sums = _slide(image, layer.get_weights()[0].astype(np.float64), 1)
    right = _ACTIVATIONS[activation](sums)
    wrong = {
        "not applied": sums,
        "applied twice": _ACTIVATIONS[activation](right),
        "to the negated sums": _ACTIVATIONS[activation](-sums),
        **{f"{name} instead": of(sums) for name, of in _ACTIVATIONS.items() if name != activation},
    }
    if activation == "relu":
        del wrong["applied twice"]
    return two_sides(left, right, wrong)


def pooled(
    size: int = 8, pool_size: int = 2, strides: int | None = None, seed: int = 0
) -> dict[str, Any]:
    """Compare a MaxPool2D with the maxima of its windows in NumPy.

    Args:
        size: Height and width of the image, of two channels, at least pool_size.
        pool_size: Height and width of a window.
        strides: Distance between windows; None leaves it to the layer.
        seed: Seed of the image.

    Returns:
        `left`, `right` and `wrong` as `two_sides`, of windows pool_size apart, unless strides are
        given; `strides` of the layer; `height` of the output, and `input_height`.
    """
    image = np.random.RandomState(seed).standard_normal((size, size, 2)).astype(np.float32)
    layer = keras.layers.MaxPool2D(pool_size, strides=strides)
    output = np.asarray(layer(image[np.newaxis]))[0]
    apart = strides or pool_size
    right = _pooled(image, pool_size, apart)
    wrong = {
        "the mean": _pooled(image, pool_size, apart, np.mean),
        "the smallest": _pooled(image, pool_size, apart, np.min),
        "the largest of the image": right * 0 + image.max(axis=(0, 1)),
        "the largest of all channels": right.max(axis=-1, keepdims=True) + right * 0,
        "one window less": right[:-1, :-1],
        "windows of one more": _pooled(image, pool_size + 1, strides or pool_size + 1),
        "windows one further apart": _pooled(image, pool_size, apart + 1),
    }
    return {
        **two_sides(output, right, wrong),
        "strides": list(layer.strides),
        "height": output.shape[0],
        "input_height": size,
    }


def standardised(
    scale: float = 3.0, shift: float = 5.0, samples: int = 64, seed: int = 0
) -> dict[str, Any]:
    """Compare batch normalisation of a batch on another scale with that of the batch, in NumPy.

    Args:
        scale: Factor, above 0.
        shift: Summand.
        samples: Size of the batch.
        seed: Seed of the batch, of standard deviation 10.

    Returns: as `two_sides`: `left` what the layer gives in training for the batch rescaled.
    """
    batch = np.random.RandomState(seed).normal(scale=10.0, size=(samples, 4)).astype(np.float32)
    rescaled = np.float32(scale) * batch + np.float32(shift)
    left = np.asarray(keras.layers.BatchNormalization()(rescaled, training=True))
    values, given = batch.astype(np.float64), rescaled.astype(np.float64)
    right = _normalised(values, axis=0)
    wrong = {
        "no scale taken off": given - given.mean(axis=0),
        "no shift taken off": given / given.std(axis=0),
        "over each sample": _normalised(given, axis=1),
        "over the whole batch": _normalised(given, axis=None),
        "divided by the variance": right / given.std(axis=0),
        "not normalised": given,
    }
    return two_sides(left, right, wrong)


def convolution_seconds(size: int = 32, channels: int = 16) -> dict[str, float]:
    """Time an epoch of a convolution with few and many, small and large filters.

    Args:
        size: Height and width of the images.
        channels: Channels of the images.

    Returns:
        The least seconds of processor time of an epoch of 128 images: `few` and `many`, of 8 and of
        64 filters of size 3; `small` and `large`, of 16 filters of size 2 and of size 7.
    """
    images = np.random.RandomState(0).rand(128, size, size, channels).astype(np.float32)
    sizes = {"few": (8, 3), "many": (64, 3), "small": (16, 2), "large": (16, 7)}
    return least_seconds({name: _epoch(images, *pair) for name, pair in sizes.items()})


def build_blocks(blocks: int, dense: int, size: int) -> keras.Model:
    """Build convolution, normalisation, pooling and dropout `blocks` times, then dense layers."""
    layers: list[Any] = [keras.Input(shape=(size, size, 1))]
    for _ in range(blocks):
        layers += [
            keras.layers.Conv2D(8, 3),
            keras.layers.BatchNormalization(),
            keras.layers.MaxPool2D(2),
            keras.layers.Dropout(0.25),
        ]
    layers.append(keras.layers.Flatten())
    layers += [keras.layers.Dense(10) for _ in range(dense)]
    return keras.Sequential(layers)


def blocks(blocks: int = 2, dense: int = 2, size: int = 28) -> dict[str, Any]:
    """Summarise a stack of convolution blocks with dense layers on top.

    Args:
        blocks: How often convolution, normalisation, pooling and dropout are repeated.
        dense: Number of dense layers.
        size: Height and width of the images.

    Returns: as `summarise`.
    """
    return summarise(build_blocks(blocks, dense, size))


def _epoch(images: NDArray[Any], filters: int, kernel_size: int) -> Callable[[], Any]:
    layers = [
        keras.Input(shape=images.shape[1:]),
        keras.layers.Conv2D(filters, kernel_size, padding="same"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(1),
    ]
    return epoch(keras.Sequential(layers), images)


def _slide(image: NDArray[Any], kernel: NDArray[Any], strides: int) -> NDArray[Any]:
    size, filters = kernel.shape[0], kernel.shape[-1]
    starts = range(0, image.shape[0] - size + 1, strides)
    flat = kernel.reshape(-1, filters)
    rows = [[image[i : i + size, j : j + size].reshape(-1) @ flat for j in starts] for i in starts]
    return np.array(rows)


def _pooled(image: NDArray[Any], size: int, apart: int, pick: Any = np.max) -> NDArray[Any]:
    starts = range(0, image.shape[0] - size + 1, apart)
    rows = [[pick(image[i : i + size, j : j + size], axis=(0, 1)) for j in starts] for i in starts]
    return np.array(rows)


def _normalised(values: NDArray[Any], axis: int | None) -> NDArray[Any]:
    variance = values.var(axis=axis, keepdims=True) + 1e-3  # epsilon of Keras
    return np.asarray((values - values.mean(axis=axis, keepdims=True)) / np.sqrt(variance))


def _softmax(values: NDArray[Any]) -> NDArray[Any]:
    powers = np.exp(values)
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


_ACTIVATIONS: dict[str, Callable[[NDArray[Any]], NDArray[Any]]] = {
    "relu": lambda values: np.maximum(values, 0),
    "sigmoid": lambda values: 1 / (1 + np.exp(-values)),
    "tanh": np.tanh,
    "softmax": _softmax,
}
