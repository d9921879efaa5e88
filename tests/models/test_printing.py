"""Tests of harness.models.printing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.models import printing


@given(st.floats(0, 1, width=32))
def test_shortest_digits_stand_for_their_number(value):
    assert np.float32(printing.float32(value)) == np.float32(value)


def test_digits_beyond_single_precision_are_told_apart():
    assert printing.float32(0.22828916) == 0.22828916
    assert printing.float32(0.123456789) != 0.123456789


@pytest.mark.parametrize(("rows", "elided"), [(500, False), (501, True)])
def test_matrices_are_elided_beyond_a_thousand_numbers(rows, elided):
    assert printing.matrix(rows)["elided"] is elided


def test_a_matrix_is_printed_with_eight_decimals():
    assert printing.matrix(13)["decimals"] == 8
    assert printing.matrix(13)["lines"] == 13
