"""The document on forecasting waves: its data, and what is measured of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import forecasting


def test_seed_42_gives_the_documented_naive_forecast():
    measured = forecasting.naive_forecast()
    assert str(measured["mse"]) == "0.020211367"
    np.testing.assert_allclose(
        measured["first"].ravel(), [0.5643068, -0.6759614, 0.64214784], atol=5e-8
    )
    np.testing.assert_allclose(
        measured["last"].ravel(), [-0.19055651, -0.1811238, 0.42333305], atol=5e-8
    )


def test_another_seed_gives_another_naive_forecast():
    assert str(forecasting.naive_forecast(seed=43)["mse"]) != "0.020211367"


def test_the_stream_is_that_of_the_global_legacy_generator():
    state = np.random.get_state()
    np.random.seed(5)
    uniform = np.random.rand(4, 3, 1)
    np.random.set_state(state)
    drawn = np.random.RandomState(5).rand(4, 3, 1)
    np.testing.assert_array_equal(uniform, drawn)


def test_series_are_float32_within_the_sum_of_their_amplitudes():
    drawn = forecasting.series(batch_size=2000)
    assert drawn.shape == (2000, 51, 1)
    assert drawn.dtype == np.float32
    assert -0.75 <= drawn.min() < -0.6
    assert 0.6 < drawn.max() <= 0.75


@pytest.mark.parametrize(
    ("targets", "rest"), [("one-step", [1]), ("ten-step", [10]), ("every-step", [50, 10])]
)
def test_splits_hold_7000_2000_and_1000_series(targets, rest):
    splits = forecasting.DATA[targets]()._asdict()
    for name, size in (("train", 7000), ("valid", 2000), ("test", 1000)):
        assert splits[f"x_{name}"].shape == (size, 50, 1)
        assert splits[f"y_{name}"].shape == (size, *rest)


def test_ten_step_series_are_drawn_after_the_single_one():
    ten_step = forecasting.ten_step_data(seed=42).x_train
    assert not np.array_equal(ten_step, forecasting.every_step_data(seed=42).x_train)
    generator = np.random.RandomState(42)
    forecasting.generate(generator, 1, 60)
    expected = forecasting.generate(generator, 10000, 60)[:7000, :50]
    np.testing.assert_array_equal(ten_step, expected)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 20), st.integers(1, 8), st.integers(0, 2**16))
def test_each_target_is_the_value_that_many_steps_on(n_steps, ahead, seed):
    values = forecasting.series(2, n_steps + ahead, seed)
    targets = forecasting.every_step(values, n_steps, ahead)
    for step in range(n_steps):
        expected = values[:, step + 1 : step + 1 + ahead, 0]
        np.testing.assert_array_equal(targets[:, step], expected)


def test_mean_increments_continue_the_documented_sequence():
    assert forecasting.mean_increment() == {"fixed": [13.5, 16.0], "moving": [13.5, 16.375]}


@given(st.integers(-50, 50), st.integers(-9, 9), st.integers(2, 8), st.integers(1, 5))
def test_an_arithmetic_sequence_is_continued_alike_both_ways(first, step, length, ahead):
    values = [first + step * place for place in range(length + ahead)]
    continued = forecasting.mean_increment(values[:length], ahead)
    assert continued["fixed"] == pytest.approx(values[length:])
    assert continued["moving"] == pytest.approx(values[length:])


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30))
def test_differences_add_up_to_the_series(values):
    sides = forecasting.differenced_and_summed(values)
    np.testing.assert_allclose(sides["left"], values)
    np.testing.assert_allclose(sides["right"], values, atol=1e-9)


@given(st.integers(1, 12), st.integers(2, 4))
def test_a_season_has_no_differences_over_its_period(period, cycles):
    sides = forecasting.seasonal(period, cycles)
    assert sides["left"].shape == (period * (cycles - 1),)
    np.testing.assert_array_equal(sides["left"], sides["right"])


def test_a_linear_trend_has_its_slope_as_differences():
    sides = forecasting.linear_trend(3.0, -1.0, 5)
    np.testing.assert_allclose(sides["left"], [3.0] * 4)
    np.testing.assert_array_equal(sides["right"], [3.0] * 4)


def test_growth_is_subtracted_and_added_again():
    sides = forecasting.growth()
    np.testing.assert_allclose(sides["left"], sides["right"])
    assert round(sides["left"][1] - np.cos(1), 9) == 110
