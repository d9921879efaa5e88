"""A snapshot of the worker's process, which is restored after every request.

Each request begins as in a fresh process, as far as that is cheap. Where a change cannot be
restored, the worker says so, and its keeper starts another one.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import threading
import time
from types import ModuleType
from typing import Any, Dict, Tuple

from harness.stacks.process_state import state_parts

_GRACE, _GLANCE = 0.5, 0.01


class ProcessSnapshot:
    """The state of this process, restored after every request."""

    def __init__(self) -> None:
        self._parts = [(part, part.look()) for part in state_parts()]
        # the worker itself uses the functions of these modules
        self._common = [module for module in sys.modules.values() if type(module) is ModuleType]
        self._descriptors = _descriptors()
        self._state: Any = None
        self._drawn: Any = None
        self._refresh()

    def begin(self) -> None:
        """Accept what importing the subject has changed, and draw new random seeds."""
        if self._count != len(sys.modules):
            for part, value in self._parts:
                if part.lasting:
                    part.restore(value)
            self._parts = [(p, value if p.lasting else p.look()) for p, value in self._parts]
            self._refresh()
            self._descriptors = _descriptors()
        if self._state != random.getstate():  # seeding takes longer than looking
            random.seed()
            self._state = random.getstate()
        if self._drawn != (state := _numpy_random()):
            sys.modules["numpy"].random.seed()
            state = _numpy_random()
        self._drawn = state

    def end(self) -> str:
        """Restore the state.

        Returns:
            What cannot be restored; empty where this process is as before.
        """
        stuck = [part.name for part, value in self._parts if not part.restore(value)]
        if stuck:
            return "{} cannot be put back".format(stuck[0])
        return self._changed() or _left_running(self._threads)

    def _refresh(self) -> None:
        self._count = len(sys.modules)
        # submodules of packages are thousands, and subjects do not replace them
        self._modules = {name: it for name, it in sys.modules.items() if "." not in name}
        self._contents = {module: dict(vars(module)) for module in self._common}
        self._threads = set(sys._current_frames())

    def _changed(self) -> str:
        """Say which module, function or descriptor of this process was replaced."""
        for module, contents in self._contents.items():
            now = vars(module)
            if contents != now:
                if _is_changed(contents, now):
                    return "a function of the module {} was replaced".format(module.__name__)
                self._contents[module] = dict(now)  # so that the next look is quick again
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                return "the module {} was replaced".format(name)
        open_ = _descriptors()
        for descriptor, what in self._descriptors.items():
            if open_.get(descriptor) != what:
                return "the file descriptor {} was closed or replaced".format(descriptor)
        self._descriptors = open_
        return ""


def _is_changed(before: Dict[str, Any], now: Dict[str, Any]) -> bool:
    """Whether a function or class of a module was replaced; other names may change."""
    return any(now.get(name) is not value for name, value in before.items() if callable(value))


def _numpy_random() -> Any:
    """Return the state of NumPy's global generator."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    name, keys, *rest = numpy.random.get_state()
    return name, keys.tobytes(), rest


def _descriptors() -> Dict[int, Tuple[int, int]]:
    """Return the files of the open descriptors, as far as the system lists them."""
    found = {}
    for folder in ("/proc/self/fd", "/dev/fd"):
        with contextlib.suppress(OSError):
            numbers = [int(name) for name in os.listdir(folder)]
            break
    else:
        numbers = [0, 1, 2]
    for number in numbers:
        with contextlib.suppress(OSError):  # that of the listing itself is closed by now
            about = os.fstat(number)
            found[number] = (about.st_dev, about.st_ino)
    return found


def _left_running(before: Any) -> str:
    """Wait a moment for threads and child processes to end; name what still runs."""
    deadline = time.monotonic() + _GRACE
    while True:
        threads = set(sys._current_frames()) - before - {threading.get_ident()}
        children = _has_children()
        if not (threads or children):
            return ""
        if time.monotonic() > deadline:
            return "a thread lives on" if threads else "a child process lives on"
        time.sleep(_GLANCE)


def _has_children() -> bool:
    """Reap ended children, and return whether any still runs."""
    try:
        while hasattr(os, "WNOHANG"):
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return True
    except OSError:
        pass
    return False
