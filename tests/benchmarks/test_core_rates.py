"""The rates of a core: bounds for other kernels, and the same again beside other processes."""

import subprocess
import sys

import numpy as np
import pytest

from harness.benchmarks import core_rates
from harness.benchmarks.c_kernels import NoKernelsError, compiled_kernels
from harness.benchmarks.core_rates import CoreRates, rates_of, rates_of_products
from harness.benchmarks.time_limits import REPEATABLE

TIMES, BUSY = 10, 4
SPIN = "while True: pass"


@pytest.fixture
def kernels():
    try:
        return compiled_kernels()
    except NoKernelsError as why:
        pytest.skip(str(why))


@pytest.fixture
def load():
    """Keep every core busy with other processes."""
    processes = [subprocess.Popen([sys.executable, "-c", SPIN]) for _ in range(BUSY)]
    yield
    for process in processes:
        process.kill()
        process.wait()


def test_what_belongs_together_is_read_as_fast_as_fewer_bytes():
    rates = CoreRates("", 1.0, {10: 8.0, 100: 4.0, 1000: 1.0})
    assert [rates.reading_among(size) for size in (1, 10, 99, 100, 10**6)] == [8, 8, 8, 4, 1]


def test_no_product_of_numpy_is_faster_than_the_multiply_adds(kernels):
    rates, slower = rates_of(kernels, 0.05), rates_of_products("NumPy", 0.05)
    assert slower.arithmetic < rates.arithmetic * (1 + REPEATABLE)
    assert rates.reading.keys() == slower.reading.keys()
    assert min(rates.reading.values()) > 1e9


def test_without_kernels_the_rates_say_so(monkeypatch):
    def refuse():
        raise NoKernelsError("no C compiler (cc) here")

    monkeypatch.setattr(core_rates, "compiled_kernels", refuse)
    core_rates.core_rates.cache_clear()
    try:
        found = core_rates.core_rates(0.001)
    finally:
        core_rates.core_rates.cache_clear()
    assert found.kernel == "NumPy's matrix product, a bound from below: no C compiler (cc) here"
    assert found.arithmetic > 1e9


def test_the_rates_are_repeatable_beside_other_processes(kernels, load, benchmark):
    """The rate of main memory is reported alone: other guests of the machine share it."""
    found = []
    benchmark.pedantic(lambda: found.append(rates_of(kernels)), rounds=TIMES)
    rows = [(rates.arithmetic, *rates.reading.values()) for rates in found]
    spreads = [max(column) / min(column) - 1 for column in zip(*rows, strict=True)]
    names = ["arithmetic", *(f"{size >> 10} KiB" for size in found[0].reading)]
    median = dict(zip(names, np.median(rows, axis=0).tolist(), strict=True))
    benchmark.extra_info.update(busy=BUSY, spread=dict(zip(names, spreads, strict=True)), **median)
    assert spreads[0] <= REPEATABLE
