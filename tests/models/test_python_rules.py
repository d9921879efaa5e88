"""Tests of harness.models.python_rules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.models import python_rules


@given(st.floats(0, 1, width=32))
def test_shortest_digits_stand_for_their_number(value):
    assert np.float32(python_rules.float32(value)) == np.float32(value)


def test_digits_beyond_single_precision_are_noticed():
    assert python_rules.float32(0.22828916) == 0.22828916
    assert python_rules.float32(0.123456789) != 0.123456789


@pytest.mark.parametrize(("rows", "elided"), [(500, False), (501, True)])
def test_matrices_are_elided_beyond_a_thousand_numbers(rows, elided):
    assert python_rules.matrix(rows)["elided"] is elided


def test_a_matrix_is_printed_with_eight_decimals():
    assert python_rules.matrix(13)["decimals"] == 8
    assert python_rules.matrix(13)["lines"] == 13


@pytest.mark.parametrize("text", ["pass", "# a comment", "-x", "model.add(1)"])
def test_python_parses(text):
    assert python_rules.parses(text) == {"parses": True, "exception": None}


@pytest.mark.parametrize("text", ["-" * 75, "f(", "In [2]:\nx"])
def test_text_that_is_not_python_does_not_parse(text):
    measured = python_rules.parses(text)
    assert measured["parses"] is False
    assert measured["exception"] == "SyntaxError"


@pytest.mark.parametrize(("minor", "passes"), [(9, True), (100, False), (3, True)])
def test_text_passes_some_older_releases_and_fails_some_newer_ones(minor, passes):
    assert python_rules.as_text(minor) == {"left": passes, "right": not passes}


@given(st.integers(10, 99))
def test_text_is_right_for_two_digits(minor):
    compared = python_rules.as_text(minor)
    assert compared["left"] is compared["right"]


@given(st.integers(0, 9), st.integers(0, 50))
def test_tuples_are_compared_part_by_part(major, minor):
    compared = python_rules.as_tuples(major, minor)
    assert compared["left"] is compared["right"]
