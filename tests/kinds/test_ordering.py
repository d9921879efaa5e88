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
