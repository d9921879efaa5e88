"""Tolerance comes from the printed digits."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.verdicts.tolerance import half_unit, half_unit_in_array, printed_number, within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.0202", Fraction(5, 100_000)),
        ("0.020211367", Fraction(5, 10**10)),
        ("219", 0),
        ("-3", 0),
        ("1e-3", Fraction(5, 10**4)),
        ("1.5e2", 5),
        ("0.", Fraction(1, 2)),
    ],
)
def test_half_a_unit_of_the_last_printed_place(text, expected):
    assert half_unit(text) == expected


def test_a_trimmed_element_of_an_array_is_known_to_eight_digits():
    assert half_unit_in_array(printed_number("0."), "float64") == Fraction(5, 10**9)


def test_a_float32_element_is_known_to_the_resolution_of_its_dtype():
    assert half_unit_in_array(printed_number("0.5643068"), "float32") == Fraction(1, 2**25)


def test_an_integer_in_an_array_is_exact():
    assert half_unit_in_array(printed_number("7"), "int32") == 0


@given(st.decimals(-1000, 1000, places=4, allow_nan=False), st.integers(-60, 60))
def test_a_number_is_within_exactly_while_it_rounds_to_what_is_printed(number: Decimal, shift):
    """Shifts are hundredths of the last place; ties may round either way."""
    moved = float(number) + shift * 1e-6
    exact = Fraction(moved) - Fraction(str(number))
    tolerance = half_unit(str(number))
    assert within(moved, str(number), tolerance) == (abs(exact) <= tolerance)


@pytest.mark.parametrize("measured", [float("nan"), float("inf"), float("-inf")])
def test_nothing_that_is_not_finite_is_near_a_number(measured):
    assert not within(measured, "0.5", Fraction(10**9))
