"""Tests of harness.models.gradient_decay."""

import numpy as np
import pytest

from harness.models.gradient_decay import remaining_gradients


@pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])
def test_less_of_a_gradient_is_left_over_many_steps(cell):
    found = remaining_gradients(cell, lengths=(1, 40), layers=2, units=4)
    assert len(found["by_length"]) == len(found["by_depth"]) == 2
    assert 0 < found["by_length"][1] < found["by_length"][0]


def test_the_gradient_over_one_step_is_that_of_the_activated_sum():
    found = remaining_gradients(lengths=(1,), layers=1, units=1, seed=5)
    again = remaining_gradients(lengths=(1,), layers=1, units=1, seed=5)
    assert found == again
    assert np.isfinite(found["by_depth"]).all()
