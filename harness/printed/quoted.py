"""Figures as a person quotes them: rounded, about, over, under, between, give or take."""

from __future__ import annotations

import re
from typing import Dict, NamedTuple, Optional, Tuple

from harness.printed.scalars import (
    PLAIN,
    FigureError,
    Scalar,
    read_scalar,
    scalar_at,
    unread,
)

ROUNDED, ABOUT, NEARLY, RANGE, GIVE_OR_TAKE = (
    "rounded", "about", "nearly", "[]", "give or take",
)  # fmt: skip
OVER, AT_LEAST, UNDER, AT_MOST = "over", "at least", "under", "at most"

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


class FallingRangeError(FigureError):
    """A range whose first end is greater than its second one."""


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

    @property
    def upper(self) -> Scalar:
        """The upper number of a range; its only one where it is none."""
        is_range = self.second is not None and self.how != GIVE_OR_TAKE
        return self.second if is_range and self.second else self.first

    def with_numbers(self, first: Scalar, second: Optional[Scalar]) -> "Quoted":
        """Quote other numbers in the same way."""
        how = self.how
        form = {ROUNDED: "{0}", RANGE: "{0} to {1}", GIVE_OR_TAKE: "{0} ± {1}"}.get(how)
        if form is None:
            numbers = "{0} to {1}" if second and how == ABOUT else "{0}"
            form = "{} {}".format(how, numbers) if how in _BEFORE else how[0] + "{0}, {1}" + how[1]
        return Quoted(form.format(first, second), how, first, second)


_DECIMAL_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)|\d\.\d{3},\d")


def read_quoted(text: str, decimal_comma: bool = False) -> Quoted:
    """Read a figure as a person quotes it.

    A comma that cannot part thousands, as in ``0,91``, stands before decimals in any language.

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
    if found is None and _DECIMAL_COMMA.search(plain) and not decimal_comma:
        return read_quoted(text, decimal_comma=True)
    if found is None or found.first.imaginary:
        raise unread(plain, decimal_comma)
    if found.second is not None and (found.first.special or found.second.special):
        raise FigureError("{!r} is no range: an end is no finite number".format(text[:80]))
    if found.second is not None and found.first.exact > found.upper.exact:
        raise FallingRangeError("{!r} is no range: it does not rise".format(text[:80]))
    return found


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
    if not core[end:]:
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
