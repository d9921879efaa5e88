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

    The first line out describes the stack; a line with a ``sign`` is no answer yet, but a sign of
    life. Standard output belongs to these lines alone: whatever a subject or TensorFlow prints goes
    to standard error.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    _limit_memory()
    _answer(answers, describe())
    announcing = importlib.import_module("harness.models.announcing")
    announcing.listen(lambda *sign: _answer(answers, {"sign": sign}))
    for line in sys.stdin:
        request = json.loads(line)
        _answer(answers, measure(request["subject"], request["given"]))


def describe() -> Dict[str, Any]:
    """Say what this stack is made of; an absent package is None.

    Returns:
        Versions by package, the device, the processor, the number of its threads that may be used,
        and the seconds that importing TensorFlow took.
    """
    start = time.perf_counter()
    tensorflow = _version("tensorflow")
    return {
        "python": platform.python_version(),
        "tensorflow": tensorflow,
        "keras": _keras_version() if tensorflow else None,
        "numpy": _version("numpy"),
        "device": _device() if tensorflow else "none",
        "cpu": _processor(),
        "threads": _threads(),
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
    _forget_names()
    try:
        module, _, name = subject.partition(":")
        value = jsonable(getattr(importlib.import_module(module), name)(**given))
        return {"value": value, "seconds": time.perf_counter() - start}
    except (Exception, SystemExit) as error:  # noqa: BLE001 - any failure of a subject is evidence
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


def _failure(error: BaseException) -> Dict[str, Any]:
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


def _limit_memory() -> None:
    """Let an allocation beyond this machine's memory fail, before the system kills somebody."""
    try:
        resource = importlib.import_module("resource")
        most = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.RLIM_INFINITY))
    except (ImportError, AttributeError, ValueError, OSError):
        pass  # not every system has such a limit


def _forget_names() -> None:
    """Count automatic names from the start again, as in a fresh session.

    Keras's own `clear_session` does this too, but collects garbage for half a second.
    """
    for module, name in (
        ("keras.src.utils.naming", "reset_uids"),
        ("tensorflow.python.keras.backend", "reset_uids"),
        ("keras.src.backend", "reset_uids"),
        ("keras.backend", "reset_uids"),
        ("tf_keras.src.backend", "reset_uids"),
    ):
        reset = getattr(sys.modules.get(module), name, None)
        if reset is not None:
            reset()


def _version(package: str) -> Any:
    try:
        return str(importlib.import_module(package).__version__)
    except ImportError:
        return None


def _keras_version() -> str:
    keras = importlib.import_module("tensorflow").keras
    if not hasattr(keras, "__version__"):  # some releases leave it to the package behind
        keras = importlib.import_module(keras.Model.__module__.partition(".")[0])
    version = keras.__version__
    return str(version() if callable(version) else version)


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            named = [
                line.partition(":")[2].strip() for line in file if line.startswith("model name")
            ]
    except OSError:
        named = []
    return named[0] if named else platform.processor() or platform.machine()


def _threads() -> int:
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _device() -> str:
    config = importlib.import_module("tensorflow").config
    gpus = config.list_physical_devices("GPU")
    if not gpus:
        return "CPU"
    return "GPU {}".format(config.experimental.get_device_details(gpus[0]).get("device_name", ""))


if __name__ == "__main__":
    main()
