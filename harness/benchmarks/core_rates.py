"""How fast one core multiplies and reads at the most, measured at run time.

A rate is that of the fastest of many short runs of a kernel, by the clock on the wall: of a run of
about a millisecond that nothing interrupts, it is the processor's time. The processor's own count of
time is no measure of so short a run: on a virtual machine it jumps, and makes one run in a thousand
look up to 40 % too fast. Load makes uninterrupted runs rarer, and does not make them faster.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import cycle

import numpy as np

from harness.benchmarks.c_kernels import (
    CHAINS,
    LANES,
    PARTS,
    Kernels,
    NoKernelsError,
    compiled_kernels,
)

_ROUNDS = 100_000
"""Of multiply-adds a run: about a third of a millisecond."""
_LEVELS = (16 * 2**10, 512 * 2**10, 8 * 2**20, 128 * 2**20)
"""Bytes that are read again and again, such as the caches of the first, second and third level
hold, and more than those do."""
_RUN_BYTES = 8 * 2**20
"""Read in one run: a tenth of a millisecond from a cache, a quarter of one from memory."""
_PRODUCT = 2048


@dataclass(frozen=True, slots=True)
class CoreRates:
    """What one core does in a second at the most.

    Args:
        kernel: What it was measured with, and why if that is no compiled kernel.
        arithmetic: Floating-point operations, a multiply-add being two of them.
        reading: Bytes read, by how many bytes are read again and again.
    """

    kernel: str
    arithmetic: float
    reading: Mapping[int, float]

    def reading_among(self, size: float) -> float:
        """Bytes a second that are read at the most, where that many belong together.

        Args:
            size: Bytes; the rate is that of the largest measured size that is not larger.
        """
        smaller = [level for level in self.reading if level <= size]
        return self.reading[max(smaller, default=min(self.reading))]


def fastest(run: Callable[[], object], seconds: float, least: int = 5) -> float:
    """Time a run again and again and keep the shortest: what disturbs it can only add.

    Args:
        run: The run.
        seconds: How long to go on, by the processor's time, so that load leaves as many runs.
        least: Runs, however long they take.

    Returns:
        Seconds on the clock of the fastest.
    """
    found, end = [], time.process_time() + seconds
    while len(found) < least or time.process_time() < end:
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


@cache
def core_rates(seconds: float = 0.5) -> CoreRates:
    """Measure the rates of this machine, once a process.

    Args:
        seconds: Of processor time for each rate.
    """
    try:
        kernels = compiled_kernels()
    except NoKernelsError as error:
        return _rates_of_products(f"NumPy's matrix product, a bound from below: {error}", seconds)
    return rates_of(kernels, seconds)


def rates_of(kernels: Kernels, seconds: float = 0.5) -> CoreRates:
    """Measure rates with compiled kernels.

    Args:
        kernels: The kernels.
        seconds: Of processor time for each rate.
    """
    multiplied = fastest(lambda: kernels.multiply_add(_ROUNDS), seconds)
    arithmetic = 2 * LANES * CHAINS * _ROUNDS / multiplied
    reading = {level: _reading(kernels, level, seconds) for level in _LEVELS}
    return CoreRates("compiled multiply-adds", arithmetic, reading)


def _reading(kernels: Kernels, level: int, seconds: float) -> float:
    values, count = _aligned(level), min(level, _RUN_BYTES) // 4
    pieces = cycle([values[first : first + count] for first in range(0, values.size, count)])
    passes = _RUN_BYTES // (4 * count)
    return _RUN_BYTES / fastest(lambda: kernels.read_values(next(pieces), passes), seconds)


def _aligned(size: int) -> np.ndarray:
    """Make an array of that many bytes whose first value begins a line of the cache."""
    values = np.ones(size // 4 + LANES, np.float32)
    first = -values.ctypes.data % 64 // 4
    assert size % (4 * LANES * PARTS) == 0
    return values[first : first + size // 4]


def _rates_of_products(kernel: str, seconds: float) -> CoreRates:
    """Measure with what NumPy has, which reaches 80 to 90 % of the rate of compiled kernels."""
    factor = np.ones((_PRODUCT, _PRODUCT), np.float32)
    multiplied = fastest(lambda: factor @ factor, seconds)
    reading = {}
    for level in _LEVELS:
        values = _aligned(level)
        reading[level] = level / fastest(values.sum, seconds / len(_LEVELS))
    return CoreRates(kernel, 2 * _PRODUCT**3 / multiplied, reading)
