"""Tests of harness.models.lookups."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import lookups


def test_each_word_has_a_vector_of_its_own():
    measured = lookups.lookup_table(7, 3)
    assert measured == {"left": [7, 3], "right": [7, 3], "trainable": True}


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 9), st.integers(1, 4), st.integers(1, 5), st.integers(0, 99))
def test_a_lookup_is_the_product_of_one_hot_rows(words, dimensions, length, seed):
    sides = lookups.dense(words, dimensions, length, seed)
    assert sides["left"].shape == (1, length, dimensions)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-6)


def test_a_lookup_costs_less_than_the_product():
    seconds = lookups.cost()
    assert 0 < seconds["lookup"] < seconds["product"]
