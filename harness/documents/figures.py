"""Reads figures as documents print them: numbers, arrays, literals."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_NUMERAL = re.compile(
    r"[+-]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
)
_BITS = 3322
"""Bits of a whole number of a thousand digits."""

_TOKEN = re.compile(
    r"\s*(?:(?P<open>[\[(])|(?P<close>[\])])|(?P<gap>\.\.\.|…)|(?P<item>[^\s,\[\]()]+))\s*,?"
)
_DEEPEST = 64
"""Dimensions that an array of NumPy can have."""

_COUNT = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+")

_LONGEST = 1000
"""Digits that a number may have; exact arithmetic with more takes too long."""


class FigureError(ValueError):
    """A figure that cannot be read."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with the digits it was printed with.

    Args:
        text: The number without thousands separators.
    """

    text: str

    @property
    def value(self) -> float:
        """The number itself."""
        return float(self.text)

    def __str__(self) -> str:
        return self.text


Nested = list[Any]
"""Numerals in nested lists; ``...`` stands for elements left out."""


def read_numeral(text: str) -> Numeral:
    """Read one number, with or without thousands separators; percent are hundredths.

    Raises:
        FigureError: The text is not one number.
    """
    stripped = text.strip()
    number = stripped.removesuffix("%").rstrip()
    if not _NUMERAL.fullmatch(number):
        raise FigureError(f"{text[:80]!r} is not a number")
    plain = number.replace(",", "")
    if not is_bounded(plain):
        raise FigureError(f"{text[:20]!r} is a number of more than {_LONGEST:,} digits")
    return Numeral(plain if number == stripped else f"{Decimal(plain).scaleb(-2):f}")


def is_bounded(number: str) -> bool:
    """Whether a number written without separators has no more than ``_LONGEST`` digits."""
    mantissa, _, exponent = number.lower().partition("e")
    power = exponent.lstrip("+-0")
    return len(mantissa) <= _LONGEST and len(power) <= 4 and int(power or 0) <= _LONGEST


def read_integer(text: str) -> int:
    """Read one whole number, with or without thousands separators.

    Raises:
        FigureError: The text is not a whole number.
    """
    numeral = read_numeral(text)
    try:
        return int(numeral.text)
    except ValueError:
        raise FigureError(f"{text!r} is not a whole number") from None


def read_array(text: str) -> Nested:
    """Read an array in NumPy's or Python's notation, elisions included.

    An array cut off by its document ends in an elision: what follows is not known.

    Raises:
        FigureError: The text is not an array of numbers.
    """
    root: Nested = []
    stack = [root]
    position, end = 0, len(text.rstrip())
    while position < end:
        token = _TOKEN.match(text, position)
        if token is None:
            raise FigureError(f"cannot read {text[position : position + 12]!r} in an array")
        position = token.end()
        _place(token, stack, text)
    if len(stack) != 1 or len(root) != 1 or not isinstance(root[0], list):
        raise FigureError("an array is one pair of brackets; an elision stands for a cut-off end")
    return root[0]


def printed_in_order(array: Any) -> tuple[list[Numeral], bool]:
    """List the numbers of an array up to its first elision, and say whether there is one."""
    found: list[Numeral] = []
    for item in array if isinstance(array, list) else ():
        if item is ...:
            return found, True
        inner, elided = ([item], False) if isinstance(item, Numeral) else printed_in_order(item)
        found += inner
        if elided:
            return found, True
    return found, False


def _place(token: re.Match[str], stack: list[Nested], text: str) -> None:
    if token["open"]:
        if len(stack) > _DEEPEST:
            raise FigureError(f"an array of more than {_DEEPEST} dimensions")
        inner: Nested = []
        stack[-1].append(inner)
        stack.append(inner)
    elif token["close"]:
        if len(stack) == 1:
            raise FigureError(f"a bracket too many in {text[:20]!r}")
        stack.pop()
    elif token["gap"]:
        stack[-1].append(...)
    else:
        stack[-1].append(read_numeral(token["item"]))


def read_literal(text: str) -> Any:
    """Read a Python literal as a notebook prints it: nested lists, dictionaries, shapes, text.

    Tuples become lists, so that the value is JSON data; a bare word is text.

    Raises:
        FigureError: The text looks like a literal but is none.
    """
    stripped = text.strip()
    try:
        count = _COUNT.fullmatch(stripped)
        return _jsonable(ast.literal_eval(stripped.replace(",", "") if count else stripped))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        if stripped[:1] in "[({'\"":
            raise FigureError(f"{stripped[:20]!r} is not a complete literal") from None
        return stripped


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, int) and value.bit_length() > _BITS:
        raise ValueError("too many digits")
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise ValueError("no JSON data")
