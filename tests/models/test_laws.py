"""Tests of harness.models.laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import laws, numpy_cells

sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
numbers = st.lists(st.floats(-100, 100, width=32), min_size=2, max_size=6)
few = settings(max_examples=15, deadline=None)
many = settings(max_examples=50, deadline=None)
recurrent = pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])


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
    right = numpy_cells.BY_LAYER[cell]
    monkeypatch.setitem(numpy_cells.BY_LAYER, cell, lambda x, *weights, **_: right(-x, *weights))
    assert difference(laws.numpy_cell(cell)) > 1e-2
    assert difference(laws.bidirectional_recurrence(cell)) > 1e-2


@recurrent
@few
@given(b=sizes, t=sizes, f=sizes, u=sizes, seed=seeds, every=st.booleans())
def test_a_bidirectional_layer_joins_both_directions(cell, b, t, f, u, seed, every):
    assert difference(laws.bidirectional_recurrence(cell, b, t, f, u, seed, every)) < 1e-5


@few
@given(words=sizes, dimensions=sizes, length=sizes, seed=seeds)
def test_an_embedding_is_a_product_with_one_hot_rows(words, dimensions, length, seed):
    sides = laws.embedding(words, dimensions, length, seed)
    assert sides["left"].shape == (length, dimensions)
    assert difference(sides) == 0


def test_an_embedding_of_drawn_rows_is_not_constant():
    assert np.ptp(laws.embedding()["left"]) > 0.1


@few
@given(rows=sizes, features=sizes, seed=seeds)
def test_a_normalised_row_has_zero_mean(rows, features, seed):
    assert difference(laws.layer_normalization(rows, features, seed)) < 1e-5


def test_rows_that_are_not_normalised_have_other_means(monkeypatch):
    monkeypatch.setattr(keras.layers, "LayerNormalization", lambda: lambda inputs: inputs)
    assert difference(laws.layer_normalization()) > 1e-2


@few
@given(b=sizes, t=sizes, f=sizes, u=sizes, seed=seeds)
def test_a_time_distributed_layer_is_applied_to_each_step(b, t, f, u, seed):
    assert difference(laws.time_distributed_steps(b, t, f, u, seed)) < 1e-5


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
