"""The anatomy of a recurrent cell: its weights, its steps and its activations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import anatomy


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


def test_outputs_depend_on_no_later_input():
    assert anatomy.influence(3) == np.tri(3, dtype=bool).tolist()


def test_order_matters():
    assert anatomy.input_order() > 1e-3


def test_only_the_linear_cell_is_additive():
    assert anatomy.additive("linear") is True
    assert anatomy.additive("tanh") is False


numbers = st.lists(st.floats(-100, 100, width=32), min_size=2, max_size=6)
many = settings(max_examples=50, deadline=None)


def difference(sides):
    assert np.shape(sides["left"]) == np.shape(sides["right"])
    return np.abs(np.subtract(sides["left"], sides["right"])).max()


@many
@given(values=numbers)
def test_a_softmax_sums_to_one(values):
    assert difference(anatomy.softmax_sum(values)) < 1e-6


@many
@given(values=numbers)
def test_tanh_stays_within_one(values):
    assert difference(anatomy.tanh_range(values)) == 0


def test_an_activation_that_leaves_the_range_is_noticed(monkeypatch):
    monkeypatch.setattr(keras.activations, "tanh", lambda row: row)
    assert difference(anatomy.tanh_range([1.5])) == 0.5


@given(values=st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=6))
def test_a_sigmoid_lies_between_zero_and_one(values):
    sides = anatomy.sigmoid(values)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-6)


def test_a_softmax_layer_gives_shares():
    sides = anatomy.softmax_layer(units=10, samples=3)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-6)
    assert sides["left"].shape == (3, 11)


@many
@given(rows=st.integers(1, 5), classes=st.integers(1, 6), seed=st.integers(0, 99))
def test_rows_of_a_softmax_add_up_to_one(rows, classes, seed):
    assert difference(anatomy.softmax_rows(rows, classes, seed)) < 1e-6


@pytest.mark.parametrize("timesteps", [1, 30])
def test_hidden_states_stay_within_one(timesteps):
    assert difference(anatomy.states_range(timesteps, scale=100.0)) == 0
