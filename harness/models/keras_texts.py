"""Texts of Keras itself: printed summaries and progress, and first lines of its documentation."""

from __future__ import annotations

import contextlib
import io
import re
from typing import List

from tensorflow import keras

_ESCAPES = re.compile(r"\x1b\[[\d;]*m|[\b\r]")


def header() -> str:
    """Read the line over the columns of a printed summary, without the spaces around it."""
    return _line("Layer (type)")


def total(parameters: int = 4908) -> str:
    """Read the line of a printed summary that counts parameters, such as `Total params: 42`.

    Args:
        parameters: How many the network has.
    """
    return _line("Total params", parameters)


def bar(step: int = 103, steps: int = 782) -> str:
    """Print the progress of an epoch and read the line up to the end of its bar.

    Args:
        step: Batches done.
        steps: Batches of the epoch.
    """
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        keras.utils.Progbar(steps).update(step, finalize=False)
    line = _ESCAPES.sub("", printed.getvalue()).strip()
    counter, _, rest = line.partition(" ")
    return f"{counter} {rest.split(' ')[0]}"


def _line(begins: str, parameters: int = 1) -> str:
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(parameters,)), dense])
    lines: List[str] = []
    model.summary(print_fn=lambda text, **_: lines.extend(text.splitlines()))
    return next(line.strip() for line in lines if begins in line)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
