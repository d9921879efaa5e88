"""Slots in which pages are run: threads of this process, whose sandboxes are closed together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

BlockListener = Callable[[str, str, int, int], object]
"""Is told the document, how it is run, which block begins, counted from 1, and how many it has."""


class Closable(Protocol):
    """What can be closed from another thread."""

    def close(self) -> None:
        """End what it does."""


class PageSlots(ThreadPoolExecutor):
    """Runs pages in threads of this process, each in a sandbox of its own.

    Args:
        slots: How many runs there may be at the same time.
        listener: Is told of the blocks as they begin, from those threads.
    """

    def __init__(self, slots: int, listener: BlockListener | None = None) -> None:
        self._group = _Group(listener)
        super().__init__(slots, "page", initializer=_enter, initargs=(self._group,))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End; without waiting, the runs that are going on are ended, too."""
        if not wait:
            self._group.close()
        super().shutdown(wait=wait, cancel_futures=cancel_futures)


@contextmanager
def held(sandbox: Closable) -> Iterator[None]:
    """Let the slot that runs this close a sandbox early; other executors do not.

    Args:
        sandbox: A sandbox.
    """
    group: _Group | None = getattr(_here, "group", None)
    if group is not None:
        group.add(sandbox)
    try:
        yield
    finally:
        if group is not None:
            group.remove(sandbox)


def tell(document: str, how: str, block: int, blocks: int) -> None:
    """Tell the listener of the slot that runs this that a block begins.

    Args:
        document: The document.
        how: How it is run.
        block: The number of the block, from 1.
        blocks: How many blocks there are.
    """
    group: _Group | None = getattr(_here, "group", None)
    if group is not None and group.listener is not None:
        group.listener(document, how, block, blocks)


class _Group:
    """The open sandboxes of an executor."""

    def __init__(self, listener: BlockListener | None) -> None:
        self.listener = listener
        self._lock, self._open, self._closed = threading.Lock(), dict[int, Closable](), False

    def add(self, sandbox: Closable) -> None:
        with self._lock:
            self._open[id(sandbox)] = sandbox
        if self._closed:  # it was opened while the others were closed
            sandbox.close()

    def remove(self, sandbox: Closable) -> None:
        with self._lock:
            self._open.pop(id(sandbox), None)

    def close(self) -> None:
        self._closed = True
        with self._lock:
            found = list(self._open.values())
        for sandbox in found:
            sandbox.close()


_here = threading.local()


def _enter(group: _Group) -> None:
    _here.group = group
