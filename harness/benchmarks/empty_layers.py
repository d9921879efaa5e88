"""Layers that compute next to nothing: what is left of a call's time is the framework's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras


class EmptyLayer(keras.layers.Layer):
    """Passes one value of its inputs on, with its only weight added."""

    def build(self, input_shape: Sequence[int | None]) -> None:  # noqa: ARG002 - Keras passes it
        """Make the weight, a single number."""
        self.weight = self.add_weight(shape=(), initializer="zeros")

    def call(self, inputs: Any) -> Any:
        """Add the weight to the first value of the first sequence."""
        first = inputs[:1, :1] if len(inputs.shape) == 2 else inputs[:1, :1, :1]
        return keras.ops.cast(first, "float32") + self.weight


class EmptyCell(keras.layers.Layer):
    """A recurrent cell without weights: the least that one with an activation does at each step."""

    state_size = output_size = 1

    def call(self, inputs: Any, states: Sequence[Any]) -> tuple[Any, list[Any]]:  # noqa: ARG002
        """Pass the state through tanh; it is the output as well, and the inputs are left alone."""
        state = keras.ops.tanh(states[0])
        return state, [state]


class EmptyRecurrence(keras.layers.Layer):
    """Goes through all steps, one after the other, from a state that is its only weight.

    Args:
        unroll: Write the loop out step by step.
    """

    def __init__(self, unroll: bool = False) -> None:
        super().__init__()
        self.loop = keras.layers.RNN(EmptyCell(), return_sequences=True, unroll=unroll)

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the weight, a single number."""
        self.weight = self.add_weight(shape=(1, 1), initializer="ones")
        self.loop.build(input_shape)

    def call(self, inputs: Any) -> Any:
        """Run the loop, one number a sequence."""
        begun = keras.ops.broadcast_to(self.weight, (inputs.shape[0], 1))
        return self.loop(inputs, initial_state=begun)
