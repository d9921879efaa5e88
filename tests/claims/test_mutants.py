"""Varied values differ from the original, and measured ones are rounded as printed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claims.mutants import nudged, printed_like, varied
from harness.claims.registry import kinds
from harness.claims.values import as_json, identical
from harness.evidence import Evidence, Request
from harness.printed.scalars import read_scalar
from harness.verdicts import Word

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)
NUMBERS = st.decimals(-1000, 1000, allow_nan=False, places=4).map(lambda n: read_scalar(str(n)))


@given(DATA)
def test_every_variation_is_another_value(value):
    assert varied(value)
    assert not any(identical(value, other) for other in varied(value))


@given(st.lists(NUMBERS, min_size=1))
def test_every_variation_of_printed_numbers_is_another_list(numbers):
    said = as_json(numbers)
    assert all(as_json(other) != said for other in varied(numbers))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 4, 4, 5]),
        ([1, 2, 3, 4, 5], [1, 2, 4, 5]),
        ([1, 2, 3, 4, 5], [2, 1, 3, 4, 5]),
        ([[1], [2]], [[2], [1]]),
        ({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3, "c": 3}),
        ("1.23 MB", "1.24 MB"),
        (True, False),
    ],
)
def test_the_middle_changes_rows_are_dropped_and_neighbours_change_places(items, expected):
    assert expected in varied(items)


def test_no_element_beside_an_elision_is_dropped_since_what_is_elided_may_be_it():
    numbers = [read_scalar("1"), read_scalar("2"), ..., read_scalar("9")]
    assert all(len(other) == len(numbers) for other in varied(numbers))


def test_the_last_printed_digit_moves():
    assert [n.text for n in nudged(read_scalar("0.0202"))] == ["0.0203", "0.0201"]


@given(st.floats(-1e6, 1e6), st.integers(0, 8))
def test_a_number_said_to_the_printed_digits_is_confirmed(measured, places):
    said = printed_like(read_scalar(f"{0:.{places}f}"), measured)
    claim = kinds()["number"].model_validate(
        {"kind": "number", "id": "a", "at": {"lines": 1, "figure": said.text}, "subject": "m:f"}
    )
    verdict = claim.judge(Evidence(Request("m:f"), measured))
    assert verdict.word is (Word.CONFIRMED if places or measured.is_integer() else Word.REFUTED)


def test_an_array_is_said_with_its_elision_and_its_trailing_zeros():
    said = [read_scalar("0.1"), ..., read_scalar("0.25")]
    found = printed_like(said, [0.70001, 1, 2, 0.5], places=4)
    assert [one if one is ... else one.text for one in found] == ["0.7000", ..., "0.5000"]


def test_a_number_that_is_not_finite_is_said_as_it_is():
    assert printed_like(read_scalar("0.1"), math.nan) == read_scalar("nan")
    assert printed_like(read_scalar("nan"), 0.25) == read_scalar("0.25")
    assert printed_like(read_scalar("0.1"), "none") == "none"
