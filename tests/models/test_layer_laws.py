"""Tests of harness.models.layer_laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import layer_laws

sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=15, deadline=None)


def difference(sides):
    assert np.shape(sides["left"]) == np.shape(sides["right"])
    return np.abs(np.subtract(sides["left"], sides["right"])).max()


@pytest.mark.parametrize("law", [layer_laws.embedding, layer_laws.one_hot_dense])
@few
@given(words=sizes, dimensions=sizes, length=sizes, seed=seeds)
def test_a_lookup_is_the_product_with_one_hot_rows(law, words, dimensions, length, seed):
    sides = law(words, dimensions, length, seed)
    assert sides["left"].shape == (length, dimensions)
    assert difference(sides) == 0


def test_an_embedding_of_drawn_rows_is_not_constant():
    assert np.ptp(layer_laws.embedding()["left"]) > 0.1


@few
@given(rows=sizes, features=sizes, seed=seeds)
def test_a_normalised_row_has_zero_mean(rows, features, seed):
    assert difference(layer_laws.layer_normalization(rows, features, seed)) < 1e-5


def test_rows_that_are_not_normalised_have_other_means(monkeypatch):
    monkeypatch.setattr(keras.layers, "LayerNormalization", lambda: np.asarray)
    assert difference(layer_laws.layer_normalization()) > 1e-2


@few
@given(b=sizes, t=sizes, f=sizes, u=sizes, seed=seeds)
def test_a_time_distributed_layer_is_applied_to_each_step(b, t, f, u, seed):
    assert difference(layer_laws.time_distributed_steps(b, t, f, u, seed)) < 1e-5


@few
@given(depth=sizes, size=sizes, seed=seeds)
def test_a_sequential_model_calls_its_layers_in_order(depth, size, seed):
    assert difference(layer_laws.chained_layers(depth, size, seed)) < 1e-6


@few
@given(features=sizes, units=sizes)
def test_every_input_of_a_dense_layer_reaches_every_output(features, units):
    sides = layer_laws.connections(features, units)
    assert sides["left"] == sides["right"] == features * units
