"""Live progress while benchmarks are compared, and a line for each that is settled."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from harness.console import console, say_line
from harness.statistics.slowdown import Decision

if TYPE_CHECKING:
    from rich.status import Status


class BenchProgress:
    """Shows on standard error which round and benchmark is timed, and what is settled.

    Args:
        deadline: When the time is used up, on the monotonic clock.
    """

    def __init__(self, deadline: float) -> None:
        self._deadline, self._round = deadline, ""
        self._told: set[str] = set()
        self._status = _status() if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._status:
            self._status.stop()

    def started(self, number: int, open_ones: int) -> None:
        """Show that a round begins.

        Args:
            number: The number of the round.
            open_ones: How many benchmarks are not settled; 0 before they are known.
        """
        left = max(0.0, self._deadline - time.monotonic())
        still = f"{open_ones} benchmarks are open, " if open_ones else ""
        self._round = f"round {number}: {still}{left / 60:.1f} minutes left"
        self._show(self._round)

    def benchmark(self, name: str, before: int, of: int) -> None:
        """Show that a benchmark is timed."""
        self._show(f"{self._round}; {before + 1} of {of}, {name}")

    def looked(self, rounds: int, settled: Mapping[str, Decision]) -> None:
        """Say what was settled by a look."""
        for name, word in settled.items():
            if name not in self._told:
                self._told.add(name)
                self._tell(f"{word} after {rounds} rounds: {name}")

    def _tell(self, line: str) -> None:
        if self._status:
            self._status.console.print(line, markup=False, highlight=False)
        else:
            say_line(line, err=True)

    def _show(self, text: str) -> None:
        if self._status:
            from rich.text import Text

            self._status.update(Text(text))


def _status() -> Status:
    from rich.status import Status

    return Status("", console=console(err=True))
