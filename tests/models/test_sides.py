"""Tests of harness.models.sides."""

import math

import numpy as np
import pytest

from harness.models.sides import apart, two_sides


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
