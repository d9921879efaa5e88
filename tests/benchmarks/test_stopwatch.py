"""What is kept of many times, and what is left out."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.benchmarks import stopwatch
from harness.benchmarks.stopwatch import CpuTimed, fastest, least_cpu


def test_the_fastest_of_many_runs_counts(monkeypatch):
    ticks = count()
    monkeypatch.setattr(stopwatch.time, "perf_counter", lambda: next(ticks) ** 2)
    found = fastest({"first": lambda: None, "second": lambda: None}, seconds=0)
    assert found == {"first": 1, "second": 41}


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=200))
def test_one_time_in_fifty_may_be_a_jump_of_the_clock(seconds):
    timed = CpuTimed(lambda: None)
    timed.seconds = seconds
    assert sum(one < timed.least for one in seconds) <= len(seconds) / 50
    timed.seconds = [*seconds, *[2.0] * 49, 0.001]
    assert timed.least >= min(seconds)


def test_a_run_goes_on_as_long_as_it_should():
    ran = []
    assert least_cpu(lambda: ran.append(1), seconds=0) >= 0
    assert len(ran) == 5
    least_cpu(lambda: ran.append(1), seconds=0.01)
    assert len(ran) > 10


def test_a_call_takes_the_processors_time_and_not_that_of_waiting():
    timed = CpuTimed(lambda: stopwatch.time.sleep(0.05))
    timed()
    assert timed.least < 0.04


def test_what_a_run_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        CpuTimed(lambda: 1 / 0)()
