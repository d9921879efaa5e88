"""Tests of harness.models.zero_state."""

import tensorflow as tf

from harness.models.zero_state import zero_state


def test_inputs_decide_the_size_and_the_type_of_a_state():
    (state,) = zero_state(3, tf.ones([2, 5], tf.float64), 7, tf.float32)
    assert state.shape == (2, 3)
    assert state.dtype == tf.float64


def test_without_inputs_the_batch_size_and_the_type_do():
    (state,) = zero_state(3, None, 4, tf.float32)
    assert state.shape == (4, 3)
    assert not state.numpy().any()
