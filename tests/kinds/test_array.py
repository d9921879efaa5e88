"""An array holds in every printed element, in its shape and in its type."""

import pytest

from tests.kinds.judging import claim_of, verdict, word


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


@pytest.mark.parametrize(
    ("figure", "measured", "why"),
    [
        ("[1 2]", {"array": [1, 3], "dtype": "int64"}, "[1] is 3, printed 2"),
        ("[1 2]", {"array": [0, 3], "dtype": "int64"}, "[0] is 0, printed 1; 1 more"),
        ("[1 2]", {"array": [1], "dtype": "int64"}, "the array has 1 elements, not as many as printed"),
        ("[[1] [2]]", {"array": [[1], [2, 3]], "dtype": "int64"}, "[1] has 2 elements, not as many as printed"),
        ("[1 2]", {"array": [1, "2"], "dtype": "int64"}, "[1] is not a number"),
        ("['a']", {"array": ["b"], "dtype": "<U1"}, "[0] is b, printed a"),
        ("[True]", {"array": [1], "dtype": "int64"}, "[0] is not True or False: 1, printed True"),
        ("array([1], dtype=int32)", {"array": [1], "dtype": "int64"}, "the dtype is int64, printed int32"),
        ("array([1], dtype=int32)", [1], ""),
        ("tf.Tensor([1], shape=(1,), dtype=int32)", {"array": [1], "dtype": "int32"}, ""),
        ("tf.Tensor([1], shape=(2,), dtype=int32)", {"array": [1], "dtype": "int32"}, "the shape is (1,), printed (2,)"),
        ("tf.Tensor([[1 2]], shape=(1, 2), dtype=int32)", {"array": [[1, 2]], "dtype": "int32"}, ""),
        ("tf.Tensor([], shape=(0,), dtype=int32)", {"array": [], "dtype": "int32"}, ""),
    ],
)  # fmt: skip
def test_the_first_difference_is_said_and_the_others_are_counted(figure, measured, why):
    found = verdict(measured, "array", figure)
    assert found.why == why
    assert found.word == ("refuted" if why else "confirmed")


@pytest.mark.parametrize(
    "measured", [3, None, "[1 2]", {"array": 3, "dtype": "int64"}, {"array": None}]
)
def test_what_is_no_array_is_an_error(measured):
    assert word(measured, "array", "[1 2]") == "error"


def test_of_a_long_array_a_report_shows_both_ends():
    for number, shown in ((50, list(range(50))), (51, [0, 1, 2, "...", 48, 49, 50])):
        found = verdict({"array": list(range(number)), "dtype": "int64"}, "array", "[0 ... 9]")
        assert found.measured == shown
    rows = verdict({"array": [list(range(51))], "dtype": "int64"}, "array", "[[0 ... 9]]")
    assert rows.measured == [[0, 1, 2, "...", 48, 49, 50]]


@pytest.mark.parametrize(
    ("measured", "by_default", "to_two_digits"),
    [(0.50000000001, "confirmed", "confirmed"), (0.504, "refuted", "confirmed"), (0.506, "refuted", "refuted")],
)  # fmt: skip
def test_elements_hold_to_eight_digits_or_to_as_many_as_the_claim_says(
    measured, by_default, to_two_digits
):
    array = {"array": [measured, 0.25], "dtype": "float64"}
    assert word(array, "array", "[0.5  0.25]") == by_default
    assert word(array, "array", "[0.5  0.25]", precision=2) == to_two_digits


@pytest.mark.parametrize(("precision", "near"), [(7, True), (8, False), (9, False)])
def test_an_array_to_fewer_digits_than_usual_has_near_misses(precision, near):
    assert bool(claim_of("array", "[0.5]", precision=precision).near_misses()) is near


@pytest.mark.parametrize(("precision", "is_one"), [(-1, False), (0, True), (50, True), (51, False)])
def test_a_precision_is_a_number_of_digits(precision, is_one):
    if is_one:
        assert claim_of("array", "[0.5]", precision=precision).precision == precision
        return
    with pytest.raises(ValueError, match="precision"):
        claim_of("array", "[0.5]", precision=precision)


def test_an_array_of_dots_alone_is_any_array():
    assert claim_of("array", "[...]").hollow
    assert not claim_of("array", "[1 ...]").hollow
