"""The interface of Keras: what it offers, and what it accepts."""

from __future__ import annotations

import inspect
import platform
import sys
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.summary import output_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


_REFUSALS = (
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ImportError,
    RuntimeError,
    tf.errors.OpError,
)
_PLAIN = (str, bool, int, float, type(None))


def version() -> dict[str, str]:
    """Read the versions of `tensorflow`, `keras`, `numpy` and `python`, each as text."""
    return {
        "tensorflow": str(tf.__version__),
        "keras": _keras_version(),
        "numpy": str(np.__version__),
        "python": platform.python_version(),
    }


def exists(path: str = "layers.SimpleRNN") -> bool:
    """Test whether a name can be reached below `tensorflow.keras`.

    Args:
        path: Dotted path, such as `preprocessing.text.Tokenizer`.
    """
    try:
        find_api(path)
    except LookupError:
        return False
    return True


def default(of: str = "layers.SimpleRNN", argument: str = "return_sequences") -> object:
    """Read the default value of an argument.

    Args:
        argument: Name of the argument.

    Returns:
        The default; a tuple as a list, and a function or class by its name.

    Raises:
        LookupError: No such path, no such named argument, or no default.
    """
    parameter = signature(of).parameters.get(argument)
    if parameter is None or parameter.default is inspect.Parameter.empty:
        raise LookupError(f"{of} has no argument {argument!r} with a default")
    return _plain(parameter.default)


def signature_has(of: str = "layers.SimpleRNN", argument: str = "return_sequences") -> bool:
    """Test whether a signature names an argument; `**kwargs` names none.

    Args: as for `default`.

    Raises:
        LookupError: No such path.
    """
    return argument in signature(of).parameters


def accepts(
    of: str = "layers.SimpleRNN", arguments: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Construct an object, or call a function, and report whether it was accepted.

    Args:
        arguments: Keyword arguments; {"of": ..., "arguments": {...}} stands for an object that
            is constructed first, such as the layer inside a wrapper.

    Returns:
        `accepted`; `exception`, the type name, `message`, its first line, and `warning`, the
        first line of the first Python warning: each None where there was none.

    Raises:
        LookupError: No such path.
    """
    values = _values(arguments or {})
    made = find_api(of)
    return attempt(lambda: made(**values))


def sequential_accepts(
    layer: str = "layers.SimpleRNN",
    arguments: Mapping[str, Any] | None = None,
    then: Sequence[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Add layers to an empty Sequential model and report whether it accepted them.

    Args:
        layer: Dotted path of a layer below `tensorflow.keras`.
        arguments: Its keyword arguments, as `accepts` takes them.
        then: Further layers to add, each {"of": ..., "arguments": {...}}.

    Returns:
        As `accepts`, and of the model: `built`, whether all its weights exist; `output_shape`,
        a list with None for a free size, or None where it is open.

    Raises:
        LookupError: No such path.
    """
    model = keras.Sequential()
    steps = [{"of": layer, "arguments": arguments or {}}, *(then or [])]
    for step in steps:
        find_api(step["of"])
    outcome = attempt(lambda: [model.add(_object(step)) for step in steps])
    built = bool(model.built)
    return {**outcome, "built": built, "output_shape": output_shape(model) if built else None}


def attempt(action: Callable[[], object]) -> dict[str, Any]:
    """Run an action and report whether it was accepted.

    Args:
        action: Takes nothing; what it returns is dropped.

    Returns:
        `accepted`, `exception`, `message` and `warning`, as `accepts` returns them.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        refusal = _refusal(action)
    return {
        "accepted": refusal is None,
        "exception": type(refusal).__name__ if refusal else None,
        "message": _first_line(refusal) if refusal else None,
        "warning": _first_line(caught[0].message) if caught else None,
    }


def find_api(path: str) -> Callable[..., Any]:
    """Find the class or function at a dotted path below `tensorflow.keras`.

    Args:
        path: Dotted path, such as `layers.SimpleRNN`.

    Raises:
        LookupError: There is no such name in this release.
    """
    found: Any = keras
    for name in path.split("."):
        if not hasattr(found, name):
            raise LookupError(f"tensorflow.keras {_keras_version()} has no {path}")
        found = getattr(found, name)
    return found


def signature(of: str) -> inspect.Signature:
    """Read the signature of a function, or of a class's constructor with `self`.

    Raises:
        LookupError: No such path.
    """
    found = find_api(of)
    # what inspect reports for a Keras class itself may be a catch-all __new__
    return inspect.signature(found.__init__ if inspect.isclass(found) else found)


def _keras_version() -> str:
    # late Keras 2 releases hide their version behind tensorflow.keras
    package = sys.modules[keras.layers.Layer.__module__.split(".")[0]]
    return str(getattr(keras, "__version__", None) or vars(package)["__version__"])


def _refusal(action: Callable[[], object]) -> Exception | None:
    try:
        action()
    except _REFUSALS as error:
        return error
    return None


def _first_line(text: object) -> str | None:
    lines = str(text).strip().splitlines()
    return lines[0] if lines else None


def _values(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in arguments.items()}


def _value(value: object) -> object:
    return _object(value) if isinstance(value, dict) and "of" in value else value


def _object(description: Mapping[str, Any]) -> object:
    return find_api(description["of"])(**_values(description.get("arguments", {})))


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if isinstance(value, _PLAIN) else getattr(value, "__name__", str(value))
