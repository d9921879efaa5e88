"""Which numbers a quoted figure leaves room for, and which other figures leave none.

A plain number stands for what rounds to it: half a unit of its last digit, and nothing but itself
where it counts something. A bound that is stated, as by "over", a range or ±, holds as stated.

"About x" leaves room for one unit of the last digit, as long as that is a twentieth of x at most,
and for half a unit otherwise: 0.9082 is about 0.91 and about 0.90, yet neither about 0.88 nor about
0.8. Zeros at the end of a whole number are no digits then: 24,890 is about 25,000.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple, Optional, Tuple, Union

from harness.printed.quoted import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    GIVE_OR_TAKE,
    NEARLY,
    OVER,
    ROUNDED,
    UNDER,
    Quoted,
    read_quoted,
)  # fmt: skip
from harness.printed.scalars import Scalar, reprinted

_SMALL = Fraction(1, 20)


class Interval(NamedTuple):
    """The numbers that a figure leaves room for.

    Args:
        low: The lower end; None for no end.
        high: The upper end; None for no end.
        ends: Which of both belong to it: ``[]``, ``[)``, ``(]`` or ``()``.
    """

    low: Optional[Fraction]
    high: Optional[Fraction]
    ends: str = "[]"

    def hold(self, measured: Union[float, Fraction]) -> bool:
        """Whether a number lies between the bounds; nan and infinity never do."""
        if not _is_finite(measured):
            return False
        value = Fraction(measured)
        above = self.low is None or value > self.low or (value == self.low and self.ends[0] == "[")
        below = (
            self.high is None or value < self.high or (value == self.high and self.ends[1] == "]")
        )
        return above and below

    def is_apart(self, other: "Interval") -> bool:
        """Whether no number lies between these bounds and between other ones."""
        pairs = ((self.high, other.low), (other.high, self.low))
        return any(high is not None and low is not None and high < low for high, low in pairs)


def fits(
    quoted: Quoted,
    measured: Union[float, Fraction],
    percent: bool = False,
    room: Optional[Fraction] = None,
) -> bool:
    """Whether a measured number is what a figure says.

    Args:
        quoted: The figure.
        measured: What was measured.
        percent: Whether it is known to be measured in percent.
        room: A tolerance in place of half a unit.
    """
    first = quoted.first
    if first.special:
        return _same_special(first, measured)
    return interval_of(quoted, share_of(quoted, measured, percent), room).hold(measured)


def share_of(quoted: Quoted, measured: Union[float, Fraction], percent: bool = False) -> Fraction:
    """Return what one unit of a figure is worth in the unit of what was measured.

    Percent may be measured as percent or as a fraction. Of both readings the nearer one counts;
    for a figure of up to one percent, where either may be meant, it is the fraction.
    """
    number = quoted.first
    if not number.is_percent or percent or not _is_finite(measured):
        return Fraction(1)
    most = max(abs(number.exact), abs(quoted.upper.exact))
    is_share = most <= 1 or abs(Fraction(measured)) < most / 10
    return Fraction(1, 100) if is_share else Fraction(1)


def interval_of(
    quoted: Quoted, share: Fraction = Fraction(1), room: Optional[Fraction] = None
) -> Interval:
    """Return the numbers that a figure leaves room for.

    Args:
        quoted: The figure; it is finite.
        share: What one unit of it is worth.
        room: A tolerance in place of half a unit, in the unit of what is measured.
    """
    how, low, high = quoted.how, quoted.first.exact * share, quoted.upper.exact * share
    if how in (OVER, AT_LEAST):
        return Interval(_stated(low), None, "(]" if how == OVER else "[]")
    if how in (UNDER, AT_MOST):
        return Interval(None, _stated(high), "[)" if how == UNDER else "[]")
    if how == GIVE_OR_TAKE and quoted.second:
        taken = room or quoted.second.exact * share
        return Interval(_stated(low - taken), _stated(low + taken))
    if how in (ABOUT, NEARLY):
        below, above = room or _about(quoted.first) * share, room or _about(quoted.upper) * share
        return Interval(_stated(low - below), _stated(high if how == NEARLY else high + above))
    if quoted.second:
        return Interval(_stated(low - (room or 0)), _stated(high + (room or 0)), how)
    half = room or quoted.first.half_unit * share
    return Interval(low - half, high + half)


def otherwise(quoted: Quoted) -> Tuple[Quoted, ...]:
    """Return the figures nearest to one that leave no room for what it leaves room for."""
    first = quoted.first
    if first.special:
        return (Quoted("0", ROUNDED, Scalar("0", digits="0")),)
    opposite = {OVER: AT_MOST, AT_LEAST: UNDER, UNDER: AT_LEAST, AT_MOST: OVER}.get(quoted.how)
    if opposite:
        return (Quoted("{} {}".format(opposite, first), opposite, first),)
    return _beside(quoted, 1), _beside(quoted, -1)


def requoted(quoted: Quoted, measured: float, percent: bool = False) -> Quoted:
    """Say what was measured with the digits of a figure; a bound becomes a plain number."""
    if quoted.first.special or not math.isfinite(measured):
        text = str(measured)
        return read_quoted(text)
    value = Fraction(measured) / share_of(quoted, measured, percent)
    number = reprinted(quoted.first, value)
    alone = quoted.how in (ROUNDED, ABOUT)
    return quoted.with_numbers(number, None) if alone else Quoted(number.text, ROUNDED, number)


def _beside(quoted: Quoted, sign: int) -> Quoted:
    """Move the numbers of a figure until it leaves no room for what it left room for."""
    here = interval_of(quoted)
    upper = quoted.second if quoted.how != GIVE_OR_TAKE else None
    step = max(number.step for number in (quoted.first, upper or quoted.first))
    ends = [end for end in (here.low, here.high) if end is not None]
    steps = max(1, math.ceil((max(ends) - min(ends)) / step))
    while True:
        by = sign * steps * step
        second = _moved(upper, by) if upper else quoted.second
        other = quoted.with_numbers(_moved(quoted.first, by), second)
        if quoted.how == ROUNDED or here.is_apart(interval_of(other)):
            return other
        steps *= 2


def _moved(number: Scalar, by: Fraction) -> Scalar:
    return reprinted(number, number.exact + by)


def _about(number: Scalar) -> Fraction:
    """Return the room that "about" leaves around a number."""
    zeros = len(number.digits) - len(number.digits.rstrip("0")) if not number.notation else 0
    unit = number.step * Fraction(10) ** zeros
    return max(number.step / 2, min(unit, abs(number.exact) * _SMALL))


def _stated(bound: Fraction) -> Fraction:
    """Return a bound as a float holds it, so that the same number measured is no other one."""
    return bound if bound.denominator == 1 else Fraction(float(bound))


def _is_finite(number: Union[float, Fraction]) -> bool:
    return not isinstance(number, float) or math.isfinite(number)


def _same_special(number: Scalar, measured: Union[float, Fraction]) -> bool:
    if number.special == "nan":
        return math.isnan(measured)
    return measured == float(number.sign + "inf")
