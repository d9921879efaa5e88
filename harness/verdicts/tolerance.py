"""Decides a number's tolerance from its printed digits, in exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

from harness.printed.intervals import Interval
from harness.printed.scalars import Scalar, read_scalar, unread

NUMPY_PRECISION = 8
"""Fractional digits to which NumPy prints an array by default."""

_FORMATS = {
    "float16": (10, -24),
    "bfloat16": (7, -133),
    "float32": (23, -149),
    "float64": (52, -1074),
}
"""Bits of the mantissa and exponent of the smallest number, by dtype (IEEE 754, bfloat16)."""


def printed_number(text: str) -> Scalar:
    """Read a number as printed.

    Raises:
        FigureError: The text is not one number.
    """
    number = read_scalar(text)
    if number is None:
        raise unread(text)
    return number


def half_unit(text: str) -> Fraction:
    """Half a unit in the last printed place of a number; 0 for an integer.

    Args:
        text: The number as printed.
    """
    return printed_number(text).half_unit


def fractional_digits(number: Scalar) -> int:
    """Count the digits behind the point of a number; of its mantissa where it has an exponent."""
    return len(number.digits) - 1 if number.notation == "e" else max(0, -number.place)


@lru_cache(maxsize=4096)
def half_unit_in_array(number: Scalar, dtype: str, precision: int = NUMPY_PRECISION) -> Fraction:
    """Half a unit in the last place of an array's element; 0 for an integer.

    NumPy pads elements to a common width and drops trailing zeros, so an element with fewer than
    ``precision`` digits needed no more of them: it is known to ``precision`` digits, or to the
    resolution of its dtype where that is coarser.

    Args:
        number: The element as printed.
        dtype: Name of the array's dtype, such as ``float32``.
        precision: Fractional digits to which the array was printed.
    """
    digits = fractional_digits(number)
    if number.is_whole or digits >= precision:
        return number.half_unit
    printed = number.step / Fraction(10) ** (precision - digits) / 2
    return max(printed, _resolution(number.number, dtype) / 2)


def within(measured: float, text: str, tolerance: Fraction) -> bool:
    """Whether a number is within a tolerance of a printed one; NaN never is."""
    number = printed_number(text).exact
    return Interval(number - tolerance, number + tolerance).hold(measured)


def _resolution(value: float, dtype: str) -> Fraction:
    """Distance between neighbouring numbers of a dtype."""
    if dtype not in _FORMATS or not math.isfinite(value):
        return Fraction(0)
    bits, smallest = _FORMATS[dtype]
    exponent = math.frexp(value)[1] - 1 - bits if value else smallest
    return Fraction(2) ** max(exponent, smallest)
