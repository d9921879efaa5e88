"""Columns are parted by what is blank in every line."""

from hypothesis import given
from hypothesis import strategies as st

from harness.printed.frame_columns import ink


@given(st.text("ab .é", max_size=9))
def test_the_bits_of_ink_are_the_positions_that_are_not_blank(text):
    assert ink(text) == sum(1 << place for place, sign in enumerate(text) if sign != " ")
