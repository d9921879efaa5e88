"""The recurrent networks of a document on building them in Keras."""

from __future__ import annotations

from typing import Any

from tensorflow import keras

from harness.models.summary import summarise


def build_plain(units: int, timesteps: int | None, features: int) -> keras.Model:
    """Build one SimpleRNN over inputs (timesteps, features); timesteps None leaves it free."""
    return _stack([keras.layers.SimpleRNN(units)], timesteps, features)


def build_fixed_batch(
    units: int, timesteps: int, features: int, batch_size: int, return_sequences: bool
) -> keras.Model:
    """Build one SimpleRNN over inputs of a fixed batch size."""
    layer = keras.layers.SimpleRNN(units, return_sequences=return_sequences)
    return _stack([layer], timesteps, features, batch_size)


def build_stack(units: int, timesteps: int, features: int, depth: int) -> keras.Model:
    """Build a stack of SimpleRNN layers that all return their sequences."""
    return _stack([_sequences(units) for _ in range(depth)], timesteps, features)


def build_bidirectional_stack(units: int, timesteps: int, features: int, depth: int) -> keras.Model:
    """Build a stack of bidirectional SimpleRNN layers that all return their sequences."""
    layers = [keras.layers.Bidirectional(_sequences(units)) for _ in range(depth)]
    return _stack(layers, timesteps, features)


def build_gru(
    units: int, timesteps: int, features: int, reset_after: bool | None = None
) -> keras.Model:
    """Build one GRU; reset_after None leaves the variant to the release."""
    variant = {} if reset_after is None else {"reset_after": reset_after}
    return _stack([keras.layers.GRU(units, **variant)], timesteps, features)


def plain_layer(units: int = 3, timesteps: int | None = 2, features: int = 10) -> dict[str, Any]:
    """Summarise one SimpleRNN.

    Args:
        units: Size of the hidden state.
        timesteps: Length of the sequences; None leaves it free.
        features: Features per time step.

    Returns: as `summarise`.
    """
    return summarise(build_plain(units, timesteps, features))


def fixed_batch(
    units: int = 3, timesteps: int = 2, features: int = 10, batch_size: int = 8
) -> dict[str, Any]:
    """Summarise one SimpleRNN with a fixed batch size.

    Args: as for `plain_layer`, and `batch_size`: sequences in every batch.
    Returns: as `summarise`.
    """
    return summarise(build_fixed_batch(units, timesteps, features, batch_size, False))


def sequences(
    units: int = 3, timesteps: int = 2, features: int = 10, batch_size: int = 8
) -> dict[str, Any]:
    """Summarise one SimpleRNN that returns its sequences, with a fixed batch size.

    Args: as for `fixed_batch`.
    Returns: as `summarise`.
    """
    return summarise(build_fixed_batch(units, timesteps, features, batch_size, True))


def deep(units: int = 8, timesteps: int = 10, features: int = 5, depth: int = 2) -> dict[str, Any]:
    """Summarise stacked SimpleRNN layers.

    Args: as for `plain_layer`, and `depth`: number of layers.
    Returns: as `summarise`.
    """
    return summarise(build_stack(units, timesteps, features, depth))


def bidirectional_layer(units: int = 8, timesteps: int = 10, features: int = 5) -> dict[str, Any]:
    """Summarise one bidirectional SimpleRNN.

    Args: as for `plain_layer`; `units` is the size of each direction.
    Returns: as `summarise`.
    """
    return summarise(build_bidirectional_stack(units, timesteps, features, 1))


def deep_bidirectional(
    units: int = 8, timesteps: int = 10, features: int = 5, depth: int = 4
) -> dict[str, Any]:
    """Summarise stacked bidirectional SimpleRNN layers.

    Args: as for `deep`; `units` is the size of each direction.
    Returns: as `summarise`.
    """
    return summarise(build_bidirectional_stack(units, timesteps, features, depth))


def gru_layer(
    units: int = 8, timesteps: int = 10, features: int = 5, reset_after: bool | None = None
) -> dict[str, Any]:
    """Summarise one GRU.

    Args: as for `plain_layer`, and `reset_after`: apply the reset gate after the recurrent
        product; None for the default.
    Returns: as `summarise`.
    """
    return summarise(build_gru(units, timesteps, features, reset_after))


def _sequences(units: int) -> keras.layers.Layer:
    return keras.layers.SimpleRNN(units, return_sequences=True)


def _stack(
    layers: list[Any], timesteps: int | None, features: int, batch_size: int | None = None
) -> keras.Model:
    inputs = keras.Input(shape=(timesteps, features), batch_size=batch_size)
    return keras.Sequential([inputs, *layers])
