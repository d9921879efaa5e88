"""Tests of harness.models.embeddings."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import embeddings


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=8), st.integers(0, 2**16))
def test_rows_are_equal_just_where_indices_are(indices, seed):
    rows = embeddings.lookup(indices=indices, seed=seed)
    for one, first in zip(rows, indices, strict=True):
        assert [bool((one == row).all()) for row in rows] == [first == index for index in indices]
    assert abs(rows).max() <= 0.05


def test_the_seed_decides_the_rows():
    first, second = embeddings.lookup(seed=1), embeddings.lookup(seed=1)
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, embeddings.lookup(seed=2))


def test_one_embedding_takes_any_length():
    assert embeddings.lengths([3, 7]) == [[2, 3, 3], [2, 7, 3]]


def test_an_embedding_may_follow_another_layer():
    expected = {"accepted": True, "exception": None, "output": [2, 8, 3]}
    assert embeddings.after_another_layer() == expected
