"""Figures as a person quotes them: rounded, about, over, under, between, give or take.

A plain number stands for what rounds to it: half a unit of its last digit, and nothing but itself
where it counts something. A bound that is stated, as by "over", a range or ±, holds as stated.

"About x" leaves room for one unit of the last digit, as long as that is a twentieth of x at most,
and for half a unit otherwise: 0.9082 is about 0.91 and about 0.90, yet neither about 0.88 nor about
0.8. Zeros at the end of a whole number are no digits then: 24,890 is about 25,000.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Dict, NamedTuple, Optional, Tuple, Union

from harness.printed.scalars import (
    PLAIN,
    FigureError,
    Scalar,
    read_scalar,
    reprinted,
    scalar_at,
    unread,
)

ROUNDED, ABOUT, NEARLY, RANGE, GIVE_OR_TAKE = (
    "rounded", "about", "nearly", "[]", "give or take",
)  # fmt: skip
OVER, AT_LEAST, UNDER, AT_MOST = "over", "at least", "under", "at most"

_SMALL = Fraction(1, 20)
_LONGEST = 2400
"""Characters that a figure may have: two numbers and some words."""

_BEFORE: Dict[str, str] = {
    ABOUT: r"about|approximately|approx\.?|around|roughly|circa|ca\.|~|\u223c|≈|≃|약|대략",
    NEARLY: "nearly|almost|just under|거의",
    OVER: "over|more than|greater than|larger than|higher than|above|exceeds|just over|>(?!=)",
    AT_LEAST: "at least|no less than|not less than|no fewer than|≥|>=|⩾|최소|적어도",
    UNDER: "under|less than|fewer than|smaller than|lower than|below|<(?!=)",
    AT_MOST: "at most|up to|no more than|not more than|≤|<=|⩽|최대",
}
_BEHIND: Dict[str, str] = {
    ABOUT: "or so|정도|가량|쯤|내외|안팎",
    AT_LEAST: r"or more|or higher|or above|or greater|at least|\+|이상",
    AT_MOST: "or less|or fewer|or lower|or below|at most|이하",
    OVER: "초과",
    UNDER: "미만",
}


def _words(table: Dict[str, str], form: str) -> "re.Pattern[str]":
    ways = ("(?P<w{}>{})".format(index, words) for index, words in enumerate(table.values()))
    return re.compile(form.format("|".join(ways)), re.IGNORECASE)


_FIRST = _words(_BEFORE, "(?:{})(?![a-z]) ?")
_LAST = _words(_BEHIND, " ?(?:{})$")
_OPENING = re.compile("(?:between|from) ", re.IGNORECASE)
_RANGE = re.compile(" ?(?:[-\u2013\u2014\u2212~\u223c\u301c\uff5e]|to|and|에서|부터|…|[.]{2,3}) ?")
_GIVE_OR_TAKE = re.compile(r" ?(?:±|\+/-|\+/\u2212|\+-|\\pm|give or take) ?")
_CLOSING = re.compile(r" ?(?:사이|까지)?")
_INTERVAL = re.compile(r"([\[(])([^,;\[\]()]+)[,;]([^,;\[\]()]+)([\])])")
_BLANK_GROUPS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?:[^0-9]|$))")


class Quoted(NamedTuple):
    """A figure as a person quotes it; it says which numbers it leaves room for.

    Args:
        text: Its text.
        how: How it is quoted: ``rounded``, ``about``, ``over`` and so on; for a range, whether its
            ends belong to it, as in ``[)``.
        first: Its number; the lower one of a range.
        second: The upper one of a range, or what is given or taken; None for others.
    """

    text: str
    how: str
    first: Scalar
    second: Optional[Scalar] = None

    def __str__(self) -> str:
        return self.text

    @property
    def is_plain(self) -> bool:
        """Whether it is a number alone, without a word, a unit or a suffix."""
        return self.how == ROUNDED and not self.first.unit and self.first.notation in PLAIN


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


def read_quoted(text: str, decimal_comma: bool = False) -> Quoted:
    """Read a figure as a person quotes it.

    Args:
        text: The figure.
        decimal_comma: Whether the document's language writes a comma before decimals.

    Raises:
        FigureError: It is neither a number nor a range or bound of numbers.
    """
    if len(text) > _LONGEST:
        raise unread(text, decimal_comma)
    plain = _BLANK_GROUPS.sub("\u00a0", " ".join(re.split("[ \t\r\n]+", text.strip(" \t\r\n"))))
    number = read_scalar(plain, decimal_comma)
    found = Quoted(plain, ROUNDED, number) if number else _worded(plain, decimal_comma)
    if found is None or found.first.imaginary:
        raise unread(plain, decimal_comma)
    if found.second is not None and _is_reversed(found):
        raise FigureError("{!r} is no range: it does not rise".format(text[:80]))
    return found


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
    most = max(abs(number.exact), abs(_upper(quoted).exact))
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
    how, low, high = quoted.how, quoted.first.exact * share, _upper(quoted).exact * share
    if how in (OVER, AT_LEAST):
        return Interval(_stated(low), None, "(]" if how == OVER else "[]")
    if how in (UNDER, AT_MOST):
        return Interval(None, _stated(high), "[)" if how == UNDER else "[]")
    if how == GIVE_OR_TAKE and quoted.second:
        taken = room or quoted.second.exact * share
        return Interval(_stated(low - taken), _stated(low + taken))
    if how in (ABOUT, NEARLY):
        below, above = room or _about(quoted.first) * share, room or _about(_upper(quoted)) * share
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
    return _with(quoted, number, None) if alone else Quoted(number.text, ROUNDED, number)


def _with(quoted: Quoted, first: Scalar, second: Optional[Scalar]) -> Quoted:
    """Quote other numbers in the same way."""
    how = quoted.how
    form = {ROUNDED: "{0}", RANGE: "{0} to {1}", GIVE_OR_TAKE: "{0} ± {1}"}.get(how)
    if form is None:
        numbers = "{0} to {1}" if second and how == ABOUT else "{0}"
        form = "{} {}".format(how, numbers) if how in _BEFORE else how[0] + "{0}, {1}" + how[1]
    return Quoted(form.format(first, second), how, first, second)


def _beside(quoted: Quoted, sign: int) -> Quoted:
    """Move the numbers of a figure until it leaves no room for what it left room for."""
    here = interval_of(quoted)
    moves = quoted.second is not None and quoted.how != GIVE_OR_TAKE
    step = max(quoted.first.step, quoted.second.step if moves and quoted.second else Fraction(0))
    steps = max(1, math.ceil(((here.high or 0) - (here.low or 0)) / step))
    while True:
        by = sign * steps * step
        second = _moved(quoted.second, by) if moves and quoted.second else quoted.second
        other = _with(quoted, _moved(quoted.first, by), second)
        if quoted.how == ROUNDED or here.is_apart(interval_of(other)):
            return other
        steps *= 2


def _moved(number: Scalar, by: Fraction) -> Scalar:
    return reprinted(number, number.exact + by)


def _worded(text: str, decimal_comma: bool) -> Optional[Quoted]:
    """Read a figure that is more than a number."""
    interval = _INTERVAL.fullmatch(text)
    if interval:
        low, high = (read_scalar(interval[group], decimal_comma) for group in (2, 3))
        return Quoted(text, interval[1] + interval[4], low, high) if low and high else None
    how, core = _unworded(text)
    if core[:1] + core[-1:] == "()":
        core = core[1:-1]
    opening = _OPENING.match(core)
    found = scalar_at(core, opening.end() if opening else 0, decimal_comma)
    if found is None:
        return None
    first, end = found
    if end == len(core):
        return Quoted(text, how, first) if how != ROUNDED and not first.special else None
    return _paired(text, how, first, core, end, decimal_comma)


def _unworded(text: str) -> Tuple[str, str]:
    """Take the words from both ends of a figure, and say what they mean."""
    first = _FIRST.match(text)
    if first:
        return list(_BEFORE)[int(str(first.lastgroup)[1:])], text[first.end() :]
    last = _LAST.search(text)
    if last:
        return list(_BEHIND)[int(str(last.lastgroup)[1:])], text[: last.start()]
    return ROUNDED, text


def _paired(
    text: str, how: str, first: Scalar, core: str, end: int, decimal_comma: bool
) -> Optional[Quoted]:
    """Read the second number of a range, or what is given or taken."""
    taken = _GIVE_OR_TAKE.match(core, end)
    sign = taken or _RANGE.match(core, end)
    found = scalar_at(core, sign.end(), decimal_comma) if sign else None
    if found is None or not _CLOSING.fullmatch(core, found[1]) or how not in (ROUNDED, ABOUT):
        return None
    second = found[0]
    if second.unit and not first.unit:
        first = first._replace(unit=second.unit)
    if second.notation not in PLAIN and first.notation in PLAIN:
        first = read_scalar(first.text + second.notation) or first
    if taken:
        return Quoted(text, GIVE_OR_TAKE, first, second)
    return Quoted(text, RANGE if how == ROUNDED else ABOUT, first, second)


def _is_reversed(quoted: Quoted) -> bool:
    special = quoted.first.special or _upper(quoted).special
    return bool(special) or quoted.first.exact > _upper(quoted).exact


def _upper(quoted: Quoted) -> Scalar:
    is_range = quoted.second is not None and quoted.how != GIVE_OR_TAKE
    return quoted.second if is_range and quoted.second else quoted.first


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
