"""What else the machine does while benchmarks are timed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pvariance

_PRESSURE, _PROCESSORS = Path("/proc/pressure/cpu"), Path("/proc/stat")
_STEAL = 7
_FEWEST, _EXPLAINED, _APART = 6, 0.9, 0.03


@dataclass(frozen=True, slots=True)
class Activity:
    """Counters of the machine since it started.

    Args:
        load: Processes that run or want to, on average of a minute; None where it is not known.
        waited: Seconds in which some process waited for a processor; None where not known.
        ticks: What the processors did: user, nice, system, idle, ..., steal.
    """

    load: float | None
    waited: float | None
    ticks: tuple[int, ...]

    @classmethod
    def now(cls) -> Activity:
        """Read the counters."""
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
        return cls(load, _waited(), _ticks())


def noise_notes(before: Activity, after: Activity, seconds: float) -> Iterator[str]:
    """Say how busy the machine was.

    Args:
        before: Its counters at the beginning.
        after: Its counters at the end.
        seconds: The time between.
    """
    if after.load is not None:
        yield f"load average {after.load:.1f} on {os.cpu_count()} processors"
    if before.waited is not None and after.waited is not None and seconds > 0:
        share = min(1.0, (after.waited - before.waited) / seconds)
        yield f"some process waited for a processor in {share:.0%} of the time"
    passed = [b - a for a, b in zip(before.ticks, after.ticks, strict=False)]
    if len(passed) > _STEAL and sum(passed) > 0 and passed[_STEAL] / sum(passed) > 0.01:
        yield f"other machines of the host took {passed[_STEAL] / sum(passed):.0%} of the time"


def has_two_modes(controls: Sequence[float]) -> bool:
    """Whether processes of the same code run at either of two speeds.

    The distances of two such processes are then near zero or near one other value: two groups
    explain nearly all that they differ by, where they explain at most two thirds of a bell curve.

    Args:
        controls: The log ratio of two processes of the same code, one a round.
    """
    distances = sorted(map(abs, controls))
    if len(distances) < _FEWEST or pvariance(distances) == 0:
        return False
    within, gap = min(
        (
            _squares(distances[:k]) + _squares(distances[k:]),
            fmean(distances[:k]) - fmean(distances[k:]),
        )
        for k in range(2, len(distances) - 1)
    )
    return within < (1 - _EXPLAINED) * _squares(distances) and -gap > _APART


def _squares(numbers: Sequence[float]) -> float:
    return pvariance(numbers) * len(numbers)


def _waited() -> float | None:
    try:
        return int(_PRESSURE.read_text("ascii").partition("total=")[2].split()[0]) / 1e6
    except (OSError, ValueError, IndexError):
        return None


def _ticks() -> tuple[int, ...]:
    try:
        return tuple(map(int, _PROCESSORS.read_text("ascii").partition("\n")[0].split()[1:]))
    except (OSError, ValueError):
        return ()
