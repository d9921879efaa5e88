"""An order holds where each number is below the next."""

import pytest

from tests.kinds.judging import word

ASCENDING = {"ascending": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 2, 3), "confirmed"),
        ((1, 2, 2), "refuted"),
        ((1, 1, 2), "refuted"),
        ((1, 3, 2), "refuted"),
        ((2, 1, 3), "refuted"),
        ((False, 1, 2), "error"),
        ((1, 2, "3"), "error"),
    ],
)
def test_equal_numbers_are_in_no_order_and_truth_values_are_no_numbers(numbers, expected):
    measured = dict(zip("abc", numbers, strict=True))
    assert word(measured, "ordering", **ASCENDING) == expected


@pytest.mark.parametrize(
    ("numbers", "margin", "expected"),
    [
        ((1, 2), 0.5, "refuted"),
        ((1, 2.5), 0.5, "confirmed"),
        ((-2.1, -2), 0.25, "refuted"),  # a share of its size
        ((-3, -2), 0.25, "confirmed"),
    ],
)
def test_the_larger_number_is_above_by_more_than_the_margin(numbers, margin, expected):
    measured = dict(zip("ab", numbers, strict=True))
    assert word(measured, "ordering", ascending=["a", "b"], margin=margin) == expected
