"""Tests of harness.models.time_series."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import forecasting, time_series


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


def test_the_parts_sum_to_the_series_of_the_generator():
    measured = time_series.wave_parts(batch_size=50, n_steps=20, seed=3)
    assert measured["difference"] < 6e-8
    assert measured["draws"] == [4, 50, 1]
    assert measured["instants"] == 20
    assert measured["axes"] == 2


def test_the_parts_reach_almost_to_their_amplitudes():
    measured = time_series.wave_parts(batch_size=2000)
    for part, amplitude in zip(("wave_1", "wave_2", "noise"), time_series.AMPLITUDES, strict=True):
        assert -amplitude <= measured[part][0] < -0.99 * amplitude
        assert 0.99 * amplitude < measured[part][1] <= amplitude


@given(st.integers(1, 20), st.integers(1, 60), st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_laws_of_the_series_hold(batch_size, n_steps, seed):
    shape = time_series.shape(batch_size, n_steps, seed)
    assert shape["left"] == shape["right"]
    bounds = time_series.bounds(batch_size, n_steps, seed)
    np.testing.assert_array_equal(bounds["left"], bounds["right"])


def test_a_smaller_bound_would_be_broken(monkeypatch):
    monkeypatch.setattr(time_series, "AMPLITUDES", (0.5, 0.2))
    bounds = time_series.bounds(2000)
    assert (bounds["left"] != bounds["right"]).any()


def test_the_naive_forecast_is_the_last_known_value():
    forecast = time_series.naive()
    assert forecast.shape == (2000, 1)
    assert str(forecast[-1, 0]) == "0.42333305"
    np.testing.assert_array_equal(forecast, forecasting.one_step_data().x_valid[:, 49])


def test_the_target_stands_right_after_the_known_values():
    assert time_series.target_position() == {"known": 50, "index": [50], "adjacent": True}


def test_an_axis_of_one_place_has_the_same_first_and_last_index():
    assert time_series.last_axis(samples=7) == {"shape": [7, 10], "size": 1, "same": True}


@pytest.mark.parametrize(("train", "valid"), [(7, 2), (1, 1), (10, 0)])
def test_a_partition_shares_and_leaves_out_nothing(train, valid):
    measured = time_series.partition(10, train, valid)
    assert measured["sizes"] == {"train": train, "valid": valid, "test": 10 - train - valid}
    assert measured["shared"] == measured["left_out"] == 0
