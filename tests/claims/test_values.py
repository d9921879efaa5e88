"""Parts of the evidence, equality of JSON data, and values as one line of text."""

import pytest

from harness.claims.values import as_json, identical, is_number, unwrapped, value_at, value_text
from harness.documents import Numeral

SUMMARY = {"layers": [{"name": "a"}, {"name": "b"}], "total": 3}


@pytest.mark.parametrize(
    ("path", "value"),
    [("", SUMMARY), ("total", 3), ("layers.0.name", "a"), ("layers.-1.name", "b")],
)
def test_a_path_leads_to_a_part_of_the_evidence(path, value):
    assert value_at(SUMMARY, path) == value


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("totals", "no 'totals' among layers, total"),
        ("layers.a", "no 'a' in a list"),
        ("total.0", "no '0' in a int"),
        ("layers.7", "out of range"),
    ],
)
def test_a_path_that_leads_nowhere_says_what_there_is(path, words):
    with pytest.raises(LookupError, match=words):
        value_at(SUMMARY, path)


@pytest.mark.parametrize(("left", "right"), [(1, 1.0), (1, True), ([1], [1, 1]), ({"a": 1}, {})])
def test_values_of_other_types_or_sizes_are_not_identical(left, right):
    assert identical(left, left)
    assert not identical(left, right)


def test_a_truth_value_is_no_number():
    assert [is_number(value) for value in (1, 0.5, True, "1", None)] == [True, True, *[False] * 3]


def test_an_array_of_the_evidence_is_its_nested_list():
    assert unwrapped({"array": [[1]], "dtype": "int32"}) == [[1]]
    assert unwrapped({"a": 1}) == {"a": 1}


def test_numerals_and_elisions_become_json_and_one_line_of_text():
    printed = [Numeral("1"), ..., Numeral("0.50")]
    assert as_json(printed) == [1, "...", 0.5]
    assert value_text(printed) == "[1, ..., 0.5]"
    assert value_text("x" * 300, 10) == "xxxxxxxx …"
