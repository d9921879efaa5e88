"""Every recurrent layer, size, action and way to call it, checked and then timed."""

import pytest

from harness.benchmarks import layers

ROUNDS = {"eager": 3, "function": 7, "jit": 7}


@pytest.fixture(scope="module", autouse=True)
def environment():
    with layers.full_float32():
        yield layers.timing_facts()


@pytest.mark.parametrize("case", layers.CASES, ids=str)
def test_a_layer_is_correct_and_timed(case, benchmark, environment):
    try:
        prepared = layers.prepare_case(case)
    except layers.UnsupportedError as reason:
        pytest.skip(str(reason))
    difference = prepared.check()
    benchmark.group = f"{case.cell}-{case.size}-{case.action}"
    benchmark.extra_info.update(environment, difference=difference)
    benchmark.pedantic(prepared, rounds=ROUNDS[case.how], warmup_rounds=1)
