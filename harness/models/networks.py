"""Stacks of layers as data, and the one function that builds them.

A layer is the name of a Keras class, or a mapping of that name to its arguments: one value, a list,
or a mapping of keywords; a list may end in such a mapping. A wrapper takes a layer: ``Flatten``,
``{Dense: 1}``, ``{Embedding: [100, 32]}``, ``{SimpleRNN: [20, {return_sequences: true}]}``,
``{Bidirectional: {LSTM: 32}}``.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

from tensorflow import keras

from harness.models.summary import summarise

LayerData = Union[str, Dict[str, Any]]

_WRAPPERS = ("Bidirectional", "TimeDistributed")


def built_network(
    layers: Sequence[LayerData],
    inputs: Sequence[Optional[int]],
    batch_size: Optional[int] = None,
) -> keras.Model:
    """Build a Sequential network.

    Args:
        layers: Its layers, as this module's first lines say.
        inputs: Shape of one input; None for a size that is left free.
        batch_size: Samples in a batch; None leaves it free.
    """
    first = keras.Input(shape=tuple(inputs), batch_size=batch_size)
    return keras.Sequential([first, *map(built_layer, layers)])


def built_layer(data: LayerData) -> keras.layers.Layer:
    """Build one layer."""
    name, said = next(iter(({data: []} if isinstance(data, str) else data).items()))
    if name in _WRAPPERS:
        return getattr(keras.layers, name)(built_layer(said))
    positional, named = _arguments(said)
    return getattr(keras.layers, name)(*positional, **named)


def _arguments(said: Any) -> Tuple[List[Any], Dict[str, Any]]:
    if isinstance(said, dict):
        return [], said
    if not isinstance(said, list):
        return [said], {}
    return (said[:-1], said[-1]) if said and isinstance(said[-1], dict) else (said, {})


def network_summary(
    layers: Sequence[LayerData],
    inputs: Sequence[Optional[int]],
    batch_size: Optional[int] = None,
) -> Dict[str, Any]:
    """Summarise a network.

    Args: as for `built_network`.

    Returns: as `summarise`.
    """
    return summarise(built_network(layers, inputs, batch_size))
