"""Layer-normalised cells that make the calls a document prints, mistakes included."""

from __future__ import annotations

import warnings
from typing import Any, Callable, Sequence

import tensorflow as tf
from tensorflow import keras


class _PairedCell(keras.layers.Layer):
    """Cell that hands inputs and states to its inner cell as one pair."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.state_size = units
        self.inner = keras.layers.SimpleRNNCell(units, activation=None)
        self.layer_norm = keras.layers.LayerNormalization()

    def call(self, inputs: tf.Tensor, states: Sequence[tf.Tensor]) -> tuple[Any, list[Any]]:
        outputs, _ = self.inner((inputs, states))
        normalised = tf.tanh(self.layer_norm(outputs))
        return normalised, [normalised]


class _DottedCell(keras.layers.Layer):
    """Cell that assigns its normalisation below an attribute that it does not have."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.inner = keras.layers.SimpleRNNCell(units, activation=None)
        self.layer.norm = keras.layers.LayerNormalization()


def _raised(action: Callable[[], Any]) -> tuple[Any, str | None, str | None]:
    """Run an action and name the type and the reason of what it raised."""
    try:
        with warnings.catch_warnings():
            # Keras 3 also warns that it cannot build the layer whose call fails
            warnings.simplefilter("ignore", UserWarning)
            return action(), None, None
    except (TypeError, ValueError, AttributeError) as error:
        return None, type(error).__name__, _reason(str(error))


def _reason(message: str) -> str:
    """Pick the sentence that gives the reason: Keras puts the place where it failed before it."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    named = lines[0].startswith("Exception encountered") and len(lines) > 1
    return lines[1 if named else 0].replace("\x1b[1m", "").replace("\x1b[0m", "")


def _trial(cell_class: Callable[[int], keras.layers.Layer], units: int) -> dict[str, str | None]:
    cell, construct, message = _raised(lambda: cell_class(units))
    call = None
    if construct is None:
        states = [tf.zeros([2, units])]
        _, call, message = _raised(lambda: cell(tf.zeros([2, 1]), states))
    return {"construct": construct, "call": call, "message": message}


def layer_norm_cell_as_printed(units: int = 20) -> dict[str, str | None]:
    """Construct and call the cell whose inner cell gets `(inputs, states)` as one argument.

    Args:
        units: Size of the state.

    Returns:
        The exception type, or None, of `construct` and of `call`, and the `message`.
    """
    return _trial(_PairedCell, units)


def layer_norm_cell_as_run(units: int = 20) -> dict[str, str | None]:
    """Construct the cell of the printed traceback, which assigns `self.layer.norm`.

    Args:
        units: Size of the state.

    Returns:
        The exception type, or None, of `construct` and of `call`, and the `message`.
    """
    return _trial(_DottedCell, units)
