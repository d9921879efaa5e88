"""A tendency over epochs, seed by seed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.statistics.tendency import judge_tendency, rise
from harness.verdicts import Word


def gaps(slope, seeds, epochs=100):
    random = Random(11)
    return [[slope * epoch + random.gauss(0, 1) for epoch in range(epochs)] for _ in range(seeds)]


@pytest.mark.parametrize(
    ("slope", "word"),
    [(0.05, Word.CONFIRMED), (-0.05, Word.REFUTED), (0.0, Word.UNDECIDED)],
)
def test_a_gap_that_widens_narrows_or_does_neither_is_told(slope, word):
    assert judge_tendency(gaps(slope, 16)).word is word


def test_curves_without_a_tendency_are_called_rising_in_at_most_1_percent():
    random, found = Random(2), 0
    for _ in range(200):
        curves = [[random.random() for _ in range(20)] for _ in range(40)]
        found += judge_tendency(curves).word is Word.CONFIRMED
    assert found / 200 <= 0.01 + 0.02


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30))
def test_a_curve_read_backwards_falls_as_much_as_it_rose(curve):
    assert rise(curve[::-1]) == -rise(curve)
    assert -1 <= rise(curve) <= 1


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30, unique=True))
def test_a_sorted_curve_always_rises(curve):
    assert rise(sorted(curve)) == 1
