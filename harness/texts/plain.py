"""Any value as plain data that every format can hold and every reader can look at.

What cannot be written (an integer of thousands of digits, a lone half of a character, lists within
lists without end) becomes a short text that says so, and costs nothing else its place.
It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import math
import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from operator import is_
from pathlib import PurePath
from typing import Any, Callable, Dict, FrozenSet, Mapping, TypeVar

from harness.texts.visible import coded, cut, one_line, visible

DEEPEST_SHOWN = 60
"""Lists and mappings within each other that are shown; reports walk them by recursion."""

_LARGEST_BITS = 1024
"""An integer of more bits is larger than every floating-point number."""

_HALVES = re.compile("[\ud800-\udfff]")

_T = TypeVar("_T")


SEVERAL_LINES = frozenset(
    {"figure", "given", "expected", "measured", "terms", "before", "after", "truth"}
)
"""Fields of records that hold a document's own figures and values, which may have several lines."""


def presentable(value: _T, several: FrozenSet[str] = SEVERAL_LINES) -> _T:
    r"""Make what was written by others fit to be shown, in whatever it is held.

    Every text of it is cleaned, and cut where nobody would read it to its end. A text that is a
    field of a data class stands in one line, so that none can pass for another line of a report.

    Args:
        value: A record, a table, a text, or anything else that a report is made from.
        several: Fields whose texts may have several lines.

    Returns:
        The same, and the very same object where there was nothing to clean.
    """
    shown: _T = _presentable(value, 0, one_line, several)
    return shown


def writable(value: Any, depth: int = 0, *, finite: bool = True) -> Any:
    """Make JSON data of a value: it keeps all that JSON and UTF-8 can hold, and its texts as said.

    Args:
        value: Any value; a data class becomes a mapping.
        depth: How many lists and mappings it is in.
        finite: Whether infinities and NaN become texts: JSON has no numbers for them.
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return _HALVES.sub(lambda half: coded(half[0]), value)
    if isinstance(value, float):
        return value if math.isfinite(value) or not finite else str(value)
    if value is None or isinstance(value, int):
        return _number(value)
    if depth > DEEPEST_SHOWN:
        return too_deep()
    if is_dataclass(value) and not isinstance(value, type):
        value = {item.name: getattr(value, item.name) for item in fields(value)}
    if isinstance(value, Mapping):
        return {
            writable(_name(key)): writable(item, depth + 1, finite=finite)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [writable(item, depth + 1, finite=finite) for item in value]
    return writable(described(value))


def described(value: Any) -> str:
    """Write a value that is no JSON data, such as a complex number."""
    if value is ...:
        return "..."
    try:
        return str(value)
    except Exception as error:  # noqa: BLE001 - the value's own code may raise whatever it likes
        return "{} that cannot be written ({})".format(type(value).__name__, type(error).__name__)


def too_deep() -> str:
    """Say that a value goes on within."""
    return "… (more than {} levels)".format(DEEPEST_SHOWN)


def _number(value: Any) -> Any:
    """Return a number or None, or say how long it is."""
    if isinstance(value, int) and value.bit_length() > _LARGEST_BITS:
        digits = int(value.bit_length() * math.log10(2)) + 1
        return "an integer of about {:,} digits".format(digits)
    return value


def _name(key: Any) -> str:
    """Name a key as JSON does."""
    if isinstance(key, str):
        return key
    words = {None: "null", True: "true", False: "false"}
    return words[key] if key is None or isinstance(key, bool) else described(_number(key))


def _presentable(
    value: Any, depth: int, clean: Callable[[str], str], several: FrozenSet[str]
) -> Any:
    if isinstance(value, (Enum, float, PurePath)):
        return value
    if isinstance(value, str):
        return clean(cut(value))
    if value is None or isinstance(value, int):
        return _number(value)
    if depth > DEEPEST_SHOWN:
        return too_deep()
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value, depth, several)
    if isinstance(value, Mapping):
        return _mapping(value, depth, clean, several)
    if isinstance(value, (list, tuple, set, frozenset)):
        found = [_presentable(item, depth + 1, clean, several) for item in value]
        same = all(map(is_, found, value))
        return value if same else type(value)(found)
    return clean(cut(described(value)))


def _fields(value: Any, depth: int, several: FrozenSet[str]) -> Any:
    changed: Dict[str, Any] = {}
    for item in fields(value):
        before = getattr(value, item.name)
        clean = visible if item.name in several else one_line
        after = _presentable(before, depth + 1, clean, several)
        if after is not before:
            changed[item.name] = after
    return replace(value, **changed) if changed else value


def _mapping(
    value: Mapping[Any, Any], depth: int, clean: Callable[[str], str], several: FrozenSet[str]
) -> Mapping[Any, Any]:
    found: Dict[Any, Any] = {}
    same = True
    for key, item in value.items():
        name = key if isinstance(key, (Enum, int)) else one_line(cut(_name(key)))
        found[name] = _presentable(item, depth + 1, clean, several)
        same = same and name is key and found[name] is item
    return value if same else found
