"""How a release lays a printed summary out."""

from __future__ import annotations

from typing import List

from tensorflow import keras


def header() -> str:
    """Read the line over the columns of a printed summary.

    Returns:
        The line as printed, without the spaces around it.
    """
    return _line("Layer (type)")


def total(parameters: int = 4908) -> str:
    """Read the line that counts a network's parameters.

    Args:
        parameters: How many the network has.

    Returns:
        The line as printed, such as `Total params: 42`.
    """
    return _line("Total params", parameters)


def _line(begins: str, parameters: int = 1) -> str:
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(parameters,)), dense])
    lines: List[str] = []
    model.summary(print_fn=lambda text, **_: lines.extend(text.splitlines()))
    return next(line.strip() for line in lines if begins in line)
