"""Every layer, size, action and way to call it on every device here: checked, timed, and limited."""

import keras
import pytest

from harness.benchmarks import devices, layers, time_limits
from harness.benchmarks.stopwatch import CpuTimed
from tests.benchmarks.conftest import usual

# what variables of Keras on jax say when NumPy 2 copies them
pytestmark = pytest.mark.filterwarnings(
    "ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"
)

SECONDS, FEWEST, MOST = 1.0, 5, 400
"""How long a case is timed, and how many rounds that may be."""


def pytest_generate_tests(metafunc):
    every = metafunc.config.getoption("product", default=False)
    cases = [case for case in layers.CASES if every or usual(case)]
    metafunc.parametrize("case", cases, ids=str)
    found = devices.found_devices()
    metafunc.parametrize("device", found, ids=[device.place for device in found])


def test_a_layer_is_correct_and_timed(case, device, benchmark, machine):
    with keras.device(device.place):
        try:
            prepared = layers.prepare_case(case)
        except layers.UnsupportedError as reason:
            pytest.skip(str(reason))
        difference = prepared.check(case)
        run = CpuTimed(prepared)
        run()
        rounds = min(MOST, max(FEWEST, round(SECONDS / run.seconds.pop())))
        benchmark.pedantic(run, rounds=rounds, warmup_rounds=1)
    seconds = benchmark.stats.stats.min if device.is_gpu else run.least
    benchmark.group = f"{case.layer}-{case.size}-{case.action}"
    benchmark.extra_info.update(
        time_limits.describe_limit(
            case, time_limits.limit_of(case, device, prepared.layer), seconds
        ),
        device=device.name,
        cudnn=devices.cudnn_use(prepared.layer, device),
        difference=difference,
        **machine,
    )
