"""The worker: a process inside a stack that reads requests and answers with what it measured.

Requests and answers are lines of JSON. Its parent is a keeper. It runs on Python 3.8 with NumPy and
TensorFlow, and imports no more of the harness than its subjects do.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import platform
import sys
import time
import traceback
from typing import Any, Callable, Dict, Generator, Iterator, Optional, Sequence, Tuple

from harness.sandbox.return_values import LARGEST_ANSWER, json_data, sendable, shortened, too_large
from harness.stacks.channel import Channel
from harness.stacks.leftovers import die_with_parent
from harness.stacks.process_snapshot import ProcessSnapshot
from harness.subject import listen

DESCRIBE = "harness.stacks.worker:describe"
"""The subject that describes a stack."""

_OURS = "harness"
_MESSAGE, _TRACEBACK = 4_000, 20_000

# a subject may replace the functions of modules
_dumps, _loads, _exit, _own_id = json.dumps, json.loads, os._exit, os.getpid
_clock = time.perf_counter


def answer_requests() -> None:
    """Answer requests from standard input until it ends.

    A line with a ``heartbeat`` is no answer, but reports progress. Standard output is for these
    lines alone: what a subject or TensorFlow prints goes to standard error. A fork of this process
    answers nothing.
    """
    channel = Channel()
    die_with_parent()
    _limit_memory()
    listen(channel.heartbeat)
    snapshot, own = ProcessSnapshot(), _own_id()
    for line in channel.requests:
        request = _loads(line)
        channel.number = request["id"]
        if request["subject"] == DESCRIBE:  # keep what importing TensorFlow changes
            answer = call_subject(DESCRIBE, request["given"])
        else:
            answer = call_subject(request["subject"], request["given"], snapshot)
        if _own_id() != own:
            _exit(0)
        channel.answer(encoded(answer))


def describe(packages: Sequence[str] = ()) -> Dict[str, Any]:
    """Describe this stack.

    Args:
        packages: Further packages whose versions matter.

    Returns:
        Versions by package (None for an absent one), the backend of Keras where the environment
        chooses one, the device, the processor, the number of
        its threads that this process may use, the seconds that importing TensorFlow took, and as
        ``others`` the versions of further packages that are installed.
    """
    start = time.perf_counter()
    tensorflow = _version("tensorflow")
    return {
        "python": platform.python_version(),
        "tensorflow": tensorflow,
        "keras": _keras_version() if tensorflow else None,
        "backend": os.environ.get("KERAS_BACKEND", "") if tensorflow else "",
        "numpy": _version("numpy"),
        "device": _device() if tensorflow else "none",
        "cpu": _processor(),
        "threads": _threads(),
        "seconds": time.perf_counter() - start,
        "others": dict(_installed(packages)),
    }


def call_subject(
    subject: str, given: Dict[str, Any], snapshot: Optional[ProcessSnapshot] = None
) -> Dict[str, Any]:
    """Call a subject.

    Args:
        subject: ``module:function``.
        given: Its arguments.
        snapshot: The state of the process to restore after the call.

    Returns:
        ``value`` or ``failure``, the ``seconds`` of the call, and as ``spoilt`` what it changed
        that cannot be restored.
    """
    start = _clock()
    try:
        module, _, name = subject.partition(":")
        function = getattr(importlib.import_module(module), name)
        _forget_names()
        if snapshot:
            snapshot.begin()
        start = _clock()
        value = function(**given)
        # one answer after the other, so that each is reported while the others are measured
        answers = "seeds" in given and isinstance(value, Generator)
        answer = {"value": json_data(list(value) if answers else value)}
    except BaseException as error:  # noqa: BLE001 - any exception of a subject is evidence
        answer = {"failure": _failure(error)}
    answer["seconds"] = max(0.0, _clock() - start)
    spoilt = _end(snapshot) if snapshot else ""
    return {**answer, "spoilt": spoilt} if spoilt else answer


def encoded(answer: Dict[str, Any]) -> str:
    """Write an answer as JSON; a value that is too large becomes a failure."""
    try:
        text = _dumps(answer)
        if len(text) <= LARGEST_ANSWER or "value" not in answer:
            return text
        raise too_large(len(text))
    except (TypeError, MemoryError) as error:
        del answer["value"]
        return _dumps({**answer, "failure": _failure(error)})


def _end(snapshot: ProcessSnapshot) -> str:
    try:
        return snapshot.end()
    except BaseException as error:  # noqa: BLE001 - a subject may have replaced any function
        return "what it left cannot be looked at: {}".format(type(error).__name__)


def _failure(error: BaseException) -> Dict[str, Any]:
    blocked = type(error).__name__ == "Unavailable"
    message = _said(lambda: str(error), _MESSAGE)
    if isinstance(error, ModuleNotFoundError) and isinstance(error.name, str):
        package = error.name.split(".")[0]
        if package != _OURS:
            blocked, message = True, "needs the package {}; install it".format(sendable(error.name))
    return {
        "type": sendable(type(error).__name__),
        "message": message,
        "blocked": blocked,
        "traceback": "" if blocked else _said(traceback.format_exc, _TRACEBACK),
    }


def _said(say: Callable[[], str], most: int) -> str:
    """Return a text of an exception, at most `most` characters of it."""
    try:
        return shortened(sendable(say()), most)
    except BaseException as error:  # noqa: BLE001 - the subject's exception may fail to print
        return "(it cannot be shown: {})".format(sendable(type(error).__name__))


def _limit_memory() -> None:
    """Limit this process to the machine's memory, so that the system kills no other for it."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        resource = importlib.import_module("resource")  # not every system has it
        most = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.RLIM_INFINITY))


def _forget_names() -> None:
    """Reset the counters of automatic names; `clear_session` does it too, but takes longer."""
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


def _installed(packages: Sequence[str]) -> Iterator[Tuple[str, str]]:
    from importlib.metadata import PackageNotFoundError, version

    for package in packages:
        with contextlib.suppress(PackageNotFoundError):
            yield package, version(package)


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
    answer_requests()
