"""Decides whether two printed figures are the same number, digit by digit.

Both were printed by the same code, so they are equal to the last digit. What may differ is rounding
in the last place of a number that was printed with all its digits (``last digit``), and the way in
which the same number is written (a form).
"""

from __future__ import annotations

import re
import struct
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Iterable, NamedTuple, Optional

from harness.printed.output_differences import FORM, LAST_DIGIT, VALUE

ULPS = 4
"""Units in the last place of a number's own precision by which two roundings may be apart."""

SHORTENED = 6
"""Digits that a figure has at least where it may stand for one with more digits."""

SHOWN = 8
"""Digits from which a sum that another release rounds otherwise may differ by one in the last."""

_GREATEST_NOISE = 1e-9
"""The greatest number that may be rounding error beside an element of an array."""

_LONGEST = 400
"""The most digits of a number; longer ones, and powers of four digits, are compared as text."""

_NORMAL = {
    "f": (Fraction(1, 2**126), Fraction((2**25 - 1) * 2**103)),
    "d": (Fraction(1, 2**1022), Fraction((2**54 - 1) * 2**970)),
}
"""From the first on a float has all its digits; from the second on it is rounded to infinity."""

_NUMBER = re.compile(r"([-+]?)([0-9]*)(\.?)([0-9]*)(?:[eE]([-+]?0*[0-9]{1,3}))?")
_DOTS = ("...", "\u2026")
_NOT_FINITE = {"nan": "nan", "inf": "inf", "infinity": "inf"}


class Printed(NamedTuple):
    """A finite number with the digits it was printed with.

    Args:
        value: The number.
        places: How many digits it has after the point, its power of ten taken off.
        digits: How many significant digits it has.
        whole: Whether it was printed without a point and without a power of ten.
    """

    value: Fraction
    places: int
    digits: int
    whole: bool


class Relation(NamedTuple):
    """How two figures relate.

    Args:
        kind: ``form``, ``last digit`` or ``value``; empty where they are the same.
        note: The form, in a few words.
    """

    kind: str
    note: str = ""


SAME = Relation("")
_DIFFERENT = Relation(VALUE)


def related(
    printed: str,
    here: str,
    places: int = -1,
    unit: bool = False,
    noise: float = 0.0,
    single: bool = True,
    steps: int = ULPS,
) -> Relation:
    """Compare two figures that the same code printed.

    Args:
        printed: The figure in the document.
        here: The figure printed here.
        places: Digits after the point of the longest element where both are elements of an array,
            which drops trailing zeros; -1 elsewhere.
        unit: Whether a unit is glued to both: such a figure may be rounded by a person.
        noise: Magnitude up to which an element of an array is rounding error beside its largest
            one: it stands for zero.
        single: Whether they may be float32; where not, 7 to 9 digits are not all of a number's.
        steps: Units in the last place by which two doubles may be apart.
    """
    if printed == here:
        return SAME
    if printed.endswith(_DOTS):
        return _begins(printed.rstrip(".\u2026"), here)
    if printed[-1:] == here[-1:] == "j":
        return related(printed[:-1], here[:-1], places, unit, noise, single, steps)
    theirs, ours = _plain(printed), _plain(here)
    if theirs == ours:
        return Relation(FORM, _spelling(printed, here))
    left, right = read_printed(theirs), read_printed(ours)
    if left is None or right is None or left.whole != right.whole:
        return _DIFFERENT
    if left.value == right.value:
        return Relation(FORM, "zeros") if _negative(theirs) == _negative(ours) else _DIFFERENT
    if not left.whole and (
        _rounding_apart(left, right, places, single, steps) or _is_noise(left, right, noise)
    ):
        return Relation(LAST_DIGIT)
    if _rounds(right, left) and (unit or left.digits >= SHORTENED) and places < 0:
        return Relation(FORM, "rounded" if unit else "shortened")
    return _DIFFERENT


def close(printed: str, here: str, rtol: float, atol: float) -> bool:
    """Whether two figures are within a tolerance; never where one of them is not finite."""
    left, right = read_printed(_plain(printed)), read_printed(_plain(here))
    if left is None or right is None:
        return False
    room = Fraction(atol) + Fraction(rtol) * abs(left.value)
    return abs(left.value - right.value) <= room


def read_printed(text: str) -> Optional[Printed]:
    """Read a finite number without thousands; None for others, and for ones of too many digits."""
    match = _NUMBER.fullmatch(text)
    if match is None or len(text) > _LONGEST or not (match.group(2) or match.group(4)):
        return None
    _, before, point, after, power = match.groups()
    exponent = int(power or 0)
    digits = len((before + after).lstrip("0")) or len(after) or 1
    whole = not point and power is None
    return Printed(Fraction(Decimal(text)), len(after) - exponent, digits, whole)


def decimals_in(text: str) -> int:
    """Count the digits after the point of a figure that is printed without a power of ten."""
    return len(text.partition(".")[2])


def _plain(text: str) -> str:
    """Write a figure without thousands, with an ASCII sign, and in small letters."""
    plain = text.replace(",", "").replace("\u2212", "-").lower()
    word = plain.lstrip("+-")
    return plain if word not in _NOT_FINITE else plain[: -len(word)] + _NOT_FINITE[word]


def _spelling(printed: str, here: str) -> str:
    if ("," in printed) != ("," in here):
        return "thousands"
    return "minus-sign" if ("\u2212" in printed) != ("\u2212" in here) else "letter-case"


def _negative(plain: str) -> bool:
    return plain.startswith("-")


def _begins(digits: str, here: str) -> Relation:
    """Compare a figure that the document breaks off with dots, such as ``0.33...``."""
    more = here.startswith(digits) and here[len(digits) :].isdigit()
    return Relation(FORM, "shortened") if more else _DIFFERENT


def _rounding_apart(left: Printed, right: Printed, places: int, single: bool, most: int) -> bool:
    """Whether two numbers differ by rounding in the last place of their own precision."""
    apart = abs(left.value - right.value)
    elsewhere, listed = most != ULPS, places >= 0
    alike = left.places == right.places and min(left.digits, right.digits) >= SHOWN
    if elsewhere and alike and apart <= Fraction(10) ** -left.places:
        return True
    if listed:
        digits = min(_digits_at(left, places), _digits_at(right, places))
    else:
        digits = max(left.digits, right.digits)
    is_double = digits >= (15 if elsewhere else 16)
    if not is_double and not (single and 7 <= digits <= 9):
        return False
    form = "d" if is_double else "f"
    if not all(_fits(number, form) for number in (left, right)):
        return False
    if listed and apart <= Fraction(10) ** -places:  # an array's elements are rounded
        return True
    if not (is_double or listed or (_is_single(left) and _is_single(right))):
        return False
    steps = abs(_position(left.value, form) - _position(right.value, form))
    return steps <= (most if is_double else ULPS)


def _fits(number: Printed, form: str) -> bool:
    """Whether a number is in the normal range of a float's width, or zero."""
    least, greatest = _NORMAL[form]
    return not number.value or least <= abs(number.value) < greatest


def _is_single(number: Printed) -> bool:
    """Whether a number has the digits that a float32 is printed with: just as many as it needs."""
    if number.digits < 7:
        return True
    (single,) = struct.unpack("<f", struct.pack("<f", number.value))
    exact = Fraction(Decimal("{:.{}g}".format(single, number.digits)))
    shorter = Fraction(Decimal("{:.{}g}".format(single, number.digits - 1)))
    return exact == number.value and _position(shorter, "f") != _position(number.value, "f")


def _position(value: Fraction, form: str) -> int:
    """Number a float among all floats of its width and sign; those of the other sign are far away.

    Args:
        value: The number; the nearest float is taken.
        form: ``f`` for float32, ``d`` for float64, as the module struct calls them.

    Raises:
        OverflowError: It is too great for the width.
    """
    return int.from_bytes(struct.pack("<" + form, value), "little")


def _is_noise(left: Printed, right: Printed, noise: float) -> bool:
    """Whether one number is zero and the other is rounding error."""
    return not (left.value and right.value) and abs(left.value - right.value) <= noise


def noise_beside(texts: Iterable[str]) -> float:
    """Return the magnitude up to which an element of an array of doubles is rounding error.

    Args:
        texts: Its elements as printed.
    """
    sizes = [abs(float(text.replace("\u2212", "-").replace(",", ""))) for text in texts]
    largest = max([size for size in sizes if isfinite(size)], default=0.0)
    return min(ULPS * 2.0**-52 * largest, _GREATEST_NOISE)


def _digits_at(number: Printed, places: int) -> int:
    """Count a number's significant digits if it is written to so many places."""
    return len(str(int(abs(number.value) * 10**places)))


def _rounds(exact: Printed, shorter: Printed) -> bool:
    """Whether a number with fewer digits is the other one, rounded to its last digit."""
    return abs(exact.value - shorter.value) <= Fraction(10) ** -shorter.places / 2
