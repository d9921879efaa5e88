"""Bounds of rates, against the textbook's values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.statistics.proportion import highest_rate, lowest_rate

pytest.importorskip("scipy")


def test_nothing_in_a_hundred_is_a_rate_below_three_percent():
    """The rule of three: 1 - 0.05 ** (1 / n)."""
    assert highest_rate(0, 100) == pytest.approx(1 - 0.05**0.01)


def test_everything_may_happen_always():
    assert highest_rate(5, 5) == 1
    assert lowest_rate(0, 5) == pytest.approx(0)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_counted_share_lies_between_the_bounds(counted):
    count, trials = counted
    assert lowest_rate(count, trials) <= count / trials + 1e-12
    assert highest_rate(count, trials) >= count / trials - 1e-12
