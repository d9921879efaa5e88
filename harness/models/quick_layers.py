"""Layers that are built in little time."""

from __future__ import annotations

from tensorflow import keras


def quick_recurrent(cell: str, units: int, **options: object) -> keras.layers.Layer:
    """Make a recurrent layer whose recurrent weights start at zero.

    The default orthogonal initialiser takes most of the time of building a layer.

    Args:
        cell: SimpleRNN, LSTM or GRU.
        units: Size of the hidden state.
        options: Further arguments of the layer.
    """
    return getattr(keras.layers, cell)(units, recurrent_initializer="zeros", **options)
