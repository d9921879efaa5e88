"""Values that claims compare: a part of the evidence, equality, JSON data and one-line text."""

from __future__ import annotations

import re
from typing import Any

from harness.documents import Numeral
from harness.texts.plain import DEEPEST_SHOWN, described, too_deep, writable
from harness.texts.visible import short


def value_at(value: Any, path: str) -> Any:
    """Read the part of a value that a path names.

    Args:
        value: JSON data.
        path: Keys and list positions joined by dots, such as ``layers.-1.output_shape``; all of
            the value where empty.

    Raises:
        LookupError: There is nothing at the path.
    """
    for step in path.split(".") if path else ():
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.lstrip("-").isdigit():
            value = value[int(step)]
        elif isinstance(value, dict):
            known = ", ".join(sorted(map(str, value))[:12])
            raise LookupError(f"no {step!r} among {known}")
        else:
            raise LookupError(f"no {step!r} in a {type(value).__name__}")
    return value


def unwrapped(value: Any) -> Any:
    """Turn an array of the evidence into nested lists; other values stay as they are."""
    return value["array"] if isinstance(value, dict) and "array" in value else value


def identical(left: Any, right: Any) -> bool:
    """Whether two pieces of JSON data are equal in value and in type: 1 is not 1.0, nor True."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(identical, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(identical(left[k], right[k]) for k in left)
    return bool(left == right)


def is_number(value: Any) -> bool:
    """Whether JSON data is a number; ``true`` and ``false`` are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def as_json(value: Any, depth: int = 0) -> Any:
    """Convert a value to JSON data: Numeral objects become numbers, an elided part "..."."""
    if depth > DEEPEST_SHOWN:
        return too_deep()
    if isinstance(value, (list, tuple)):
        return [as_json(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {key: as_json(item, depth + 1) for key, item in value.items()}
    if isinstance(value, Numeral):
        whole = value.text.lstrip("+-").isdigit()
        return int(value.text) if whole else value.value
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return described(value)


def value_text(value: Any, limit: int = 200) -> str:
    """Write a value in one short line, as a document would."""
    written = value if isinstance(value, str) else str(writable(as_json(value), finite=False))
    return short(re.sub(r"'(\.\.\.)'", r"\1", written), limit)
