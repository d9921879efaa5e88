"""The worker that runs inside a stack: requests in, evidence out, as lines of JSON.

It needs Python 3.8, NumPy and TensorFlow, and nothing else of the harness but the subjects.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
import time
import traceback
from typing import Any, Dict, TextIO

_OURS = "harness"


def main() -> None:
    """Answer requests from standard input until it ends.

    The first line out describes the stack. Standard output belongs to the answers alone: whatever
    a subject or TensorFlow prints goes to standard error.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    _answer(answers, describe())
    for line in sys.stdin:
        request = json.loads(line)
        _answer(answers, measure(request["subject"], request["given"]))


def describe() -> Dict[str, Any]:
    """Say what this stack is made of; an absent package is None.

    Returns:
        Versions by package, the device, and the seconds that importing TensorFlow took.
    """
    start = time.perf_counter()
    tensorflow = _version("tensorflow")
    return {
        "python": platform.python_version(),
        "tensorflow": tensorflow,
        "keras": _keras_version() if tensorflow else None,
        "numpy": _version("numpy"),
        "device": _device() if tensorflow else "none",
        "seconds": time.perf_counter() - start,
    }


def measure(subject: str, given: Dict[str, Any]) -> Dict[str, Any]:
    """Call a subject.

    Args:
        subject: ``module:function``.
        given: Its arguments.

    Returns:
        ``value`` or ``failure``, and the ``seconds`` the call took.
    """
    start = time.perf_counter()
    try:
        module, _, name = subject.partition(":")
        value = jsonable(getattr(importlib.import_module(module), name)(**given))
        return {"value": value, "seconds": time.perf_counter() - start}
    except Exception as error:  # noqa: BLE001 - a subject's failure is evidence, whatever it is
        return {"failure": _failure(error), "seconds": time.perf_counter() - start}


def jsonable(value: Any) -> Any:
    """Turn what a subject returns into JSON data.

    An array becomes ``{"array": nested lists, "dtype": name}``; a scalar, a number.

    Raises:
        TypeError: There is no such form for it.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    if hasattr(value, "numpy"):
        value = value.numpy()
    if getattr(value, "ndim", None) == 0:
        return value.item()
    if hasattr(value, "tolist") and hasattr(value, "dtype"):
        return {"array": value.tolist(), "dtype": str(value.dtype)}
    raise TypeError("a subject returns JSON data or arrays, not {!r}".format(type(value)))


def _answer(answers: TextIO, answer: Dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _failure(error: Exception) -> Dict[str, Any]:
    blocked = type(error).__name__ == "Unavailable"
    message = str(error)
    if isinstance(error, ModuleNotFoundError) and (error.name or _OURS).split(".")[0] != _OURS:
        blocked, message = True, "needs the package {}; install it".format(error.name)
    return {
        "type": type(error).__name__,
        "message": message,
        "blocked": blocked,
        "traceback": "" if blocked else traceback.format_exc(),
    }


def _version(package: str) -> Any:
    try:
        return str(importlib.import_module(package).__version__)
    except ImportError:
        return None


def _keras_version() -> str:
    keras = importlib.import_module("tensorflow").keras
    version = getattr(keras, "__version__", None)
    return str(version() if callable(version) else version)


def _device() -> str:
    config = importlib.import_module("tensorflow").config
    gpus = config.list_physical_devices("GPU")
    if not gpus:
        return "CPU"
    return "GPU {}".format(config.experimental.get_device_details(gpus[0]).get("device_name", ""))


if __name__ == "__main__":
    main()
