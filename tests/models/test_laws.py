import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import cells, laws

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
def test_another_recurrence_than_the_layers_is_told_apart(cell, monkeypatch):
    right = cells.BY_LAYER[cell]
    monkeypatch.setitem(cells.BY_LAYER, cell, lambda x, *weights, **_: right(-x, *weights))
    assert difference(laws.numpy_cell(cell)) > 1e-2
    assert difference(laws.bidirectional(cell)) > 1e-2


@recurrent
@few
@given(b=sizes, t=sizes, f=sizes, u=sizes, seed=seeds, every=st.booleans())
def test_a_bidirectional_layer_joins_both_directions(cell, b, t, f, u, seed, every):
    assert difference(laws.bidirectional(cell, b, t, f, u, seed, every)) < 1e-5


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
    assert difference(laws.time_distributed(b, t, f, u, seed)) < 1e-5


@recurrent
@few
@given(b=sizes, t=st.integers(2, 5), f=sizes, seed=seeds)
def test_every_time_step_has_the_same_dropout_mask(cell, b, t, f, seed):
    sides = laws.dropout_mask(cell, b, t, f, 0.5, seed)
    assert set(np.unique(sides["left"])) <= {0.0, 2.0}
    assert difference(sides) == 0


@recurrent
def test_a_dropout_mask_drops_about_its_rate_anew_for_each_sample_and_feature(cell):
    measured = laws.dropout_mask(cell, batch_size=40, timesteps=2, features=50, rate=0.25)
    first = measured["left"][:, 0]
    assert 0.2 < measured["dropped"] < 0.3
    assert np.ptp(first, axis=0).all()
    assert np.ptp(first, axis=1).all()


@recurrent
def test_nothing_is_dropped_at_rate_zero(cell):
    measured = laws.dropout_mask(cell, rate=0.0)
    assert (measured["left"] == 1).all()
    assert measured["dropped"] == 0


def test_masks_repeat_with_their_seed():
    first, again, other = (laws.dropout_mask(features=30, seed=seed)["left"] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@many
@given(values=numbers)
def test_a_softmax_sums_to_one(values):
    assert difference(laws.softmax_sum(values)) < 1e-6


@many
@given(values=numbers)
def test_tanh_stays_within_one(values):
    assert difference(laws.tanh_range(values)) == 0


def test_an_activation_that_leaves_the_range_is_told_apart(monkeypatch):
    monkeypatch.setattr(keras.activations, "tanh", lambda row: row)
    assert difference(laws.tanh_range([1.5])) == 0.5
