"""Tests of harness.models.gradients."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import gradients

numbers = st.floats(-10, 10, width=32)
few = settings(max_examples=8, deadline=None)


def test_less_gradient_reaches_an_earlier_input():
    norms = gradients.through_time((1, 5, 30))
    assert norms["30"] < norms["5"] < norms["1"]


def test_the_second_direction_reads_the_first_input_last():
    norms = gradients.both_directions(40)
    assert norms["bidirectional"] > 100 * norms["forward"]


def test_an_open_cell_keeps_more_gradient():
    norms = gradients.along_the_state(40)
    assert norms["LSTM"] > 1 > norms["SimpleRNN"]


@pytest.mark.parametrize("gain", [0.5, 1.0, 1.5])
def test_gains_multiply_over_time(gain):
    assert gradients.by_gain(gain, timesteps=6) == pytest.approx(gain**6)


def test_a_gradient_shows_its_size_where_squares_of_float32_are_zero():
    assert gradients.by_gain(0.5, timesteps=100) == pytest.approx(0.5**100)


def test_no_error_goes_back_through_steps_that_only_share_their_weights():
    found = gradients.through_shared_weights()
    assert found == {"recurrent": True, "shared_only": False}


@pytest.mark.parametrize("timesteps", [1, 2, 5])
def test_a_shared_weight_gets_the_sum_of_the_gradients(timesteps):
    sides = gradients.shared_weights(timesteps)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-5)
    assert np.any(sides["left"]) == (timesteps > 1)


@few
@given(weight=st.floats(0.25, 1.25), timesteps=st.integers(2, 12))
def test_a_linear_recurrence_has_powers_of_its_weight_as_gradients(weight, timesteps):
    found = gradients.gradients("linear", weight, timesteps)
    assert found["first"] == pytest.approx(weight ** (timesteps - 1), rel=1e-4)
    assert found["last"] == pytest.approx(1)


@few
@given(weight=st.floats(0.25, 1.5), timesteps=st.integers(1, 12))
def test_a_linear_recurrence_has_powers_of_its_weight_as_states(weight, timesteps):
    found = gradients.states("linear", weight, timesteps)
    assert found["last"] == pytest.approx(found["first"] * weight ** (timesteps - 1), rel=1e-4)


def test_a_saturating_state_stays_within_one():
    assert abs(gradients.states("tanh", 1.5, 100)["last"]) < 1
