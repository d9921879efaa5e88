"""Networks that forecast the wave series."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.cells import zero_state
from harness.models.forecasting import AHEAD, N_STEPS
from harness.models.summary import summarise


class LayerNormCell(keras.layers.Layer):
    """Simple recurrent cell that normalises each sample before its activation.

    Args:
        units: Size of the state and of the output.
        activation: Name of the activation applied after normalisation.
    """

    def __init__(self, units: int, activation: str = "tanh", **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.state_size = units
        self.output_size = units
        self.recurrence = keras.layers.SimpleRNNCell(units, activation=None)
        self.normalisation = keras.layers.LayerNormalization()
        self.activation = keras.activations.get(activation)

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Build the layers inside, which Keras 3 leaves unbuilt until a call on values."""
        self.recurrence.build(input_shape)
        self.normalisation.build((None, self.state_size))
        super().build(input_shape)

    def get_initial_state(
        self,
        inputs: tf.Tensor | None = None,
        batch_size: int | None = None,
        dtype: tf.DType | None = None,
    ) -> list[tf.Tensor]:
        """Return a state of zeros."""
        return zero_state(self.state_size, inputs, batch_size, dtype or self.compute_dtype)

    def call(self, inputs: tf.Tensor, states: Sequence[tf.Tensor]) -> tuple[Any, list[Any]]:
        """Advance one step; the new state is the output."""
        outputs, _ = self.recurrence(inputs, states)
        normalised = self.activation(self.normalisation(outputs))
        return normalised, [normalised]


def _network(*layers: keras.layers.Layer) -> keras.Model:
    return keras.Sequential([keras.Input(shape=(None, 1)), *layers])


def _recurrent(units: int = 20, sequences: bool = True) -> keras.layers.Layer:
    return keras.layers.SimpleRNN(units, return_sequences=sequences)


def _three_layers() -> list[keras.layers.Layer]:
    return [_recurrent(), _recurrent(), _recurrent(sequences=False)]


def _at_every_step() -> keras.layers.Layer:
    return keras.layers.TimeDistributed(keras.layers.Dense(AHEAD))


def build_dense() -> keras.Model:
    """Build a linear layer over the fifty flattened values."""
    return keras.Sequential(
        [keras.Input(shape=(N_STEPS, 1)), keras.layers.Flatten(), keras.layers.Dense(1)]
    )


def build_simple() -> keras.Model:
    """Build one recurrent unit."""
    return _network(_recurrent(1, sequences=False))


def build_sequence() -> keras.Model:
    """Build one recurrent unit that returns its output of every step."""
    return _network(_recurrent(1))


def build_deep_recurrent() -> keras.Model:
    """Build recurrent layers of 20, 20 and 1 units."""
    return _network(_recurrent(), _recurrent(), _recurrent(1, sequences=False))


def build_deep_dense() -> keras.Model:
    """Build three recurrent layers of 20 units and a dense output."""
    return _network(*_three_layers(), keras.layers.Dense(1))


def build_vector() -> keras.Model:
    """Build three recurrent layers of 20 units and ten outputs after the last step."""
    return _network(*_three_layers(), keras.layers.Dense(AHEAD))


def build_sequence_to_sequence() -> keras.Model:
    """Build three recurrent layers of 20 units and ten outputs at every step."""
    return _network(_recurrent(), _recurrent(), _recurrent(), _at_every_step())


def build_batch_normalised() -> keras.Model:
    """Build the sequence-to-sequence network with batch normalisation after each layer."""
    pairs = [layer for _ in range(3) for layer in (_recurrent(), _batch_normalisation())]
    return _network(*pairs, _at_every_step())


def build_layer_normalised() -> keras.Model:
    """Build the sequence-to-sequence network with a layer-normalised cell."""
    layers = [keras.layers.RNN(LayerNormCell(20), return_sequences=True) for _ in range(3)]
    return _network(*layers, _at_every_step())


def _batch_normalisation() -> keras.layers.Layer:
    return keras.layers.BatchNormalization()


BUILDERS = {
    "dense": build_dense,
    "simple": build_simple,
    "sequence": build_sequence,
    "deep": build_deep_recurrent,
    "deep-dense": build_deep_dense,
    "vector": build_vector,
    "sequence-to-sequence": build_sequence_to_sequence,
    "batch-normalised": build_batch_normalised,
    "layer-normalised": build_layer_normalised,
}


def forecasting_summary(network: str = "dense") -> dict[str, Any]:
    """Summarise one of the networks.

    Args:
        network: A key of `BUILDERS`.

    Returns: as `summarise`.
    """
    return summarise(BUILDERS[network]())


def forecast_shape(
    network: str = "simple", timesteps: int = N_STEPS, samples: int = 2
) -> list[int]:
    """Measure the shape of a network's output for inputs of zeros.

    Args:
        network: A key of `BUILDERS`.
        timesteps: Length of the inputs.
    """
    inputs = np.zeros((samples, timesteps, 1), np.float32)
    return list(BUILDERS[network]()(inputs).shape)
