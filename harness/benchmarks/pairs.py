"""Two runs timed in turn, so that a busy machine slows both alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

TimedRun = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The times of two runs that took turns.

    Args:
        first: Seconds of each first run.
        second: Seconds of the second run beside it.
    """

    first: tuple[float, ...]
    second: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median over the pairs of first time over second time."""
        return median(a / b for a, b in zip(self.first, self.second, strict=True))


def take_turns(
    first: TimedRun, second: TimedRun, pairs: int, clock: Callable[[], float] = time.perf_counter
) -> Pairs:
    """Time two runs in the order A B, B A, A B, ...

    Turning every other pair round keeps a steady drift of the machine out of the ratio.

    Args:
        first: The run in the numerator.
        second: The run in the denominator.
        pairs: How often each runs; at least 1.
        clock: Tells the time in seconds.
    """
    times: dict[TimedRun, list[float]] = {first: [], second: []}
    for turn in range(pairs):
        for run in (first, second) if turn % 2 == 0 else (second, first):
            start = clock()
            run()
            times[run].append(clock() - start)
    return Pairs(tuple(times[first]), tuple(times[second]))


def best(run: TimedRun, repetitions: int) -> float:
    """Time a run several times and keep the shortest: what disturbs it can only add.

    Args:
        run: The run.
        repetitions: How often it runs.

    Returns:
        Seconds.
    """

    def timed() -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return min(timed() for _ in range(repetitions))
