"""Equality of JSON data, and values as one line of text."""

import math

import pytest

from harness.claims.values import as_json, identical, is_number, unwrapped, value_text
from harness.printed.quoted import read_quoted
from harness.printed.scalars import read_scalar


@pytest.mark.parametrize(("left", "right"), [(1, 1.0), (1, True), ([1], [1, 1]), ({"a": 1}, {})])
def test_values_of_other_types_or_sizes_are_not_identical(left, right):
    assert identical(left, left)
    assert not identical(left, right)


def test_nan_is_identical_to_nan_and_to_nothing_else():
    assert identical({"loss": [math.nan]}, {"loss": [math.nan]})
    assert not identical(math.nan, 0.0)


def test_a_truth_value_is_no_number():
    assert [is_number(value) for value in (1, 0.5, True, "1", None)] == [True, True, *[False] * 3]


def test_an_array_of_the_evidence_is_its_nested_list():
    assert unwrapped({"array": [[1]], "dtype": "int32"}) == [[1]]
    assert unwrapped({"a": 1}) == {"a": 1}


def test_printed_numbers_and_elisions_become_json_and_one_line_of_text():
    printed = [read_scalar("1"), ..., read_scalar("0.50")]
    assert as_json(printed) == [1, "...", 0.5]
    assert value_text(printed) == "[1, ..., 0.5]"
    assert value_text("x" * 300, 10) == "xxxxxxxx …"
    assert len(value_text("x" * 300)) == 200


@pytest.mark.parametrize("text", ["about 0.91", "1.2M", "70.7%", "0.9-1.1", "5 ms"])
def test_a_figure_that_is_more_than_a_number_stays_its_text(text):
    assert as_json(read_quoted(text)) == text


@pytest.mark.parametrize(("text", "number"), [("4,908", 4908), ("0.50", 0.5), ("1e-4", 0.0001)])
def test_a_number_alone_becomes_a_number(text, number):
    assert as_json(read_quoted(text)) == number
    assert type(as_json(read_quoted(text))) is type(number)


@pytest.mark.parametrize("held", [lambda value: [value], lambda value: {"a": value}])
@pytest.mark.parametrize(("levels", "is_whole"), [(60, True), (61, False)])
def test_a_value_of_more_than_sixty_levels_is_shown_to_there(levels, is_whole, held):
    value = 7
    for _ in range(levels):
        value = held(value)
    found = as_json(value)
    for _ in range(60):
        (found,) = found.values() if isinstance(found, dict) else found
    assert found == 7 if is_whole else "more than 60 levels" in str(found)


def test_values_of_a_dictionary_are_identical_key_by_key():
    assert identical({"a": [1, None], "b": {}}, {"b": {}, "a": [1, None]})
    assert not identical({"a": 1}, {"b": 1})
    assert not identical({"a": 1, "b": 2}, {"a": 1, "b": 3})
    assert not identical([1, 2], [1, 3])
