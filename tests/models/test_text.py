"""Tests of harness.models.text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.models import text


@given(
    st.lists(st.lists(st.integers(1, 99), max_size=9), min_size=1, max_size=6),
    st.integers(1, 9),
    st.sampled_from(["pre", "post"]),
)
def test_padding_gives_one_length_and_keeps_what_fits(sequences, maxlen, side):
    padded = text.pad(sequences, maxlen, side, side)
    assert padded.shape == (len(sequences), maxlen)
    for row, sequence in zip(padded, sequences, strict=True):
        kept = sequence[-maxlen:] if side == "pre" else sequence[:maxlen]
        assert [index for index in row.tolist() if index] == kept


@given(st.integers(2, 12))
def test_one_hot_rows_hold_one_one_and_lie_equally_far_apart(words):
    measured = text.one_hot(words)
    assert measured["ones"] == [1] * words
    assert measured["distances"] == [1.414214]
    assert measured["share_of_zeros"] == pytest.approx(1 - 1 / words)


def test_padded_indices_are_int32():
    assert text.pad().dtype == np.int32
