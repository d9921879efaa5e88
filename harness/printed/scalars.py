"""Numbers as they are printed: sign, digits, the place of the last digit, suffix and unit."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple, Optional, Tuple

from harness.printed.suffixes import MEASURES, SCALES, SUFFIX, UNIT

MINUS = "-\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"
"""Signs that stand for minus: hyphens, dashes, the typographic and the full-width one."""

_LONGEST, _GREATEST = 1000, 1000
"""Digits that a number may have, and its greatest power of ten: exact arithmetic stays fast."""

_CHARACTERS = 2100
"""Characters that a number may take, with separators and unit."""

PLAIN = ("", ".", "e")
"""Notations without a suffix."""

_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b"
_ASCII = str.maketrans(_RAISED + MINUS, "0123456789+-" + "-" * len(MINUS))

_SIGNS = "+\uff0b" + MINUS.replace("-", r"\-")
_SIGN = "(?P<sign>[{}])?".format(_SIGNS)
_TEN = r"10(?:(?:\^|\*\*)\{{?(?P<ten>[{}]?[0-9]+)\}}?|(?P<raised>[{}]+))".format(_SIGNS, _RAISED)
_POWER = r"(?:[eE](?P<e>[{}]?[0-9]+)| ?(?:[\u00d7x*·⋅]|\\times|\\cdot) ?{})?".format(_SIGNS, _TEN)
_GROUPS = r"[1-9][0-9]{{0,2}}(?P<gap>[{}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*(?![0-9])"
_GAPS = "_\u2009\u00a0\u202f\u2007"
"""An underscore, and thin, no-break and figure spaces; an ordinary blank separates numbers."""


def _pattern(gap: str, point: str) -> "re.Pattern[str]":
    whole = "(?P<whole>{}|[0-9]+)".format(_GROUPS.format(_GAPS + gap))
    digits = "(?:{0}(?P<point>{1}(?P<decimals>[0-9]*))?|{1}(?P<only>[0-9]+))".format(whole, point)
    return re.compile(_SIGN + digits + _POWER)


_WITH_POINT, _WITH_COMMA = _pattern(",", r"\."), _pattern(r"\.", ",")
_SIMPLE = re.compile(r"([+-]?)([0-9]{1,99})(?:(\.)([0-9]{0,99}))?")
"""By far the most numbers, which are read at once."""

_TEN_ALONE = re.compile(_SIGN + _TEN)
_SPECIAL = re.compile(_SIGN + r"(?:(?P<nan>nan|NaN|NAN)|inf(?:inity)?|Inf(?:inity)?|INF|∞)")


class FigureError(ValueError):
    """A figure that cannot be read."""


class Scalar(NamedTuple):
    """A number as it is printed, exact however many digits it has.

    Args:
        text: Its text, unit included.
        sign: ``-``, ``+`` or nothing, whichever character was printed for it.
        digits: Its digits without separators and point; empty for nan and infinity.
        place: The power of ten of its last digit, exponent and suffix included.
        special: ``nan`` or ``inf``; empty for other numbers.
        notation: ``.`` where it has a point, ``e`` with an exponent, the suffix (``k``,
            ``million``) where there is one; empty for a whole number.
        unit: What follows it, such as ``%``, ``GB`` or ``ms``; the number is not scaled by it.
        imaginary: The imaginary part of a complex number; None for others.
    """

    text: str
    sign: str = ""
    digits: str = ""
    place: int = 0
    special: str = ""
    notation: str = ""
    unit: str = ""
    imaginary: Optional["Scalar"] = None

    def __str__(self) -> str:
        return self.text

    @property
    def exact(self) -> Fraction:
        """The number itself; percent stay percent.

        Raises:
            FigureError: It is nan or infinity, or complex.
        """
        if self.special or self.imaginary:
            raise FigureError("{} is not a finite real number".format(self.text[:40]))
        number = int(self.sign + self.digits)
        return number * Fraction(10) ** self.place

    @property
    def number(self) -> float:
        """The float nearest to the number; percent stay percent."""
        return float(self.sign + (self.special or "{}e{}".format(self.digits, self.place)))

    @property
    def step(self) -> Fraction:
        """One unit of the last printed place."""
        return Fraction(10) ** self.place

    @property
    def is_whole(self) -> bool:
        """Whether it is printed as a whole number of something counted, which is exact."""
        return not (self.notation or self.special or self.is_measure)

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed place; 0 for a whole number."""
        return Fraction(0) if self.is_whole else self.step / 2

    @property
    def is_percent(self) -> bool:
        """Whether its unit is percent."""
        return self.unit == "%"

    @property
    def is_measure(self) -> bool:
        """Whether its unit is one of what is measured rather than counted."""
        return self.unit in MEASURES


def read_scalar(text: str, decimal_comma: bool = False) -> Optional[Scalar]:
    """Read one printed number, with its suffix and unit; None if the text is not one number.

    Args:
        text: The number; blanks around it do not count.
        decimal_comma: Whether the text's language writes a comma before decimals. Points between
            groups of three digits then separate thousands.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > _CHARACTERS:
        return None
    simple = None if decimal_comma else _SIMPLE.fullmatch(stripped)
    if simple:
        sign, whole, point, decimals = simple.groups("")
        return Scalar(stripped, sign, whole + decimals, -len(decimals), notation=point)
    found = scalar_at(stripped, 0, decimal_comma)
    if found and not stripped[found[1] :]:
        return found[0]
    return _complex(stripped, decimal_comma)


def unread(text: str, decimal_comma: bool = False) -> FigureError:
    """Say why a text is not read as a number."""
    found = (_WITH_COMMA if decimal_comma else _WITH_POINT).match(text.strip())
    if found and _finite(found) is None:
        return FigureError("{!r} is a number of more than 1,000 digits".format(text[:20]))
    return FigureError("{!r} is not a number".format(text[:80]))


def scalar_at(text: str, start: int, decimal_comma: bool = False) -> Optional[Tuple[Scalar, int]]:
    """Read the number that begins at a place of a text, and return it with its end."""
    found = _bare(text, start, decimal_comma)
    if found is None:
        return None
    scalar, end = found
    suffix = None if scalar.special or scalar.notation == "e" else SUFFIX.match(text, end)
    if suffix:
        name = next(group for group in suffix.groups() if group)
        end, scalar = (
            suffix.end(),
            scalar._replace(place=scalar.place + SCALES[name], notation=name),
        )
    unit = None if scalar.special else UNIT.match(text, end)
    if unit:
        end = unit.end()
        scalar = scalar._replace(unit="%" if unit["percent"] else unit["unit"])
    return scalar._replace(text=text[start:end]), end


def reprinted(like: Scalar, value: Fraction) -> Scalar:
    """Write a value to the last place of a number, with its notation, suffix and unit."""
    count = round(value / like.step)
    sign, digits = "-" if count < 0 else "", str(abs(count))
    scale = SCALES.get(like.notation, 0)
    if like.notation == "e":
        power = like.place + len(digits) - 1
        text = "{}e{}".format(_with_point(digits, len(digits) - 1), power)
    else:
        pointed = _with_point(digits, scale - like.place)
        text = pointed + "." * (like.notation == "." and not like.place)
    if scale:
        text += like.notation if len(like.notation) == 1 else " " + like.notation
    if like.unit:
        text += like.unit if like.is_percent else " " + like.unit
    return like._replace(text=sign + text, sign=sign, digits=digits)


def _with_point(digits: str, decimals: int) -> str:
    if not decimals:
        return digits
    padded = digits.rjust(decimals + 1, "0")
    return "{}.{}".format(padded[:-decimals], padded[-decimals:])


def _bare(text: str, start: int, decimal_comma: bool) -> Optional[Tuple[Scalar, int]]:
    """Read a number without suffix and unit."""
    special = _SPECIAL.match(text, start)
    if special:
        name = "nan" if special["nan"] else "inf"
        return Scalar(special.group(), _sign(special), special=name), special.end()
    pattern = _WITH_COMMA if decimal_comma else _WITH_POINT
    found = _TEN_ALONE.match(text, start) or pattern.match(text, start)
    scalar = _finite(found) if found else None
    return (scalar, found.end()) if found and scalar else None


def _finite(found: "re.Match[str]") -> Optional[Scalar]:
    parts = found.groupdict()
    power = (parts.get("e") or parts["ten"] or parts["raised"] or "").translate(_ASCII)
    exponent = float(power or 0)  # which reads any number of digits
    decimals = parts.get("decimals") or parts.get("only") or ""
    whole = re.sub("[^0-9]", "", parts.get("whole") or "")
    digits = whole + decimals or "1"
    if len(digits) > _LONGEST or abs(exponent) > _GREATEST:
        return None
    pointed = parts.get("point") or parts.get("only")
    notation = "e" if power else "." if pointed else ""
    place = int(exponent) - len(decimals)
    return Scalar(found.group(), _sign(found), digits, place, notation=notation)


def _sign(found: "re.Match[str]") -> str:
    sign = found["sign"] or ""
    return "-" if sign and sign in MINUS else "+" if sign else ""


def _complex(text: str, decimal_comma: bool) -> Optional[Scalar]:
    """Read a complex number, such as ``(1+2j)``, ``1.-0.5j`` or ``3j``."""
    inner = text[1:-1] if text[0] + text[-1] == "()" else text
    parts = inner[:-1]
    first = _bare(parts, 0, decimal_comma)
    if first is None or inner[-1:] not in ("j", "J"):
        return None
    real, end = first
    if not parts[end:]:
        return Scalar(text, digits="0", imaginary=real)
    second = _bare(parts, end, decimal_comma)
    if second is None or parts[second[1] :] or not second[0].sign:
        return None
    return real._replace(text=text, imaginary=second[0])
