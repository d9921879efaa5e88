"""The summary of a built model as data."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from tensorflow import keras

_DECORATION = re.compile(r"\x1b\[[\d;]*m|[\u2500-\u257f]")
_MEMORY = re.compile(r"^\s*(Total|Trainable|Non-trainable) params: [\d,]+ \(([^)]+)\)", re.M)


def summarise(model: keras.Model) -> dict[str, Any]:
    """Read names, shapes, parameter counts and memory off a built model.

    Args:
        model: A built Keras model.

    Returns:
        `name`; `layers`, a list of `name`, `type`, `output_shape` and `parameters`;
        `output_shape`; `total_parameters`, `trainable_parameters` and
        `non_trainable_parameters`, which leave out the optimizer's; and `memory`, the printed
        texts `total`, `trainable` and `non_trainable`, each None where the release prints none
        (Keras 3 counts the optimizer of a trained model in the total that it prints). Shapes are
        as `output_shape` returns them.

    Raises:
        ValueError: The model, or one of its layers, is not built.
    """
    if not model.built:
        raise ValueError(f"model {model.name!r} is not built: its shapes and parameters are open")
    return {
        "name": model.name,
        "layers": [_row(layer) for layer in model.layers],
        "output_shape": output_shape(model),
        "total_parameters": int(model.count_params()),
        "trainable_parameters": _size(model.trainable_weights),
        "non_trainable_parameters": _size(model.non_trainable_weights),
        "memory": _memory(model),
    }


def output_shape(layer: keras.layers.Layer) -> object:
    """Read the static output shape of a layer or model.

    Args:
        layer: A layer that is part of a model, or a model.

    Returns:
        A list of sizes with None for a free one, a list of such lists for several outputs, a
        dict of them for named outputs, or None where there is no static shape.
    """
    outputs = _outputs(layer)
    return None if outputs is None else _plain(outputs)


def _outputs(layer: keras.layers.Layer) -> keras.KerasTensor | None:
    # the shape is what Keras 2 still tells of a layer that occurs twice in a model
    for attribute in ("output", "output_shape"):
        with suppress(AttributeError, RuntimeError, ValueError):
            return getattr(layer, attribute)
    return None


def _plain(shape: keras.KerasTensor) -> object:
    if isinstance(shape, dict):
        return {str(name): _plain(part) for name, part in shape.items()}
    if hasattr(shape, "shape"):
        shape = tuple(shape.shape)
    if not any(_is_part(size) for size in shape):
        return [None if size is None else int(size) for size in shape]
    return _plain(shape[0]) if len(shape) == 1 else [_plain(part) for part in shape]


def _is_part(size: object) -> bool:
    return isinstance(size, (list, tuple)) or hasattr(size, "shape")


def _row(layer: keras.layers.Layer) -> dict[str, Any]:
    return {
        "name": layer.name,
        "type": type(layer).__name__,
        "output_shape": output_shape(layer),
        "parameters": int(layer.count_params()),
    }


def _size(weights: list[Any]) -> int:
    return sum(int(np.prod(weight.shape)) for weight in weights)


def _memory(model: keras.Model) -> dict[str, str | None]:
    lines: list[str] = []
    model.summary(print_fn=lambda text, **_: lines.append(text))
    printed = dict(_MEMORY.findall(_DECORATION.sub("", "\n".join(lines))))
    return {
        "total": printed.get("Total"),
        "trainable": printed.get("Trainable"),
        "non_trainable": printed.get("Non-trainable"),
    }
