"""A range holds where every number is finite and within each of its bounds."""

import math

import pytest

from tests.kinds.judging import word


@pytest.mark.parametrize("measured", [[1.0, math.inf], [-math.inf, 1.0], math.inf, [math.nan]])
@pytest.mark.parametrize("bounds", [{"at_least": 0}, {"at_most": 9}, {"above": 0, "below": 9}])
def test_what_is_not_finite_is_within_no_bounds(measured, bounds):
    assert word(measured, "range", **bounds) == "refuted"


@pytest.mark.parametrize(
    ("bound", "on_it"),
    [
        ({"at_least": 0.5}, "confirmed"),
        ({"above": 0.5}, "refuted"),
        ({"at_most": 0.5}, "confirmed"),
        ({"below": 0.5}, "refuted"),
    ],
)
def test_only_a_strict_bound_leaves_itself_out(bound, on_it):
    assert word(0.5, "range", **bound) == on_it


@pytest.mark.parametrize(
    ("bound", "inside", "outside"),
    [
        ({"at_least": 0.5}, 0.6, 0.4),
        ({"above": 0.5}, 0.6, 0.4),
        ({"at_most": 0.5}, 0.4, 0.6),
        ({"below": 0.5}, 0.4, 0.6),
    ],
)
def test_a_bound_has_one_side(bound, inside, outside):
    assert word([inside, inside], "range", **bound) == "confirmed"
    assert word([inside, outside], "range", **bound) == "refuted"


def test_a_truth_value_is_no_number_to_be_examined():
    assert word([True, False], "range", at_least=0) == "error"
    assert word([True, 0.5], "range", at_most=0.6) == "confirmed"
