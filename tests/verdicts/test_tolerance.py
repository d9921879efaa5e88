"""Tolerance comes from the printed digits."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from harness.verdicts.tolerance import (
    fractional_digits,
    half_unit,
    half_unit_in_array,
    printed_number,
    within,
)


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


@pytest.mark.parametrize("precision", [0, 3, 6, 7])
def test_an_element_of_as_many_digits_as_were_printed_or_more_is_known_to_its_last(precision):
    element = printed_number("0.5643068")
    assert half_unit_in_array(element, "float32", precision) == Fraction(5, 10**8)


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


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@given(data=st.data())
def test_a_trimmed_element_is_known_to_half_the_way_to_the_next_number_of_its_dtype(dtype, data):
    """NumPy says how far that is; below a power of two it is nearer than above."""
    numbers = hnp.from_dtype(np.dtype(dtype), allow_nan=False, allow_infinity=False)
    value = data.draw(numbers.filter(lambda value: math.frexp(value)[0] not in (0.5, -0.5)))
    number = printed_number(np.format_float_positional(value, trim="0"))
    size, zero = abs(value), np.zeros_like(value)
    beside = np.nextafter(size, zero) if value else np.nextafter(zero, np.ones_like(value))
    step = abs(Fraction(float(size)) - Fraction(float(beside)))
    assert half_unit_in_array(number, dtype, 2000) == step / 2


def test_a_bfloat16_element_is_known_to_its_eight_bits():
    assert half_unit_in_array(printed_number("1."), "bfloat16") == Fraction(1, 2**8)
    assert half_unit_in_array(printed_number("0."), "bfloat16", 99) == Fraction(1, 2**134)


@pytest.mark.parametrize(
    ("text", "digits"), [("12", 0), ("1.25", 2), ("1.25e9", 2), ("12e9", 1), ("1.2M", 0), ("5k", 0)]
)
def test_digits_behind_the_point_are_those_of_the_mantissa(text, digits):
    assert fractional_digits(printed_number(text)) == digits


@pytest.mark.parametrize("dtype", ["", "object", "int32", "longdouble"])
def test_of_a_dtype_whose_resolution_is_not_known_only_the_digits_count(dtype):
    assert half_unit_in_array(printed_number("0.5"), dtype) == Fraction(5, 10**9)


@pytest.mark.parametrize("text", ["inf", "-inf", "nan"])
@pytest.mark.parametrize("dtype", ["float32", "object"])
def test_what_is_not_finite_has_no_resolution(text, dtype):
    assert half_unit_in_array(printed_number(text), dtype) == Fraction(5, 10**9)
