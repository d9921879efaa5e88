"""Recurrent cells of our own: in NumPy, and as layers of Keras."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import cells
from harness.models.cells import zero_state

sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=15, deadline=None)
many = settings(max_examples=100, deadline=None)
gates = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}
layers = pytest.mark.parametrize("layer", sorted(gates))


def drawn(layer, seed, batch, steps, features, units, dtype=np.float64, reset_after=True):
    random = np.random.RandomState(seed)
    width = gates[layer] * units
    bias = (2, width) if layer == "GRU" and reset_after else (width,)
    shapes = [(batch, steps, features), (features, width), (units, width), bias]
    return [(random.standard_normal(shape) / 2).astype(dtype) for shape in shapes]


def by_keras(layer, inputs, *weights, initial_state=None, **options):
    made = getattr(keras.layers, layer)(weights[1].shape[0], return_sequences=True, **options)
    made.build(inputs.shape)
    made.set_weights(weights)
    return np.asarray(made(inputs, initial_state=initial_state))


@layers
@few
@given(seed=seeds, batch=sizes, steps=sizes, features=sizes, units=sizes)
def test_a_reference_agrees_with_keras(layer, seed, batch, steps, features, units):
    case = drawn(layer, seed, batch, steps, features, units, np.float32)
    expected = by_keras(layer, *case)
    np.testing.assert_allclose(cells.BY_LAYER[layer](*case), expected, rtol=0, atol=1e-5)


@few
@given(seed=seeds, batch=sizes, steps=sizes, features=sizes, units=sizes)
def test_the_gru_that_resets_first_agrees_with_keras(seed, batch, steps, features, units):
    case = drawn("GRU", seed, batch, steps, features, units, np.float32, reset_after=False)
    expected = by_keras("GRU", *case, reset_after=False)
    states = cells.numpy_gru(*case, reset_after=False)
    np.testing.assert_allclose(states, expected, rtol=0, atol=1e-5)


@few
@given(seed=seeds, layer=st.sampled_from(sorted(gates)))
def test_a_reference_starts_where_keras_starts(seed, layer):
    case = drawn(layer, seed, 2, 3, 4, 5, np.float32)
    random = np.random.RandomState(seed)
    start = [random.standard_normal((2, 5)).astype(np.float32) for _ in range(2)]
    start = start if layer == "LSTM" else start[0]
    states = cells.BY_LAYER[layer](*case, initial_state=start)
    expected = by_keras(layer, *case, initial_state=start)
    np.testing.assert_allclose(states, expected, rtol=0, atol=1e-5)


@layers
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_reference_keeps_the_precision_of_its_inputs(layer, dtype):
    case = drawn(layer, 0, 2, 3, 4, 5, dtype)
    assert cells.BY_LAYER[layer](*case).dtype == dtype


@pytest.mark.parametrize("layer", ["SimpleRNN", "GRU"])
@many
@given(seed=seeds, first=sizes, second=sizes)
def test_a_sequence_in_two_parts_ends_where_the_whole_ends(layer, seed, first, second):
    run = cells.BY_LAYER[layer]
    inputs, *weights = drawn(layer, seed, 2, first + second, 3, 4)
    head = run(inputs[:, :first], *weights)
    tail = run(inputs[:, first:], *weights, initial_state=head[:, -1])
    np.testing.assert_allclose(tail[:, -1], run(inputs, *weights)[:, -1], rtol=1e-12)


@layers
@many
@given(seed=seeds, steps=sizes, scale=st.floats(0, 1e4))
def test_no_hidden_state_leaves_the_range_of_tanh(layer, seed, steps, scale):
    inputs, *weights = drawn(layer, seed, 2, steps, 3, 4)
    assert np.abs(cells.BY_LAYER[layer](scale * inputs, *weights)).max() <= 1


def test_the_two_variants_of_the_gru_differ():
    inputs, kernel, recurrent, _ = drawn("GRU", 0, 2, 3, 4, 5)
    after = cells.numpy_gru(inputs, kernel, recurrent, np.zeros((2, 15)))
    before = cells.numpy_gru(inputs, kernel, recurrent, np.zeros(15), reset_after=False)
    assert np.abs(after - before).max() > 1e-3


def test_an_empty_sequence_has_no_states():
    case = drawn("SimpleRNN", 0, 2, 0, 4, 5)
    assert cells.simple_rnn(*case).shape == (2, 0, 5)


@many
@given(seed=seeds, features=sizes, units=sizes)
def test_no_element_of_the_first_state_exceeds_its_bound(seed, features, units):
    random = np.random.RandomState(seed)
    inputs, *weights = map(
        random.random_sample, [(1, 1, features), (features, units), (units, units), (units,)]
    )
    bound = cells.first_state_bound(inputs[0, 0])
    assert cells.simple_rnn(inputs, *weights).max() < bound


def test_the_bound_is_tight():
    assert cells.first_state_bound([0.0]) == pytest.approx(np.tanh(1.0))


def test_the_printed_first_state_cannot_come_from_a_zero_state():
    smallest_printed = 0.99843477
    assert smallest_printed > cells.first_state_bound()


def test_inputs_decide_the_size_and_the_type_of_a_state():
    (state,) = zero_state(3, tf.ones([2, 5], tf.float64), 7, tf.float32)
    assert state.shape == (2, 3)
    assert state.dtype == tf.float64


def test_without_inputs_the_batch_size_and_the_type_do():
    (state,) = zero_state(3, None, 4, tf.float32)
    assert state.shape == (4, 3)
    assert not state.numpy().any()


def test_an_output_size_may_be_left_out():
    assert cells.output_size("absent", 5)["output"] == [None, None, 5]
    assert cells.output_size("integer", 5)["output"] == [None, None, 5]


def test_a_shape_that_is_refused_has_no_output():
    found = cells.output_size("shape")
    assert found["accepted"] == (found["output"] is not None)


def test_a_layer_needs_the_constructor_of_its_base():
    with pytest.raises(RuntimeError, match=r"super\(\)"):
        cells.without_super()
