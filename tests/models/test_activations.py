"""Tests of harness.models.activations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import activations

numbers = st.lists(st.floats(-100, 100, width=32), min_size=2, max_size=6)
many = settings(max_examples=50, deadline=None)


def difference(sides):
    assert np.shape(sides["left"]) == np.shape(sides["right"])
    return np.abs(np.subtract(sides["left"], sides["right"])).max()


@many
@given(values=numbers)
def test_a_softmax_sums_to_one(values):
    assert difference(activations.softmax_sum(values)) < 1e-6


@many
@given(values=numbers)
def test_tanh_stays_within_one(values):
    assert difference(activations.tanh_range(values)) == 0


def test_an_activation_that_leaves_the_range_is_noticed(monkeypatch):
    monkeypatch.setattr(keras.activations, "tanh", lambda row: row)
    assert difference(activations.tanh_range([1.5])) == 0.5


@given(values=st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=6))
def test_a_sigmoid_lies_between_zero_and_one(values):
    sides = activations.sigmoid(values)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-6)


def test_a_softmax_layer_gives_shares():
    sides = activations.softmax_layer(units=10, samples=3)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-6)
    assert sides["left"].shape == (3, 11)


@many
@given(rows=st.integers(1, 5), classes=st.integers(1, 6), seed=st.integers(0, 99))
def test_rows_of_a_softmax_add_up_to_one(rows, classes, seed):
    assert difference(activations.softmax_rows(rows, classes, seed)) < 1e-6


@pytest.mark.parametrize("timesteps", [1, 30])
def test_hidden_states_stay_within_one(timesteps):
    assert difference(activations.states_range(timesteps, scale=100.0)) == 0
