"""Tests of harness.models.wrong_cells."""

import numpy as np
import pytest

from harness.models.numpy_cells import BY_LAYER
from harness.models.wrong_cells import recurrences

COUNTS = {"SimpleRNN": 7, "LSTM": 11, "GRU": 10}


def drawn(cell, units=3):
    random = np.random.RandomState(0)
    width = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[cell] * units
    bias = (2, width) if cell == "GRU" else (width,)
    weights = [random.standard_normal(shape) for shape in [(2, width), (units, width), bias]]
    return random.standard_normal((4, 5, 2)), weights


@pytest.mark.parametrize("cell", COUNTS)
def test_every_wrong_recurrence_differs_from_the_right_one(cell):
    inputs, weights = drawn(cell)
    right, wrong = recurrences(cell, inputs, weights)
    np.testing.assert_array_equal(right, BY_LAYER[cell](inputs, *weights))
    assert len(wrong) == COUNTS[cell]
    same = [n for n, one in wrong.items() if one.shape == right.shape and np.allclose(one, right)]
    assert same == []


def test_a_cell_without_a_gate_passes_its_whole_value():
    inputs, weights = drawn("LSTM")
    states = recurrences("LSTM", inputs, weights)[1]["no forget gate"]
    open_gate = [each.copy() for each in weights]
    open_gate[0][:, 3:6] = open_gate[1][:, 3:6] = 0
    open_gate[2][3:6] = np.inf
    np.testing.assert_allclose(states, BY_LAYER["LSTM"](inputs, *open_gate))
