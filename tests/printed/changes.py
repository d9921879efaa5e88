"""One change: of a value before it is printed, or of a printed text; each must be found."""

import collections
import decimal
import itertools
import math
import re
from typing import NamedTuple

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from tests.printed.printing import INTS, TRICKY, WORD

NUMBER = re.compile(r"(?<![\w.])[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.])")
LETTERS = re.compile(r"[A-Za-z]{2,}")


class Changed(NamedTuple):
    """A changed text, what was changed in it, and how."""

    text: str
    how: str
    before: str = ""
    after: str = ""


# Values


def change(draw, value):
    """Return a value that is another in one place."""
    if isinstance(value, (bool, np.bool_)):
        return type(value)(not value)
    if isinstance(value, int):
        return draw(INTS.filter(lambda other: other != value))
    if isinstance(value, float):
        return draw(st.floats().filter(lambda other: are_apart(value, other)))
    if isinstance(value, str):
        return draw(TRICKY.filter(lambda other: other != value))
    if isinstance(value, collections.OrderedDict):
        return collections.OrderedDict(_changed_dict(draw, value))
    if isinstance(value, dict):
        return _changed_dict(draw, value)
    if isinstance(value, (set, frozenset)):
        return type(value)(_changed_set(draw, value))
    if type(value) in (list, tuple, collections.deque):
        return type(value)(_changed_list(draw, list(value)))
    return draw(WORD)


def are_apart(one, other):
    """Whether two floats differ by more than rounding."""
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) != math.isnan(other)
    if math.isinf(one) or math.isinf(other):
        return one != other
    if is_shortened(repr(float(one)), repr(float(other))):
        return False
    return not math.isclose(one, other, rel_tol=1e-9, abs_tol=0)


def is_shortened(one, other):
    """Whether one of two numbers is the other, rightly rounded to six digits or more."""
    short, long = sorted([one, other], key=significant)
    if significant(short) < 6:
        return False
    return float(f"{float(long):.{significant(short) - 1}e}") == float(short)


def _changed_list(draw, value):
    how = draw(st.sampled_from(["change", "delete", "insert", "exchange"]))
    place = draw(st.integers(0, max(0, len(value) - 1)))
    if how == "change" and value:
        value[place] = change(draw, value[place])
    elif how == "delete" and value:
        del value[place]
    elif how == "exchange" and place:
        value[place - 1 : place + 1] = value[place], value[place - 1]
    else:
        value.insert(place, draw(INTS | WORD))
    return value


def _changed_dict(draw, value):
    entries = list(value.items())
    how = draw(st.sampled_from(["value", "key", "delete", "insert", "order"]))
    place = draw(st.integers(0, max(0, len(entries) - 1)))
    if how == "value" and entries:
        entries[place] = (entries[place][0], change(draw, entries[place][1]))
    elif how == "key" and entries:
        entries[place] = (draw(WORD.filter(lambda key: key not in value)), entries[place][1])
    elif how == "delete" and entries:
        del entries[place]
    elif how == "order" and place:
        entries[place - 1 : place + 1] = entries[place], entries[place - 1]
    else:
        entries.append((draw(WORD.filter(lambda key: key not in value)), 1))
    return dict(entries)


def _changed_set(draw, value):
    elements = sorted(value, key=repr)
    if elements and draw(st.booleans()):
        del elements[draw(st.integers(0, len(elements) - 1))]
    return {*elements, draw(WORD.filter(lambda other: other not in value))}


# Texts


@st.composite
def changed_numbers(draw, text):
    """Change one digit, sign or exponent of a number in a text."""
    places = list(NUMBER.finditer(text))
    assume(places)
    place = draw(st.sampled_from(places))
    before = place.group()
    digits = [place for place, letter in enumerate(before) if letter.isdigit()]
    how = draw(st.sampled_from(["digit", "sign", "exponent", "shorter", "longer"]))
    after = before
    if how == "digit":
        spot = draw(st.sampled_from(digits))
        digit = draw(st.sampled_from([d for d in "0123456789" if d != before[spot]]))
        after = before[:spot] + digit + before[spot + 1 :]
    elif how == "sign":
        after = before[1:] if before[0] in "+-" else "-" + before
    elif how == "exponent" and "e" in before:
        after = before + "7"
    elif how == "shorter" and len(digits) > 1:
        after = before[:-1]
    elif how == "longer":
        after = before + draw(st.sampled_from("123456789"))
    assume(after not in (before, "", "-", "+", ".") and not _are_equal(before, after))
    assume(how not in ("shorter", "longer") or not is_shortened(before, after))
    return Changed(text[: place.start()] + after + text[place.end() :], how, before, after)


def _are_equal(before, after):
    try:
        return float(before) == float(after) and significant(before) < 16
    except ValueError:
        return True  # no number any more: a bracket's dot or an empty exponent


def _are_far(one, two):
    """Whether two numbers differ, and by more than a rounding that may be excused."""
    if decimal.Decimal(one) == decimal.Decimal(two):
        return False
    return is_rounding(one, two, single=True) is False and not is_shortened(one, two)


def significant(number):
    """Count the significant digits of a number as printed."""
    return len(re.sub(r"e.*|\D", "", number).lstrip("0"))


@st.composite
def exchanged_numbers(draw, text):
    """Exchange two different numbers that stand beside each other."""
    places = itertools.pairwise(NUMBER.finditer(text))
    pairs = [(one, two) for one, two in places if _are_far(one.group(), two.group())]
    assume(pairs)
    one, two = draw(st.sampled_from(pairs))
    between = text[one.end() : two.start()]
    after = text[: one.start()] + two.group() + between + one.group() + text[two.end() :]
    return Changed(after, "exchange", one.group(), two.group())


@st.composite
def changed_structure(draw, text):
    """Change one bracket, or one letter of a name, or take a number or a line away."""
    how = draw(st.sampled_from(["bracket", "letter", "number", "line"]))
    if how == "letter":
        places = [n for word in LETTERS.finditer(text) for n in range(*word.span())]
    elif how == "bracket":
        places = [n for n, letter in enumerate(text) if letter in "[](){}"]
    elif how == "number":
        places = [match.start() for match in NUMBER.finditer(text)]
    else:
        places = [n for n, line in enumerate(text.split("\n")) if NUMBER.search(line)]
    assume(places)
    return Changed(_without(text, how, draw(st.sampled_from(places))), how)


def _without(text, how, place):
    if how == "line":
        lines = text.split("\n")
        return "\n".join(lines[:place] + lines[place + 1 :])
    if how == "number":
        return text[:place] + text[NUMBER.match(text, place).end() :]
    letter = {"q": "w"}.get(text[place], "q") if how == "letter" else ""
    return text[:place] + letter + text[place + 1 :]


def is_rounding(before, after, single):
    """Whether two printed numbers may be neighbours in the last digit; None where either answer is right.

    A number of 16 digits or more is a float64, one of 7 to 9 a float32 where the text says so.
    """
    if not re.search(r"[.en]", before + after):
        return False
    one, two, digits = float(before), float(after), max(significant(before), significant(after))
    if not (math.isfinite(one) and math.isfinite(two)):
        return False
    if digits >= 16:
        unit, wide = math.ulp(max(abs(one), abs(two))), 10.0 ** (math.floor(math.log10(max(abs(one), abs(two), 1e-300))) - 14)  # fmt: skip
    elif 7 <= digits <= 9:
        unit = 2.0 ** (math.frexp(max(abs(one), abs(two)))[1] - 24)
        wide = 10 * unit
        if not single:
            return None if abs(one - two) <= wide else False
    else:
        return False
    if abs(one - two) <= 4 * unit:
        return True
    return None if abs(one - two) <= wide else False
