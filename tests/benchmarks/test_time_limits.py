"""The limit of a call: its largest term, below which no time may lie."""

import keras
import pytest

from harness.benchmarks import layers, time_limits
from harness.benchmarks.core_rates import CoreRates
from harness.benchmarks.devices import Device
from harness.benchmarks.layers import LayerCase
from harness.benchmarks.time_limits import FasterThanLimitError, Limit

CPU = Device("cpu:0", "a processor")
CASE = LayerCase("LSTM", "20x50", "forward", "function")


@pytest.fixture
def known(monkeypatch):
    """Give the machine round rates, and the framework round times."""
    rates = CoreRates("round rates", 1e9, {1: 1e9})
    monkeypatch.setattr(time_limits, "core_rates", lambda: rates)
    monkeypatch.setattr(time_limits, "_floor", lambda *key: {"call": 1e-4, "steps": 3e-3}[key[4]])


def test_the_largest_term_binds():
    limit = Limit({"call": 1.0, "arithmetic": 3.0, "memory": 2.0})
    assert (limit.binding, limit.seconds, limit.ratio(6.0)) == ("arithmetic", 3.0, 2.0)


def test_a_result_that_is_faster_than_its_limit_is_an_error():
    limit = Limit({"memory": 2.0})
    assert limit.ratio(1.95) == 0.975
    with pytest.raises(FasterThanLimitError, match=r"0.950 of the limit, 2 s for memory"):
        limit.ratio(1.9)


def test_each_term_has_its_own_source(known):
    limit = time_limits.limit_of(CASE, CPU, keras.layers.LSTM(20))
    operations = 2 * 32 * (50 * 20 + 49 * 20) * 80
    assert limit.terms["arithmetic"] == operations / 1e9
    assert limit.terms["steps"] == 3e-3
    assert limit.binding == "arithmetic"
    described = time_limits.describe_limit(CASE, limit, 0.1)
    assert described["kernel"] == "round rates"
    assert described["flops"] == operations
    assert described["ratio"] == pytest.approx(0.1 / limit.seconds)


def test_one_core_goes_through_both_directions(known):
    case = LayerCase("Bidirectional", "20x50", "forward", "function")
    terms = time_limits.limit_of(case, CPU, keras.layers.Dense(1)).terms
    assert terms["steps"] == pytest.approx(2 * 3e-3 - 1e-4)


def test_a_layer_without_a_state_has_no_steps(known):
    case = LayerCase("Dense", "20x50", "forward", "function")
    assert time_limits.limit_of(case, CPU, keras.layers.Dense(1)).terms.keys() == {
        "arithmetic",
        "memory",
        "call",
    }


def test_a_run_fails_where_work_is_left_out(known):
    """A layer that stops after the first steps, or a limit that is far too high."""
    limit = time_limits.limit_of(CASE, CPU, keras.layers.LSTM(20))
    with pytest.raises(FasterThanLimitError):
        time_limits.describe_limit(CASE, limit, limit.seconds / 2)


@pytest.mark.growth  # it asks the clock
@pytest.mark.parametrize("way", ["batch", "eager", "function", "jit", "unrolled"])
@pytest.mark.parametrize("action", layers.ACTIONS)
def test_an_empty_recurrence_takes_longer_than_an_empty_call(action, way, monkeypatch):
    monkeypatch.setattr(time_limits, "_SECONDS", 0.02)
    time_limits._floor.cache_clear()
    call, steps = (
        time_limits._floor("Dense", "20x50", action, way, what, "cpu:0")
        for what in ("call", "steps")
    )
    time_limits._floor.cache_clear()
    assert 0 < call < steps


def test_an_empty_layer_takes_indices_as_well(monkeypatch):
    monkeypatch.setattr(time_limits, "_SECONDS", 0)
    assert time_limits._floor("Embedding", "20x50", "training", "function", "call", "cpu:0") > 0
    time_limits._floor.cache_clear()
