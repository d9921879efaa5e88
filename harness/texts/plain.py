"""Converts any value to plain data that can be written and shown.

What cannot be written (an integer of thousands of digits, half a surrogate pair, lists nested
without end) becomes a short text that says so.
"""

from __future__ import annotations

import math
import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from operator import is_
from pathlib import PurePath
from typing import Any, Callable, Dict, FrozenSet, Mapping, Sequence, Tuple, TypeVar

from harness.texts.visible import coded, cut, one_line, visible

DEEPEST_SHOWN = 60
"""The deepest nesting of lists and mappings that is shown; reports are recursive."""

_LARGEST_BITS = 1024
"""The most bits of an integer; longer ones are larger than every floating-point number."""

_HALVES = re.compile("[\ud800-\udfff]")

_T = TypeVar("_T")

SEVERAL_LINES = frozenset(
    {"figure", "given", "expected", "measured", "terms", "before", "after", "truth"}
)
"""Fields that hold figures and values of a document, which may have several lines."""


def presentable(value: _T, several: FrozenSet[str] = SEVERAL_LINES) -> _T:
    """Clean every text in a value, so that it can be shown.

    Long texts are cut. A field of a data class becomes one line, so that it cannot imitate another
    line of a report.

    Args:
        value: Anything that a report is made from, such as a run, a table or a text.
        several: Fields whose texts may have several lines.

    Returns:
        A cleaned copy, or the same object if there was nothing to clean.
    """
    shown: _T = _presentable(value, 0, one_line, several)
    return shown


def writable(value: Any, depth: int = 0, *, finite: bool = True) -> Any:
    """Convert a value to JSON data; what JSON or UTF-8 cannot hold becomes text.

    Args:
        value: Any value; a data class becomes a mapping.
        depth: The number of lists and mappings around it.
        finite: Whether infinities and NaN become texts, as JSON has no numbers for them.
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
    """Return the text of a value that is no JSON data, such as a complex number."""
    if value is ...:
        return "..."
    try:
        return str(value)
    except Exception as error:  # noqa: BLE001 - the value's own code may raise anything
        return "{} that cannot be written ({})".format(type(value).__name__, type(error).__name__)


def too_deep() -> str:
    """Return the text that stands for a value nested too deeply."""
    return "… (more than {} levels)".format(DEEPEST_SHOWN)


def _number(value: Any) -> Any:
    """Return a number or None, or a text about a number that is too long."""
    if isinstance(value, int) and value.bit_length() > _LARGEST_BITS:
        digits = int(value.bit_length() * math.log10(2)) + 1
        return "an integer of about {:,} digits".format(digits)
    return value


def _name(key: Any) -> str:
    """Write a key as JSON does."""
    if isinstance(key, str):
        return key
    words = {None: "null", True: "true", False: "false"}
    return words[key] if key is None or isinstance(key, bool) else described(_number(key))


def _presentable(
    value: Any, depth: int, clean: Callable[[str], str], several: FrozenSet[str]
) -> Any:
    # from what is frequent to what is rare: a run of 100,000 claims has millions of values
    if type(value) is str:
        return clean(cut(value))
    if value is None or isinstance(value, (Enum, float, PurePath)):
        return value
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, str):
        return clean(cut(value))
    if depth > DEEPEST_SHOWN:
        return too_deep()
    if isinstance(value, (list, tuple, set, frozenset)):
        found = [_presentable(item, depth + 1, clean, several) for item in value]
        same = all(map(is_, found, value))
        return value if same else type(value)(found)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value, depth, several)
    if isinstance(value, Mapping):
        return _mapping(value, depth, clean, several)
    return clean(cut(described(value)))


def _fields(value: Any, depth: int, several: FrozenSet[str]) -> Any:
    changed: Dict[str, Any] = {}
    for name, clean in _cleaners(value.__class__, several):
        before = getattr(value, name)
        after = _presentable(before, depth + 1, clean, several)
        if after is not before:
            changed[name] = after
    return replace(value, **changed) if changed else value


@lru_cache(maxsize=None)
def _cleaners(kind: Any, several: FrozenSet[str]) -> Sequence[Tuple[str, Callable[[str], str]]]:
    """List the fields of a data class, each with what cleans its texts."""
    return [(item.name, visible if item.name in several else one_line) for item in fields(kind)]


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
