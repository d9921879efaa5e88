"""An array holds in every printed element, in its shape and in its type."""

import pytest

from tests.kinds.judging import verdict, word


def test_an_array_of_fewer_dimensions_than_printed_is_refuted_and_says_so():
    found = verdict({"array": [1, 2], "dtype": "int64"}, "array", "[[1 2]\n [3 4]]")
    assert (found.word, found.why) == (
        "refuted",
        "[0] has fewer dimensions than printed; 1 more",
    )


def test_an_array_of_more_dimensions_than_printed_is_refuted():
    assert word({"array": [[1, 2]], "dtype": "int64"}, "array", "[1]") == "refuted"


@pytest.mark.parametrize(
    ("figure", "elements", "expected"),
    [
        ("[1 2 ... 9]", [1, 2, 9], "confirmed"),  # what is printed is all there is
        ("[1 2 ... 9]", [1, 2, 3, 9], "confirmed"),
        ("[1 2 ... 9]", [1, 9], "refuted"),
        ("[1 2 ...]", [1, 2], "confirmed"),
        ("[1 2 ...]", [1], "refuted"),
    ],
)
def test_dots_stand_for_any_number_of_elements_and_for_none(figure, elements, expected):
    assert word({"array": elements, "dtype": "int64"}, "array", figure) == expected


def test_a_truth_value_is_no_element_of_an_array_of_numbers():
    assert word({"array": [True, 2], "dtype": "int64"}, "array", "[1 2]") == "refuted"
