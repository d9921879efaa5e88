"""Decides a number's tolerance from its printed digits, in exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

NUMPY_PRECISION = 8
"""Fractional digits to which NumPy prints an array by default."""

_FORMATS = {
    "float16": (10, -24),
    "bfloat16": (7, -133),
    "float32": (23, -149),
    "float64": (52, -1074),
}
"""Bits of the mantissa and exponent of the smallest number, by dtype (IEEE 754, bfloat16)."""


def half_unit(text: str) -> Fraction:
    """Half a unit in the last printed place of a number; 0 for an integer.

    Args:
        text: The number as printed, without thousands separators.
    """
    places, exponent, whole = _parts(text)
    return Fraction(0) if whole else Fraction(10) ** (exponent - places) / 2


@lru_cache(maxsize=4096)
def half_unit_in_array(text: str, dtype: str, precision: int = NUMPY_PRECISION) -> Fraction:
    """Half a unit in the last place of an array's element; 0 for an integer.

    NumPy pads elements to a common width and drops trailing zeros, so an element with fewer than
    ``precision`` digits needed no more of them: it is known to ``precision`` digits, or to the
    resolution of its dtype where that is coarser.

    Args:
        text: The element as printed.
        dtype: Name of the array's dtype, such as ``float32``.
        precision: Fractional digits to which the array was printed.
    """
    places, exponent, whole = _parts(text)
    if whole:
        return Fraction(0)
    if places >= precision:
        return half_unit(text)
    printed = Fraction(10) ** (exponent - precision) / 2
    return max(printed, _resolution(float(text), dtype) / 2)


def within(measured: float, text: str, tolerance: Fraction) -> bool:
    """Whether a number is within a tolerance of a printed one; NaN never is."""
    if not math.isfinite(measured):
        return False
    return abs(Fraction(measured) - Fraction(text)) <= tolerance


def _parts(text: str) -> tuple[int, int, bool]:
    """Return the count of fractional digits, the power of ten, and whether it is an integer."""
    mantissa, marked, exponent = text.lower().partition("e")
    _, point, fraction = mantissa.partition(".")
    return len(fraction), int(exponent or 0), not point and not marked


def _resolution(value: float, dtype: str) -> Fraction:
    """Distance between neighbouring numbers of a dtype."""
    if dtype not in _FORMATS:
        return Fraction(0)
    bits, smallest = _FORMATS[dtype]
    exponent = math.frexp(value)[1] - 1 - bits if value else smallest
    return Fraction(2) ** max(exponent, smallest)
