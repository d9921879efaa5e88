"""Tolerance from printed digits."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

NUMPY_PRECISION = 8
"""Fractional digits to which NumPy prints an array unless told otherwise."""


def half_unit(text: str) -> float:
    """Half a unit in the last printed place of a number; 0 for an integer.

    Args:
        text: The number as printed, without thousands separators.
    """
    exponent = Decimal(text).as_tuple().exponent
    if not isinstance(exponent, int) or ("." not in text and exponent >= 0):
        return 0.0
    return 0.5 * 10.0**exponent


def half_unit_in_array(text: str, dtype: str, precision: int = NUMPY_PRECISION) -> float:
    """Half a unit in the last place of an array's element.

    NumPy pads elements to a common width and drops trailing zeros, so an element with fewer than
    ``precision`` digits needed no more of them: it is known to ``precision`` digits, or to the
    resolution of its dtype where that is coarser.

    Args:
        text: The element as printed.
        dtype: Name of the array's dtype, such as ``float32``.
        precision: Fractional digits to which the array was printed.
    """
    exponent = Decimal(text).as_tuple().exponent
    if "e" in text.lower() or not isinstance(exponent, int) or -exponent >= precision:
        return half_unit(text)
    printed = 0.5 * 10.0**-precision
    if np.dtype(dtype).kind != "f":
        return printed
    resolution = np.spacing(np.dtype(dtype).type(abs(float(text)))) / 2
    return max(printed, float(resolution))
