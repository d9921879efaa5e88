"""Tests of harness.models.custom_cells."""

import pytest
import tensorflow as tf

from harness.models import custom_cells
from harness.models.custom_cells import zero_state


def test_inputs_decide_the_size_and_the_type_of_a_state():
    (state,) = zero_state(3, tf.ones([2, 5], tf.float64), 7, tf.float32)
    assert state.shape == (2, 3)
    assert state.dtype == tf.float64


def test_without_inputs_the_batch_size_and_the_type_do():
    (state,) = zero_state(3, None, 4, tf.float32)
    assert state.shape == (4, 3)
    assert not state.numpy().any()


def test_an_output_size_may_be_left_out():
    assert custom_cells.output_size("absent", 5)["output"] == [None, None, 5]
    assert custom_cells.output_size("integer", 5)["output"] == [None, None, 5]


def test_a_shape_that_is_refused_has_no_output():
    found = custom_cells.output_size("shape")
    assert found["accepted"] == (found["output"] is not None)


def test_a_layer_needs_the_constructor_of_its_base():
    with pytest.raises(RuntimeError, match=r"super\(\)"):
        custom_cells.without_super()
