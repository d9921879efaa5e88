"""Tests of harness.models.custom_cells."""

import pytest
import tensorflow as tf

from harness.models import custom_cells
from harness.models.custom_cells import zero_state


def test_the_printed_cell_is_constructed_and_fails_when_called():
    measured = custom_cells.layer_norm_cell_as_printed()
    assert measured["construct"] is None
    assert measured["call"] == "TypeError"
    assert measured["message"]


def test_the_cell_of_the_traceback_fails_when_constructed():
    measured = custom_cells.layer_norm_cell_as_run()
    assert measured["construct"] == "AttributeError"
    assert measured["call"] is None
    assert measured["message"].endswith("has no attribute 'layer'")


def test_inputs_decide_the_size_and_the_type_of_a_state():
    (state,) = zero_state(3, tf.ones([2, 5], tf.float64), 7, tf.float32)
    assert state.shape == (2, 3)
    assert state.dtype == tf.float64


def test_without_inputs_the_batch_size_and_the_type_do():
    (state,) = zero_state(3, None, 4, tf.float32)
    assert state.shape == (4, 3)
    assert not state.numpy().any()


@pytest.mark.parametrize("cell", ["SimpleRNNCell", "GRUCell"])
def test_one_state_has_an_integer_size(cell):
    found = custom_cells.cell_sizes(cell, units=7, samples=3)
    assert found["state_size"] == found["output_size"] == 7
    assert found["states"] == [[3, 7]]
    assert found["output"] == [3, 7]


def test_an_lstm_cell_has_the_sizes_of_two_states():
    found = custom_cells.cell_sizes("LSTMCell", units=7)
    assert found["state_size"] == [7, 7]
    assert len(found["states"]) == 2


def test_an_output_size_may_be_left_out():
    assert custom_cells.output_size("absent", 5)["output"] == [None, None, 5]
    assert custom_cells.output_size("integer", 5)["output"] == [None, None, 5]


def test_a_shape_that_is_refused_has_no_output():
    found = custom_cells.output_size("shape")
    assert found["accepted"] == (found["output"] is not None)


def test_a_cell_can_make_its_own_first_state():
    assert custom_cells.initial_state(6) == {"accepted": True, "output": [None, None, 6]}


def test_a_layer_needs_the_constructor_of_its_base():
    with pytest.raises(RuntimeError, match=r"super\(\)"):
        custom_cells.without_super()
