"""Tests of harness.models.anatomy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import anatomy

SUBNORMAL = 2.0**-149
"""The smallest number of single precision; TensorFlow's kernels may take such ones for zero."""
sizes = st.integers(1, 4)


@settings(max_examples=10, deadline=None)
@given(st.floats(-100, 100, width=32, allow_subnormal=False), st.integers(1, 8))
def test_an_open_cell_keeps_its_state(state, timesteps):
    sides = anatomy.carry(state, timesteps)
    assert sides["left"] == sides["right"] == state


@pytest.mark.parametrize("timesteps", [1, 8])
def test_a_state_too_small_for_a_normal_number_is_kept_or_zero(timesteps):
    sides = anatomy.carry(SUBNORMAL, timesteps)
    assert sides["right"] == SUBNORMAL
    assert sides["left"] in (SUBNORMAL, 0.0)


@pytest.mark.parametrize("inputs", [0.1, 10.0, 1e6])
def test_one_step_stays_in_the_range_of_tanh(inputs):
    entered = anatomy.entered(inputs)
    assert 0 < entered["largest"] <= 1
    assert not entered["unsquashed"]


def test_a_cell_has_two_weights_and_a_bias():
    assert anatomy.cell_weights()["shapes"] == [[1, 10], [10, 10], [10]]
    assert anatomy.cell_weights(use_bias=False)["count"] == 2


def test_frozen_weights_are_not_counted_as_trainable(monkeypatch):
    simple_rnn = keras.layers.SimpleRNN
    monkeypatch.setattr(
        keras.layers, "SimpleRNN", lambda units, **given: simple_rnn(units, trainable=False)
    )
    assert anatomy.cell_weights()["trainable"] == 0


def test_the_simple_cell_has_the_fewest_parameters():
    assert anatomy.parameters(units=2, features=3) == {"SimpleRNN": 12, "GRU": 42, "LSTM": 48}


@pytest.mark.parametrize("cell", anatomy._CELLS)
def test_parameters_do_not_depend_on_the_length(cell):
    sides = anatomy.parameters_over_time(cell, timesteps=7)
    assert sides["left"] == sides["right"] > 0


@settings(max_examples=15, deadline=None)
@given(
    sizes,
    sizes,
    st.integers(0, 99),
    st.sampled_from(["linear", "tanh"]),
    st.booleans(),
    st.booleans(),
)
def test_one_step_is_an_activated_weighted_sum(
    features, units, seed, activation, use_bias, with_input
):
    sides = anatomy.one_step(features, units, seed, activation, use_bias, with_input)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-5)


def test_another_activation_is_noticed():
    linear, tanh = anatomy.one_step(), anatomy.one_step(activation="tanh")
    assert np.abs(linear["left"] - tanh["right"]).max() > 1e-2


@pytest.mark.parametrize("cell", anatomy._CELLS)
@pytest.mark.parametrize("timesteps", [1, 3])
def test_a_sequence_can_be_fed_step_by_step(cell, timesteps):
    sides = anatomy.step_by_step(cell, timesteps)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-5)


def test_outputs_depend_on_no_later_input():
    assert anatomy.influence(3) == np.tri(3, dtype=bool).tolist()


def test_order_matters():
    assert anatomy.input_order() > 1e-3


def test_only_the_linear_cell_is_additive():
    assert anatomy.additive("linear") is True
    assert anatomy.additive("tanh") is False
