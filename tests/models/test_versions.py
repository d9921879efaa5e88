"""Tests of harness.models.versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.models import versions


@pytest.mark.parametrize(("minor", "passes"), [(9, True), (100, False), (3, True)])
def test_text_passes_some_older_releases_and_fails_some_newer_ones(minor, passes):
    assert versions.as_text(minor) == {"left": passes, "right": not passes}


@given(st.integers(10, 99))
def test_text_is_right_for_two_digits(minor):
    compared = versions.as_text(minor)
    assert compared["left"] is compared["right"]


@given(st.integers(0, 9), st.integers(0, 50))
def test_tuples_are_compared_part_by_part(major, minor):
    compared = versions.as_tuples(major, minor)
    assert compared["left"] is compared["right"]
