"""The names that Keras gives automatically to layers and models."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from tensorflow import keras

from harness.models.api import find_api, signature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD_START = re.compile(r"(?<=.)(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")


def automatic_names(
    cells: Sequence[Sequence[Any]] = (("SimpleRNN",),),
    before: Mapping[str, int] | None = None,
) -> list[dict[str, Any]]:
    """Read the automatic names of models built one after the other in a fresh Keras session.

    Args:
        cells: One list of layers for each Sequential model. A layer is the name of its class, or
            a list of that name and, for a wrapper, the name of the class it wraps.
        before: How many objects of a kind the session has named already, by counter, such as
            {"sequential": 16, "embedding": 2}.

    Returns:
        For each model its name as `model` and those of its `layers`.

    Raises:
        LookupError: An unknown layer or counter.
        ValueError: A wrapper without a layer to wrap, or two layers where one is expected.
    """
    keras.backend.clear_session()
    try:
        for counter, count in (before or {}).items():
            _use_up(counter, count)
        return [_names(cell) for cell in cells]
    finally:
        keras.backend.clear_session()


def _names(cell: Sequence[Any]) -> dict[str, Any]:
    model = keras.Sequential([_layer(description) for description in cell])
    return {"model": model.name, "layers": [layer.name for layer in model.layers]}


def _layer(description: str | Sequence[str]) -> keras.layers.Layer:
    if isinstance(description, str):
        return _made("layers." + description)
    outer, *inner = description
    return _made("layers." + outer, *[_made("layers." + name) for name in inner])


def _made(path: str, *wrapped: keras.layers.Layer) -> keras.layers.Layer:
    required = _required(path)
    if ("layer" in required) != bool(wrapped) or len(wrapped) > 1:
        raise ValueError(f"{path} takes {'one layer' if 'layer' in required else 'no layer'}")
    arguments: dict[str, Any] = {name: 1 for name in required if name != "layer"}
    if "return_sequences" in signature(path).parameters:
        # Keras 2 builds a stack at once, and recurrent layers take nothing but sequences
        arguments["return_sequences"] = True
    return find_api(path)(*wrapped, **arguments)


def _required(path: str) -> list[str]:
    parameters = signature(path).parameters.values()
    return [
        parameter.name
        for parameter in parameters
        if parameter.default is parameter.empty
        and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        and parameter.name != "self"
    ]


def _use_up(counter: str, count: int) -> None:
    path = _path(counter)
    for _ in range(count):
        # a layer with a given name uses up no counter
        inner = [keras.layers.SimpleRNN(1, name="wrapped")] if "layer" in _required(path) else []
        _made(path, *inner)


def _path(counter: str) -> str:
    if counter == "sequential":
        return "Sequential"
    for name in dir(keras.layers):
        if inspect.isclass(getattr(keras.layers, name)) and _snake_case(name) == counter:
            return "layers." + name
    raise LookupError(f"no layer of this release is counted as {counter!r}")


def _snake_case(name: str) -> str:
    return _WORD_START.sub("_", name).lower()
