"""Tests of harness.models.gradient_decay."""

import numpy as np
import pytest

from harness.models.gradient_decay import remaining_gradients


@pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])
def test_less_of_a_gradient_is_left_over_many_steps(cell):
    found = remaining_gradients(cell, steps=40, layers=2, units=4)
    assert (len(found["by_distance"]), len(found["by_depth"])) == (40, 2)
    assert 0 < found["by_distance"][-1] < found["by_distance"][0]


def test_the_gradient_by_all_inputs_holds_those_by_each():
    found = remaining_gradients(steps=5, layers=1, units=3, seed=5)
    assert found == remaining_gradients(steps=5, layers=1, units=3, seed=5)
    assert found["by_depth"][0] > 0
    assert np.isfinite(found["by_distance"]).all()
