"""A range holds where every number is finite and within each of its bounds."""

import math

import pytest

from tests.kinds.judging import claim_of, verdict, word


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


@pytest.mark.parametrize(
    ("bounds", "others"),
    [
        ({"at_least": 2}, [{"below": 2}]),
        ({"above": 2}, [{"below": 2}]),
        ({"at_most": 3}, [{"above": 3}]),
        ({"below": 3}, [{"above": 3}]),
        ({"at_least": 2, "at_most": 3}, [{"above": 3, "below": 4}, {"above": 1, "below": 2}]),
        ({"above": 2, "below": 5}, [{"above": 5, "below": 8}, {"above": -1, "below": 2}]),
    ],
)
def test_intervals_beside_it_are_its_mutants(bounds, others):
    assert claim_of("range", **bounds).mutants() == others


@pytest.mark.parametrize(
    ("bounds", "near"),
    [
        ({"at_least": 0.25}, {"at_least": 0.26}),
        ({"above": 1e-6}, {"above": 2e-6}),
        ({"at_most": 0.25}, {"at_most": 0.24}),
        ({"below": 3}, {"below": 2}),
        ({"below": 120.0}, {"below": 119}),
        ({"at_least": 999_999_999_999_999}, {"at_least": 1e15}),
        ({"at_least": 5e15}, {"at_least": 5e15 + 1}),
        ({"at_least": 1e16}, {"at_least": 2e16}),
    ],
)
def test_each_bound_is_tightened_by_its_last_digit(bounds, near):
    assert claim_of("range", **bounds).near_misses() == [near]


@pytest.mark.parametrize(
    ("measured", "text"),
    [(0.5, "0.5 to 0.5 (1 number)"), ([[-1, 2], [3.25]], "-1 to 3.25 (3 numbers)"), ([1] * 1234, "1 to 1 (1,234 numbers)")],
)  # fmt: skip
def test_what_was_measured_is_said_with_how_many_numbers_were_looked_at(measured, text):
    found = verdict(measured, "range", at_least=0)
    assert claim_of("range", at_least=0).measured_text(found.measured) == text


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ({}, "one of at_least and above"),
        ({"at_least": 1, "above": 1}, "one of at_least and above"),
        ({"at_most": 1, "below": 1}, "one of at_least and above"),
        ({"at_least": 2, "at_most": 1}, "no number is at least 2 and at most 1"),
        ({"above": 2, "below": 1.5}, "no number is at least 2 and at most 1.5"),
    ],
)
def test_bounds_that_contradict_each_other_are_a_mistake(bounds, why):
    with pytest.raises(ValueError, match=why):
        claim_of("range", **bounds)
    assert claim_of("range", at_least=2, at_most=2).document_value == {"at_least": 2, "at_most": 2}


@pytest.mark.parametrize(
    ("measured", "expected", "why"),
    [
        ([0.95, 1.05], "confirmed", ""),
        ([0.85, 1.05], "refuted", "the page says 0.9-1.1, measured 0.85 to 1.05 (2 numbers)"),
        ([0.95, 1.15], "refuted", "the page says 0.9-1.1, measured 0.95 to 1.15 (2 numbers)"),
        ([0.95, 2.5], "refuted", "measured 0.95 to 2.5 (2 numbers)"),
    ],
)
def test_bounds_that_the_figure_states_hold_too(measured, expected, why):
    found = verdict(measured, "range", "0.9-1.1", at_least=0, at_most=2)
    assert (found.word, found.why) == (expected, why)


@pytest.mark.parametrize(
    ("figure", "bound", "near"),
    [
        ("over 0.5", 0.5, []),
        ("over 0.5", 0.46, []),  # what rounds to the figure is what it states
        ("over 0.5", 0.44, [0.45]),
        ("over 0.5", 0.56, [0.57]),
        ("over 0.5", 2, [3]),
        ("over 9007199254740993", 2**53, []),  # no float is as exact
        ("over -0.5", -0.5, []),
    ],
)
def test_a_bound_that_the_figure_states_has_no_near_miss(figure, bound, near):
    found = claim_of("range", figure, above=bound).near_misses()
    assert found == [{"above": other, "figure": figure} for other in near]
