"""Differences of paired seeds on one scale."""

from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.statistics.contrast import Contrast, Scale

POSITIVE = st.floats(1e-6, 1e6)
ANY = st.floats(-1e6, 1e6)
PAIRS = st.lists(st.tuples(ANY, ANY), min_size=1, max_size=9)


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=1, max_size=9), st.floats(0, 0.9))
def test_positive_results_are_compared_by_their_ratio_and_hold_as_the_judge_says(pairs, margin):
    found = Contrast.of(*zip(*pairs, strict=True), margin)
    assert found.scale is Scale.RATIO
    for (a, b), value in zip(pairs, found.values, strict=True):
        assume(abs(value / found.beyond - 1) > 1e-9)
        assert (value > found.beyond) == (b - a > margin * abs(b))


@given(PAIRS, st.floats(0, 2))
def test_other_results_are_compared_by_their_difference_and_hold_as_the_judge_says(pairs, margin):
    pairs = [(-1.0, 1.0), *pairs]
    found = Contrast.of(*zip(*pairs, strict=True), margin)
    assert found.scale is Scale.SHARE
    ended = [(a, b) for a, b in pairs if b]
    for (a, b), value in zip(ended, found.values, strict=True):
        assume(abs(value - found.beyond) > 1e-9 * max(1, abs(value)))
        assert (value > found.beyond) == (b - a > margin * abs(b))


@pytest.mark.parametrize("lost", [nan, inf])
def test_a_seed_that_diverged_counts_and_has_no_value(lost):
    found = Contrast.of([1.0, lost], [2.0, 2.0], 0.0)
    assert (found.values, found.seeds, found.followed) == ((2.0,), 2, 1)


def test_without_a_finite_value_there_is_no_middle():
    found = Contrast.of([nan], [1.0], 0.0)
    assert (found.ends, found.middle) == (None, None)


def test_a_tendency_has_its_zero_in_the_middle():
    found = Contrast.of_rises([0.5, -0.5, 1.0])
    assert (found.zero, found.ends, found.middle, found.followed) == (0.0, (-0.5, 1.0), 0.5, 2)
