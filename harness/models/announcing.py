"""Signs of life from measurements that take minutes."""

from __future__ import annotations

from typing import Callable, List

Listener = Callable[[str, int, int], None]

_listeners: List[Listener] = []


def listen(listener: Listener) -> None:
    """Have every later sign of life told to a listener.

    Args:
        listener: Called with what is going on, how many of its parts are done, and of how many.
    """
    _listeners.append(listener)


def announce(what: str, done: int, of: int) -> None:
    """Tell whoever listens how far a measurement has come; by default nobody does.

    Args:
        what: What is going on, such as the network in training.
        done: Parts that are finished, such as epochs.
        of: All its parts.
    """
    for listener in _listeners:
        listener(what, done, of)
