"""Tests of harness.models.laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import cells, laws

sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=15, deadline=None)
recurrent = pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])

SUBNORMAL = 2.0**-149
"""The smallest number of single precision; TensorFlow's kernels may take such ones for zero."""


def difference(sides):
    assert np.shape(sides["left"]) == np.shape(sides["right"])
    return np.abs(np.subtract(sides["left"], sides["right"])).max()


@recurrent
@few
@given(b=sizes, t=sizes, f=sizes, u=sizes, seed=seeds)
def test_a_keras_layer_computes_the_recurrence(cell, b, t, f, u, seed):
    assert difference(laws.numpy_cell(cell, b, t, f, u, seed)) < 1e-5


@few
@given(b=sizes, t=sizes, f=sizes, u=sizes, seed=seeds)
def test_a_keras_gru_can_reset_first(b, t, f, u, seed):
    assert difference(laws.numpy_cell("GRU", b, t, f, u, seed, reset_after=False)) < 1e-5


@recurrent
def test_a_wrong_recurrence_is_noticed(cell, monkeypatch):
    right = cells.BY_LAYER[cell]
    monkeypatch.setitem(cells.BY_LAYER, cell, lambda x, *weights, **_: right(-x, *weights))
    assert difference(laws.numpy_cell(cell)) > 1e-2
    assert difference(laws.bidirectional_recurrence(cell)) > 1e-2


@recurrent
@few
@given(b=sizes, t=sizes, f=sizes, u=sizes, seed=seeds, every=st.booleans())
def test_a_bidirectional_layer_joins_both_directions(cell, b, t, f, u, seed, every):
    assert difference(laws.bidirectional_recurrence(cell, b, t, f, u, seed, every)) < 1e-5


@few
@given(samples=st.integers(4, 16), features=st.integers(4, 16))
def test_layer_normalisation_subtracts_one_mean_from_each_sample(samples, features):
    found = laws.taken_off("LayerNormalization", samples, features)
    assert found == {"over": "sample", "means": samples}


@few
@given(samples=st.integers(4, 16), features=st.integers(4, 16))
def test_batch_normalisation_subtracts_one_mean_from_each_feature(samples, features):
    found = laws.taken_off("BatchNormalization", samples, features)
    assert found == {"over": "feature", "means": features}


def test_a_layer_that_is_not_linear_normalises_over_nothing(monkeypatch):
    monkeypatch.setattr(keras.layers, "LayerNormalization", lambda: lambda x, training: x**2)
    assert laws.taken_off() == {"over": None, "means": 0}


@settings(max_examples=10, deadline=None)
@given(st.floats(-100, 100, width=32, allow_subnormal=False), st.integers(1, 8))
def test_an_open_cell_keeps_its_state(state, timesteps):
    sides = laws.carry(state, timesteps)
    assert sides["left"] == sides["right"] == state


@pytest.mark.parametrize("timesteps", [1, 8])
def test_a_state_too_small_for_a_normal_number_is_kept_or_zero(timesteps):
    sides = laws.carry(SUBNORMAL, timesteps)
    assert sides["right"] == SUBNORMAL
    assert sides["left"] in (SUBNORMAL, 0.0)


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
    sides = laws.one_step(features, units, seed, activation, use_bias, with_input)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-5)


def test_another_activation_is_noticed():
    linear, tanh = laws.one_step(), laws.one_step(activation="tanh")
    assert np.abs(linear["left"] - tanh["right"]).max() > 1e-2


@pytest.mark.parametrize("timesteps", [20, 21, 60])
def test_long_sequences_are_traced_and_give_the_same(timesteps):
    assert difference(laws.numpy_cell("LSTM", timesteps=timesteps)) < 1e-6
