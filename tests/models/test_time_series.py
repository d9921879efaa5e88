"""Tests of harness.models.time_series."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from harness.models import time_series


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30))
def test_differences_add_up_to_the_series(values):
    sides = time_series.differenced_and_summed(values)
    np.testing.assert_allclose(sides["left"], values)
    np.testing.assert_allclose(sides["right"], values, atol=1e-9)


@given(st.integers(1, 12), st.integers(2, 4))
def test_a_season_has_no_differences_over_its_period(period, cycles):
    sides = time_series.seasonal(period, cycles)
    assert sides["left"].shape == (period * (cycles - 1),)
    np.testing.assert_array_equal(sides["left"], sides["right"])


def test_a_linear_trend_has_its_slope_as_differences():
    sides = time_series.linear_trend(3.0, -1.0, 5)
    np.testing.assert_allclose(sides["left"], [3.0] * 4)
    np.testing.assert_array_equal(sides["right"], [3.0] * 4)


def test_growth_is_subtracted_and_added_again():
    sides = time_series.growth()
    np.testing.assert_allclose(sides["left"], sides["right"])
    assert round(sides["left"][1] - np.cos(1), 9) == 110
