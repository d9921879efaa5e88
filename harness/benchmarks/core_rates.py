"""How fast one core multiplies and reads at the most, measured at run time.

A rate is that of the fastest of many short runs of a kernel, each a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import cycle

import numpy as np

from harness.benchmarks.c_kernels import (
    CHAINS,
    LANES,
    Kernels,
    NoKernelsError,
    compiled_kernels,
)
from harness.benchmarks.stopwatch import fastest, least_cpu

_ROUNDS = 100_000
"""Of multiply-adds a run: about a third of a millisecond."""
_LEVELS = (16 * 2**10, 512 * 2**10, 8 * 2**20, 128 * 2**20)
"""Bytes that are read again and again, such as the caches of the first, second and third level
hold, and more than those do."""
_RUN_BYTES = 8 * 2**20
"""Read in one run: a tenth of a millisecond from a cache, a quarter of one from memory."""
_PRODUCT = 1024


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


@cache
def core_rates(seconds: float = 1.0) -> CoreRates:
    """Measure the rates of this machine, once a process.

    Args:
        seconds: Of processor time for each rate.
    """
    try:
        kernels = compiled_kernels()
    except NoKernelsError as error:
        return rates_of_products(f"NumPy's matrix product, a bound from below: {error}", seconds)
    return rates_of(kernels, seconds)


def rates_of(kernels: Kernels, seconds: float = 1.0) -> CoreRates:
    """Measure rates with compiled kernels.

    Args:
        kernels: The kernels.
        seconds: Of processor time for each rate.
    """
    runs: dict[int, Callable[[], object]] = {level: _reader(kernels, level) for level in _LEVELS}
    runs[0] = lambda: kernels.multiply_add(_ROUNDS)
    found = fastest(runs, seconds)
    operations = 2 * LANES * CHAINS * _ROUNDS
    reading = {level: _RUN_BYTES / found[level] for level in _LEVELS}
    return CoreRates("compiled multiply-adds", operations / found[0], reading)


def rates_of_products(kernel: str, seconds: float = 1.0) -> CoreRates:
    """Measure with what NumPy has: its product reaches 80 to 90 % of the rate of multiply-adds.

    Args:
        kernel: What this is called, and why it is used.
        seconds: Of processor time for each rate.
    """
    factor = np.ones((_PRODUCT, _PRODUCT), np.float32)
    found = fastest({level: _aligned(level).sum for level in _LEVELS}, seconds)
    reading = {level: level / found[level] for level in _LEVELS}
    # several cores share a product, so that only their time together is that of one
    product = least_cpu(lambda: factor @ factor, seconds)
    return CoreRates(kernel, 2 * _PRODUCT**3 / product, reading)


def _reader(kernels: Kernels, level: int) -> Callable[[], object]:
    """Read the next part of that many bytes, all of them where they are few."""
    values, count = _aligned(level), min(level, _RUN_BYTES) // 4
    parts = cycle([values[first : first + count] for first in range(0, values.size, count)])
    passes = _RUN_BYTES // (4 * count)
    return lambda: kernels.read_values(next(parts), passes)


def _aligned(size: int) -> np.ndarray:
    """Make an array of that many bytes whose first value begins a line of the cache."""
    values = np.ones(size // 4 + LANES, np.float32)
    first = -values.ctypes.data % 64 // 4
    return values[first : first + size // 4]
