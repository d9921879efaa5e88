"""The two sides of a law, and formulas that are wrong."""

import math

import numpy as np
import pytest

from harness.models.cells import BY_LAYER
from harness.models.law_sides import apart, recurrences, two_sides


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        (3, 3, 0),
        (3, 5, 2),
        (0.5, 0.25, 0.25),
        ([1, 2], [1, 2], 0),
        ([1, 2], [1, 3], math.inf),
        (True, False, math.inf),
        (np.ones(3), np.array([1, 1, 1.5]), 0.5),
        (np.ones(3), np.ones(4), math.inf),
        (np.ones(0), np.ones(0), 0),
    ],
)
def test_results_are_apart_by_their_largest_difference(left, right, distance):
    assert apart(left, right) == distance


def test_a_wrong_formula_that_gives_no_number_is_not_near():
    assert math.isnan(apart(np.ones(2), np.array([1, np.nan])))


def test_small_sides_are_given_whole_and_large_ones_where_they_differ_most():
    large = np.zeros((40, 30))
    other = large.copy()
    other[7, 5] = 2
    assert two_sides(large, other, {"ones": large + 1}) == {
        "left": [40, 30, 0.0],
        "right": [40, 30, 2.0],
        "wrong": {"ones": 1.0},
    }
    assert two_sides([1], [2], {})["left"] == [1]


def test_large_sides_of_other_shapes_are_given_whole():
    sides = two_sides(np.zeros(2_000), np.zeros(3), {})
    assert sides["left"].shape == (2_000,)


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
