"""Two ways to time on a machine that others use as well.

A run of a fraction of a millisecond is mostly not interrupted, and then the clock on the wall shows
the processor's time; load makes such runs rarer, and not faster. The processor's own count of time
is no measure of one so short: on a virtual machine it jumps, and makes one run in a thousand look
up to 40 % too fast. Of longer runs, and of those that other threads take part in, that count alone
is free of what others do; there the fastest few in a hundred are left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from math import inf
from typing import TypeVar

_TOGETHER = 10
"""Runs in a turn: the first brings the caches back that the others have filled."""
_JUMPS = 50
"""One run in as many may be faster than the time that is given."""
K = TypeVar("K")


def fastest(runs: Mapping[K, Callable[[], object]], seconds: float) -> dict[K, float]:
    """Time runs in turn, again and again, and keep the shortest of each: disturbance only adds.

    In turn, so that each has its share of the moments at which the machine is quiet.

    Args:
        runs: The runs, by name.
        seconds: How long each may go on, by the processor's time, so that load leaves as many.

    Returns:
        Seconds on the clock of the fastest of each; each ran ten times or more.
    """
    found = dict.fromkeys(runs, inf)
    turns, end = 0, time.process_time() + seconds * len(runs)
    while not turns or time.process_time() < end:
        turns += 1
        for name, run in runs.items():
            found[name] = min(found[name], *(_timed(run) for _ in range(_TOGETHER)))
    return found


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


class CpuTimed:
    """A run that notes the processor's time of each call, all threads together.

    Args:
        run: The run.
    """

    def __init__(self, run: Callable[[], object]) -> None:
        self._run, self.seconds = run, list[float]()

    def __call__(self) -> None:
        """Run once."""
        start = time.process_time()
        self._run()
        self.seconds.append(time.process_time() - start)

    @property
    def least(self) -> float:
        """Seconds of the fastest call but for one in fifty, whose time may be one of the jumps."""
        return sorted(self.seconds)[len(self.seconds) // _JUMPS]


def least_cpu(run: Callable[[], object], seconds: float, runs: int = 5) -> float:
    """Time a run again and again by the processor's time.

    Args:
        run: The run.
        seconds: How long to go on, by the processor's time.
        runs: How often at the least.

    Returns:
        Seconds, as ``CpuTimed.least``.
    """
    timed, end = CpuTimed(run), time.process_time() + seconds
    while len(timed.seconds) < runs or time.process_time() < end:
        timed()
    return timed.least
