"""What subjects use of the harness: an error for something missing, and reports of progress.

It runs inside a stack, on Python 3.8 with the standard library alone.
"""

from __future__ import annotations

from typing import Callable, List

Listener = Callable[[str, str, int, int], object]
"""Called with what is going on, what its parts are, how many are done, and of how many."""

_listeners: List[Listener] = []


class Unavailable(RuntimeError):  # noqa: N818 - a state of this machine, not a mistake
    """Something that a subject needs is missing; the message says what, and how to get it."""


def listen(listener: Listener) -> None:
    """Have every later report of progress passed to a listener.

    Args:
        listener: Called with the arguments of `announce`.
    """
    _listeners.append(listener)


def announce(what: str, part: str, done: int, of: int) -> None:
    """Report how far a measurement has come; each report restarts the timeout of the request.

    Args:
        what: What is going on, such as the network in training.
        part: What it is made of, such as `epoch`.
        done: Parts that are finished.
        of: All its parts.
    """
    for listener in _listeners:
        listener(what, part, done, of)
