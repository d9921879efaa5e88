"""The parts of a process's state that a subject can change and that can be restored."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import time
import warnings
from functools import partial
from typing import Any, Callable, Dict, List, NamedTuple, Tuple

_STREAMS = ("stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__")
_LISTS = ("path", "meta_path", "path_hooks", "argv")
_TIMERS = ("ITIMER_REAL", "ITIMER_VIRTUAL", "ITIMER_PROF")
_ENVIRON, _SYSTEM = os.environ, sys


class StatePart(NamedTuple):
    """A part of the state of this process.

    Args:
        name: Its name in messages.
        look: Returns its value.
        put: Sets its value.
        lasting: Whether importing a module must not change it either.
    """

    name: str
    look: Callable[[], Any]
    put: Callable[[Any], Any]
    lasting: bool = False

    def differs(self, value: Any) -> bool:
        """Whether it has another value now."""
        try:
            return bool(self.look() != value)
        except OSError:  # the working directory was removed
            return True

    def restore(self, value: Any) -> bool:
        """Restore the value if it has changed, and return whether that was possible."""
        if not self.differs(value):
            return True
        with contextlib.suppress(OSError, ValueError, TypeError):
            self.put(value)
        return not self.differs(value)


def state_parts() -> List[StatePart]:
    """List the parts of the state that this system has."""
    return [
        StatePart("the limit of recursion", sys.getrecursionlimit, sys.setrecursionlimit),
        StatePart("the root directory", lambda: os.stat("/")[1:3], _never, lasting=True),
        StatePart("a right or the priority of the process", _rights, _never, lasting=True),
        StatePart("the working directory", os.getcwd, os.chdir, lasting=True),
        StatePart("the mask of new files", _umask, os.umask, lasting=True),
        StatePart("a standard stream", _streams, _put_streams, lasting=True),
        StatePart("the environment", _environment, _put_environment),
        StatePart("the switch interval", sys.getswitchinterval, sys.setswitchinterval),
        StatePart("the trace function", sys.gettrace, sys.settrace),
        StatePart("the profile function", sys.getprofile, sys.setprofile),
        StatePart(
            "garbage collection", gc.isenabled, lambda on: gc.enable() if on else gc.disable()
        ),
        StatePart("the filters of warnings", lambda: list(warnings.filters), _put_filters),
        StatePart("the settings of NumPy", _numpy_settings, _put_numpy_settings),
        *map(_list, _LISTS),
        *_signals(),
        *_limits(),
    ]


def _signals() -> List[StatePart]:
    def handler(number: int) -> StatePart:
        name = "the handler of signal {}".format(int(number))
        return StatePart(
            name, lambda: signal.getsignal(number), lambda it: signal.signal(number, it)
        )

    def timer(number: int) -> StatePart:
        def put(both: Tuple[float, float]) -> None:
            signal.setitimer(number, *both)

        return StatePart("a timer", lambda: signal.getitimer(number), put)

    def mask(blocked: Any) -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    found = [handler(number) for number in signal.valid_signals()]
    found += [timer(getattr(signal, name)) for name in _TIMERS if hasattr(signal, name)]
    if hasattr(signal, "pthread_sigmask"):
        look = partial(signal.pthread_sigmask, signal.SIG_BLOCK, ())
        found.append(StatePart("the mask of signals", look, mask))
    return found


def _limits() -> List[StatePart]:
    found = []
    if hasattr(sys, "set_int_max_str_digits"):
        put = sys.set_int_max_str_digits
        found.append(StatePart("the limit of digits", sys.get_int_max_str_digits, put))
    with contextlib.suppress(ImportError):
        import _locale

        locale = partial(_locale.setlocale, _locale.LC_ALL)
        found.append(StatePart("the locale", locale, locale))
    with contextlib.suppress(ImportError):
        import resource

        for name in filter(lambda name: name.startswith("RLIMIT_"), dir(resource)):
            number = getattr(resource, name)
            look, put = partial(resource.getrlimit, number), partial(resource.setrlimit, number)
            found.append(StatePart("the limit " + name, look, put))
    return found


def _never(_value: Any) -> None:
    """Restore nothing: a process cannot take back what it gave up."""


def _rights() -> List[Any]:
    looks = [getattr(os, name, None) for name in ("getresuid", "getresgid", "getgroups")]
    found = [look() for look in looks if look]
    if hasattr(os, "getpriority"):
        found.append(os.getpriority(os.PRIO_PROCESS, 0))
    if hasattr(os, "sched_getaffinity"):
        found.append(os.sched_getaffinity(0))
    return found


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _streams() -> List[Tuple[Any, Any]]:
    streams = [getattr(_SYSTEM, name) for name in _STREAMS]
    return [(stream, getattr(stream, "closed", None)) for stream in streams]


def _put_streams(found: List[Tuple[Any, Any]]) -> None:
    for name, (stream, _closed) in zip(_STREAMS, found):
        setattr(_SYSTEM, name, stream)


def _environment() -> Any:
    """Copy the variables undecoded, which takes a tenth of the time."""
    raw = getattr(_ENVIRON, "_data", None)
    return (os.environ is _ENVIRON, dict(_ENVIRON if raw is None else raw))


def _put_environment(found: Tuple[bool, Dict[Any, Any]]) -> None:
    os.environ = _ENVIRON  # noqa: B003 - this is the original object
    variables = {os.fsdecode(name): os.fsdecode(value) for name, value in found[1].items()}
    for name in set(_ENVIRON) - set(variables):
        del _ENVIRON[name]
    _ENVIRON.update(variables)
    if hasattr(time, "tzset"):
        time.tzset()


def _put_filters(filters: List[Any]) -> None:
    warnings.filters[:] = filters  # type: ignore[index]
    warnings._filters_mutated()  # type: ignore[attr-defined]


def _numpy_settings() -> Tuple[Any, ...]:
    numpy = sys.modules.get("numpy")
    return (numpy.geterr(), numpy.get_printoptions()) if numpy else ()


def _put_numpy_settings(settings: Tuple[Any, ...]) -> None:
    numpy = sys.modules.get("numpy")
    if numpy and settings:
        numpy.seterr(**settings[0])
        numpy.set_printoptions(**settings[1])


def _list(name: str) -> StatePart:
    kept = getattr(_SYSTEM, name)

    def put(items: List[Any]) -> None:
        kept[:] = items
        setattr(_SYSTEM, name, kept)

    return StatePart("sys." + name, lambda: list(getattr(_SYSTEM, name)), put)
