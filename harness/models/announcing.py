"""Signs of life from measurements that take minutes."""

from __future__ import annotations

from typing import Callable, List

Listener = Callable[[str, str, int, int], None]

_listeners: List[Listener] = []


def listen(listener: Listener) -> None:
    """Have every later sign of life told to a listener.

    Args:
        listener: Called with the arguments of `announce`.
    """
    _listeners.append(listener)


def announce(what: str, part: str, done: int, of: int) -> None:
    """Tell whoever listens how far a measurement has come; by default nobody does.

    Args:
        what: What is going on, such as the network in training.
        part: What it is made of, such as `epoch`.
        done: Parts that are finished.
        of: All its parts.
    """
    for listener in _listeners:
        listener(what, part, done, of)
