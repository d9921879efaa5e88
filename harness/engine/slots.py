"""The executor's task: one request, answered by the worker of the thread it runs in.

A slot is a thread of the process in which the executor runs tasks. Tasks and their replies can be
pickled, so that an executor may also run them on other machines.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from harness.evidence import Evidence, Facts, Request
from harness.stacks.client import Client
from harness.stacks.provisioning import Provided
from harness.stacks.stack import AbsentStack, Stack
from harness.subject import Listener


@dataclass(frozen=True)
class Target:
    """Where requests are measured.

    Args:
        provided: The stack; None for the environment of the process that runs the task.
        stackless: Whether the subjects need no TensorFlow.
        documents: Folder of the documents, for their printed code; empty where it is not known.
    """

    provided: Provided | None = None
    stackless: bool = False
    documents: str = ""

    @property
    def key(self) -> tuple[str, str, bool, str, str]:
        """Equal for targets that one worker can serve; it imports what the current folder holds."""
        name, python = (self.provided.name, self.provided.python) if self.provided else ("", "")
        return name, python, self.stackless, self.documents, str(Path.cwd())

    def stack(self) -> Stack | AbsentStack:
        """Make the stack; its first request starts the worker."""
        given = self.provided
        if given is not None and not given.python:
            return AbsentStack(given.name, given.why)
        variables = {"HARNESS_DOCUMENTS": self.documents} if self.documents else {}
        if given is None:
            return Stack(Client(environment=variables), stackless=self.stackless)
        return Stack(Client(given.command, environment=given.environment | variables), given.name)


@dataclass(frozen=True)
class Reply:
    """What a task returns.

    Args:
        evidence: The answer to its request; None where only the stack was to be described.
        facts: What the stack is made of.
    """

    evidence: Evidence | None
    facts: Facts


class _Stacks:
    """The stacks of an executor's slots, which are closed together.

    Args:
        listener: Is told of the heartbeats of long measurements.
    """

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener, self._lock = listener, threading.Lock()
        self._open: list[Stack | AbsentStack] = []
        self._closed = False

    def add(self, stack: Stack | AbsentStack) -> None:
        if self._listener is not None and isinstance(stack, Stack):
            stack.listen(self._listener)
        with self._lock:
            self._open.append(stack)
        if self._closed:
            stack.close()

    def close(self) -> None:
        self._closed = True
        with self._lock:
            stacks, self._open = self._open, []
        for stack in stacks:
            with contextlib.suppress(OSError):
                stack.close()


class _Slot(threading.local):
    """What the current thread keeps between tasks."""

    def __init__(self) -> None:
        self.all: _Stacks | None = None
        self.own: dict[tuple[str, str, bool, str, str], Stack | AbsentStack] = {}


_slot = _Slot()


def reply(target: Target, request: Request | None = None) -> Reply:
    """Measure a request, or describe the stack where there is none.

    Args:
        target: Where to measure.
        request: The request.
    """
    stack = _slot.own.get(target.key)
    if stack is None:
        stack = _slot.own[target.key] = target.stack()
        if _slot.all is not None:
            _slot.all.add(stack)
        elif isinstance(stack, Stack):  # in an executor that is not ours: ends with the thread
            weakref.finalize(stack, stack.client.close)
    evidence = None if request is None else stack.measure(request)
    return Reply(evidence, stack.facts)


class LocalExecutor(ThreadPoolExecutor):
    """Runs tasks in threads of this process, each with worker processes of its own.

    Args:
        slots: How many requests may be measured at the same time.
        listener: Is told of the heartbeats of long measurements.
    """

    def __init__(self, slots: int, listener: Listener | None = None) -> None:
        self._stacks = _Stacks(listener)
        super().__init__(slots, "slot", initializer=_enter, initargs=(self._stacks,))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers; without waiting, those that are measuring, too."""
        super().shutdown(wait=wait, cancel_futures=cancel_futures)
        self._stacks.close()


def _enter(stacks: _Stacks) -> None:
    _slot.all = stacks
