"""Tests of harness.models.time_gradients."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import time_gradients

numbers = st.floats(-10, 10, width=32)


def test_less_gradient_reaches_an_earlier_input():
    norms = time_gradients.through_time((1, 5, 30))
    assert norms["30"] < norms["5"] < norms["1"]


def test_the_second_direction_reads_the_first_input_last():
    norms = time_gradients.both_directions(40)
    assert norms["bidirectional"] > 100 * norms["forward"]


def test_an_open_cell_keeps_more_gradient():
    norms = time_gradients.along_the_state(40)
    assert norms["LSTM"] > 1 > norms["SimpleRNN"]


@pytest.mark.parametrize("gain", [0.5, 1.0, 1.5])
def test_gains_multiply_over_time(gain):
    assert time_gradients.by_gain(gain, timesteps=6) == pytest.approx(gain**6)


@given(st.lists(numbers, min_size=1, max_size=4))
def test_the_slope_of_tanh_is_one_less_its_square(values):
    expected = 1 - np.tanh(np.float32(values)) ** 2
    np.testing.assert_allclose(time_gradients.tanh_slope(values), expected, atol=1e-5)


@pytest.mark.parametrize("timesteps", [1, 2, 5])
def test_a_shared_weight_gets_the_sum_of_the_gradients(timesteps):
    sides = time_gradients.shared_weights(timesteps)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-5)
    assert np.any(sides["left"]) == (timesteps > 1)


@settings(max_examples=15, deadline=None)
@given(numbers, numbers)
def test_descent_takes_off_a_share_of_the_gradient(value, gradient):
    sides = time_gradients.descent(value, gradient, 0.5)
    assert sides["left"] == pytest.approx(sides["right"])
    assert sides["right"] == pytest.approx(value - gradient / 2, abs=1e-5)
