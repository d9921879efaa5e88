"""A time limit that ends a statement, and not the process that runs it."""

from __future__ import annotations

import signal
from typing import Any, Callable

_INTERVAL, _MOST = 0.4375, 8  # seconds between two attempts, by which its own timer is known


class OutOfTimeError(BaseException):
    """A statement reached its time limit; no ``except Exception`` catches it."""


class Deadline:
    """Interrupts code by a signal; code that goes on is interrupted several times.

    Where a system has no such timer, or the code uses it itself, whoever started this process
    must watch the time.
    """

    def __init__(self) -> None:
        self._armed, self._left = False, 0
        self.passed = False
        """Whether the last code reached its limit."""

    def run(self, seconds: float, function: Callable[[], Any]) -> Any:
        """Call a function.

        Args:
            seconds: The limit.
            function: What is called.

        Raises:
            OutOfTimeError: It did not return in time.
        """
        self.passed, self._left = False, _MOST
        if not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_REAL)[0]:
            return function()
        before = signal.signal(signal.SIGALRM, self._interrupt)
        ours = signal.getsignal(signal.SIGALRM)
        try:
            try:
                self._armed = True
                signal.setitimer(signal.ITIMER_REAL, seconds, _INTERVAL)
                return function()
            finally:
                self._armed = False
        finally:  # also where the signal came just before
            self._armed = False
            if signal.getitimer(signal.ITIMER_REAL)[1] in (0.0, _INTERVAL):
                signal.setitimer(signal.ITIMER_REAL, 0)
            if signal.getsignal(signal.SIGALRM) is ours:
                signal.signal(signal.SIGALRM, before)

    def _interrupt(self, _signal: int, _frame: Any) -> None:
        if self._armed and self._left:
            self.passed = True
            self._left -= 1
            raise OutOfTimeError("time limit")
