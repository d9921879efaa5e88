"""Values that claims compare: a part of the evidence, equality, JSON data and one-line text."""

from __future__ import annotations

import re
from typing import Any

from harness.printed.quoted import Quoted
from harness.printed.scalars import Scalar
from harness.texts.plain import DEEPEST_SHOWN, described, too_deep, writable
from harness.texts.visible import short


def unwrapped(value: Any) -> Any:
    """Turn an array of the evidence into nested lists; other values stay as they are."""
    return value["array"] if isinstance(value, dict) and "array" in value else value


def identical(left: Any, right: Any) -> bool:
    """Whether two pieces of JSON data are equal in value and in type: 1 is not 1.0, nor True.

    NaN is equal to NaN.
    """
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(identical, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(identical(left[k], right[k]) for k in left)
    return bool(left == right or (left != left and right != right))


def is_number(value: Any) -> bool:
    """Whether JSON data is a number; ``true`` and ``false`` are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def as_json(value: Any, depth: int = 0) -> Any:
    """Convert a value to JSON data: printed numbers become numbers, an elided part "...".

    A number that is quoted with words, a suffix or a unit stays its text.
    """
    if depth > DEEPEST_SHOWN:
        return too_deep()
    if isinstance(value, Scalar):
        return int(value.exact) if value.is_whole else value.number
    if isinstance(value, Quoted):
        return as_json(value.first) if value.is_plain else value.text
    if isinstance(value, (list, tuple)):
        return [as_json(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {key: as_json(item, depth + 1) for key, item in value.items()}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return described(value)


def value_text(value: Any, limit: int = 200) -> str:
    """Write a value in one short line, as a document would."""
    written = value if isinstance(value, str) else str(writable(as_json(value), finite=False))
    return short(re.sub(r"'(\.\.\.)'", r"\1", written), limit)
