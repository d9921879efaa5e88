"""What a Keras network is made of, read off the network itself, so that two can be compared.

Its source is given to contained code, so it imports nothing of this package.
"""

from __future__ import annotations

from typing import Any, Dict, List

_LEFT_OUT = {
    "name",
    "dtype",
    "batch_input_shape",
    "batch_shape",
    "build_config",
    "input_length",
    "zero_output_for_mask",
    "module",
    "registered_name",
    "shared_object_id",
}
"""Parts of a configuration that do not say what a layer computes."""

_INSIDE = ("cell", "layer")
"""Attributes of layers that hold another one."""


def parts_of_network(network: Any) -> Dict[str, Any]:
    """List the layers of a network with what determines their computation.

    Args:
        network: A Keras model that is built; its input layers do not count.

    Returns:
        ``layers``, for each its ``class`` (empty where it is not one of Keras), its
        ``settings`` and the shapes of its ``weights``; and ``parameters``, their number.
    """
    layers = [layer for layer in network.layers if type(layer).__name__ != "InputLayer"]
    return {"layers": [_layer(part) for part in layers], "parameters": int(network.count_params())}


def _layer(layer: Any) -> Dict[str, Any]:
    own = _is_of_keras(layer)
    return {
        "class": type(layer).__name__ if own else "",
        "settings": _settings(layer) if own else {},
        "weights": [list(map(int, weight.shape)) for weight in layer.weights],
    }


def _settings(layer: Any) -> Any:
    """Read a layer's configuration, without that of an author's own cell or layer inside it."""
    inside = [name for name in _INSIDE if hasattr(layer, name)]
    foreign = {name for name in inside if not _is_of_keras(getattr(layer, name))}
    for name in foreign:  # it need not say how it was made, which Keras asks for
        object.__setattr__(getattr(layer, name), "get_config", dict)
    config = layer.get_config()
    for name in foreign:
        object.__delattr__(getattr(layer, name), "get_config")
    return _plain({key: item for key, item in config.items() if key not in foreign})


def _is_of_keras(layer: Any) -> bool:
    return type(layer).__module__.partition(".")[0] in ("keras", "tensorflow", "tf_keras")


def _plain(config: Any) -> Any:
    """Leave out what does not say what is computed, such as names."""
    if isinstance(config, dict):
        return {key: _plain(item) for key, item in sorted(config.items()) if key not in _LEFT_OUT}
    if isinstance(config, (list, tuple)):
        return [_plain(item) for item in config]
    return config if config is None or isinstance(config, (bool, int, float, str)) else str(config)


def differing_parts(one: Dict[str, Any], other: Dict[str, Any]) -> List[str]:
    """Say in which layers two networks differ, a line each; nothing where they do not.

    Args:
        one: What `parts_of_network` returned for the one, as JSON data.
        other: The same for the other.
    """
    found = []
    counts = [len(one["layers"]), len(other["layers"])]
    if counts[0] != counts[1]:
        found.append("{} layers, not {}".format(counts[1], counts[0]))
    for index in range(min(counts)):
        texts = _differing(one["layers"][index], other["layers"][index])
        found += ["layer {}: {}".format(index + 1, text) for text in texts]
    if one["parameters"] != other["parameters"]:
        found.append("{} parameters, not {}".format(other["parameters"], one["parameters"]))
    return found


def _differing(mine: Dict[str, Any], theirs: Dict[str, Any]) -> List[str]:
    if mine["class"] != theirs["class"]:
        return ["{}, not {}".format(theirs["class"] or "its own", mine["class"] or "its own")]
    keys = sorted({*mine["settings"], *theirs["settings"]})
    pairs = [(key, mine["settings"].get(key), theirs["settings"].get(key)) for key in keys]
    pairs.append(("weights", mine["weights"], theirs["weights"]))
    return ["{} {}, not {}".format(key, b, a) for key, a, b in pairs if a != b]
