"""Tests of harness.models.counts."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import counts
from harness.models.counts import quick_recurrent

sizes = st.integers(1, 12)
few = settings(max_examples=15, deadline=None)
layers = st.sampled_from(["SimpleRNN", "LSTM", "GRU"])


@pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])
def test_weights_of_a_quick_layer_start_at_zero(cell):
    layer = quick_recurrent(cell, 3, use_bias=False)
    layer.build((None, None, 2))
    assert not any(weight.any() for weight in layer.get_weights())


def agree(sides):
    return sides["left"] == sides["right"]


@few
@given(units=sizes, features=sizes)
def test_a_simple_rnn_has_one_kernel_one_recurrent_kernel_and_one_bias(units, features):
    assert agree(counts.simple_rnn_parameters(units, features))


@few
@given(units=sizes, features=sizes)
def test_an_lstm_has_four_gates(units, features):
    assert agree(counts.lstm_parameters(units, features))


@few
@given(units=sizes, features=sizes, reset_after=st.booleans())
def test_a_gru_has_three_gates_and_one_or_two_biases(units, features, reset_after):
    assert agree(counts.gru_parameters(units, features, reset_after))


@few
@given(cell=layers, units=sizes, features=sizes)
def test_a_bidirectional_layer_has_twice_the_parameters(cell, units, features):
    assert agree(counts.bidirectional_parameters(cell, units, features))


@few
@given(units=sizes, features=sizes)
def test_a_dense_layer_has_one_weight_a_pair_and_one_bias_an_output(units, features):
    assert agree(counts.dense_parameters(units, features))


@few
@given(words=sizes, dimensions=sizes)
def test_an_embedding_has_one_row_a_word(words, dimensions):
    assert agree(counts.embedding_parameters(words, dimensions))


@few
@given(
    cell=layers,
    batch_size=sizes,
    timesteps=sizes,
    features=sizes,
    units=sizes,
    return_sequences=st.booleans(),
)
def test_a_recurrent_layer_returns_the_last_state_or_all_of_them(**given):
    assert agree(counts.recurrent_output_shape(**given))


@pytest.mark.parametrize(
    ("measured", "parameters"),
    [
        (counts.simple_rnn_parameters(3, 10), 42),
        (counts.lstm_parameters(32, 32), 8320),
        (counts.gru_parameters(8, 5), 360),
        (counts.gru_parameters(8, 5, reset_after=False), 336),
        (counts.bidirectional_parameters("LSTM", 32, 3), 9216),
        (counts.bidirectional_parameters("GRU", 8, 5), 720),
        (counts.dense_parameters(1, 32), 33),
        (counts.embedding_parameters(100, 3), 300),
    ],
)
def test_known_counts_are_measured_and_calculated(measured, parameters):
    assert (measured["left"], measured["right"]) == (parameters, parameters)
    assert sum(map(bool, measured["wrong"].values())) >= 3


def test_known_shapes_are_measured():
    assert counts.recurrent_output_shape()["left"] == [8, 3]
    assert counts.recurrent_output_shape(return_sequences=True)["left"] == [8, 2, 3]


def test_parameters_grow_with_the_units():
    assert counts.by_units([1, 3]) == {"1": 12, "3": 42}
    parameters = counts.by_units().values()
    assert all(small < large for small, large in pairwise(parameters))


def test_parameters_grow_with_the_layers():
    assert counts.by_depth() == {"1": 224, "2": 624, "3": 1024, "4": 1424}


@few
@given(cell=layers, timesteps=st.integers(1, 500))
def test_parameters_do_not_depend_on_the_length(cell, timesteps):
    assert agree(counts.parameters_over_time(cell, timesteps))
