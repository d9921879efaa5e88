"""Tests of harness.models.quick_layers."""

import pytest

from harness.models.quick_layers import quick_recurrent


@pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])
def test_recurrent_weights_start_at_zero_and_the_others_do_not(cell):
    layer = quick_recurrent(cell, 3, use_bias=False)
    layer.build((None, None, 2))
    kernel, recurrent = layer.get_weights()
    assert not recurrent.any()
    assert kernel.all()
