"""Convolution, batch normalisation and pooling of images, and the block made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from tensorflow import keras

from harness.models.summary import summarise
from harness.models.timing import least_seconds

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
        seed: Seed of image and weights.

    Returns:
        `left` by Keras, `right` by NumPy, (height, width, filters); `height` and `channels` of
        the output; `kernel`, the shape of the filters.
    """
    random = np.random.RandomState(seed)
    image = random.standard_normal((size, size, 2)).astype(np.float32)
    drawn = keras.initializers.GlorotUniform(seed=seed)
    layer = keras.layers.Conv2D(
        filters, kernel_size, strides=strides, padding=padding, kernel_initializer=drawn
    )
    output = np.asarray(layer(image[np.newaxis]))[0]
    kernel = layer.get_weights()[0]
    added = kernel_size - 1 if padding == "same" else 0
    padded = np.pad(image, [(added // 2, added - added // 2)] * 2 + [(0, 0)])
    return {
        "left": output,
        "right": _slide(padded, kernel, strides),
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
        `left` of the output; `right` of the input or, for `valid`, without its margin.
    """
    layer = keras.layers.Conv2D(1, kernel_size, strides=strides, padding=padding)
    output = layer(np.zeros((1, size, size, 1), np.float32))
    stated = size if padding == "same" else size - kernel_size + 1
    return {"left": [int(n) for n in output.shape[1:3]], "right": [stated, stated]}


def activated(activation: str = "relu", seed: int = 0) -> dict[str, NDArray[Any]]:
    """Compare a Conv2D that has an activation (`left`) with one followed by it (`right`).

    Args:
        activation: Name of the activation.
        seed: Seed of image and weights.
    """
    image = np.random.RandomState(seed).standard_normal((1, 6, 6, 1)).astype(np.float32)
    drawn = keras.initializers.GlorotUniform(seed=seed)
    layer = keras.layers.Conv2D(3, 3, activation=activation, kernel_initializer=drawn)
    plain = keras.layers.Conv2D(3, 3)
    left = np.asarray(layer(image))
    plain.build(image.shape)
    plain.set_weights(layer.get_weights())
    return {"left": left, "right": np.asarray(getattr(keras.activations, activation)(plain(image)))}


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
        `left` by Keras, `right` of windows pool_size apart, unless strides are given; `strides`
        of the layer; `height` of the output, and `input_height`.
    """
    image = np.random.RandomState(seed).standard_normal((size, size, 2)).astype(np.float32)
    layer = keras.layers.MaxPool2D(pool_size, strides=strides)
    output = np.asarray(layer(image[np.newaxis]))[0]
    starts = range(0, size - pool_size + 1, strides or pool_size)
    windows = [[image[i : i + pool_size, j : j + pool_size] for j in starts] for i in starts]
    return {
        "left": output,
        "right": np.array([[window.max(axis=(0, 1)) for window in row] for row in windows]),
        "strides": list(layer.strides),
        "height": output.shape[0],
        "input_height": size,
    }


def standardised(scale: float = 3.0, shift: float = 5.0, seed: int = 0) -> dict[str, NDArray[Any]]:
    """Compare batch normalisation of a batch with that of the same batch on another scale.

    Args:
        scale: Factor, above 0.
        shift: Summand.
        seed: Seed of the batch, of standard deviation 10.

    Returns:
        Outputs in training, `left` of the batch rescaled, `right` of the batch.
    """
    batch = np.random.RandomState(seed).normal(scale=10.0, size=(64, 4)).astype(np.float32)
    left, right = (
        np.asarray(keras.layers.BatchNormalization()(values, training=True))
        for values in (np.float32(scale) * batch + np.float32(shift), batch)
    )
    return {"left": left, "right": right}


def convolution_seconds(size: int = 32, channels: int = 16) -> dict[str, float]:
    """Time a training step of a convolution with few and many, small and large filters.

    Args:
        size: Height and width of the images.
        channels: Channels of the images.

    Returns:
        The least seconds of processor time of a step on 32 images: `few` and `many`, of 8 and of
        64 filters of size 3; `small` and `large`, of 16 filters of size 2 and of size 7.
    """
    images = np.random.RandomState(0).rand(32, size, size, channels).astype(np.float32)
    sizes = {"few": (8, 3), "many": (64, 3), "small": (16, 2), "large": (16, 7)}
    return least_seconds({name: _training_step(images, *pair) for name, pair in sizes.items()})


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


def _training_step(
    images: NDArray[Any], filters: int, kernel_size: int
) -> Callable[[], NDArray[Any]]:
    layers = [
        keras.Input(shape=images.shape[1:]),
        keras.layers.Conv2D(filters, kernel_size, padding="same"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(1),
    ]
    model = keras.Sequential(layers)
    model.compile(optimizer="sgd", loss="mse")
    return lambda: model.train_on_batch(images, np.zeros((len(images), 1), np.float32))


def _slide(image: NDArray[Any], kernel: NDArray[Any], strides: int) -> NDArray[Any]:
    size, filters = kernel.shape[0], kernel.shape[-1]
    starts = range(0, image.shape[0] - size + 1, strides)
    flat = kernel.reshape(-1, filters)
    rows = [[image[i : i + size, j : j + size].reshape(-1) @ flat for j in starts] for i in starts]
    return np.array(rows)
