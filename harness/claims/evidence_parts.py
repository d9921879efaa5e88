"""Paths into the evidence, as the key ``read`` of a claim writes them."""

from __future__ import annotations

import re
from typing import Any

_STEP = re.compile(
    r"\[(?P<slice>-?\d*:-?\d*(?::-?\d*)?)\]|\[(?P<index>-?\d+)\]"
    r"|\[(?P<quote>['\"])(?P<key>.*?)(?P=quote)\]|\.?(?P<name>[^.\[]+)"
)


def value_at(value: Any, path: str) -> Any:
    """Read the part of a value that a path names.

    Args:
        value: JSON data.
        path: Keys and list positions joined by dots, such as ``layers.-1.output_shape``; positions
            and slices may stand in brackets, such as ``layers[0].output_shape[1:]``, and keys with
            dots in brackets and quotes. All of the value where empty.

    Raises:
        LookupError: There is nothing at the path.
    """
    position = 0
    while position < len(path):
        if position == 0 and isinstance(value, dict) and path in value:
            return value[path]
        step = _STEP.match(path, position)
        if step is None:
            raise LookupError(f"cannot read {path[position:]!r} in {path!r}")
        try:
            value = _taken(value, step)
        except LookupError as error:
            place = path[:position]
            raise LookupError(f"{error}{f', at {place}' if place else ''}") from None
        position = step.end()
    return value


def numbers_at(value: Any, path: str) -> list[float]:
    """Read two or more numbers that a path names.

    Raises:
        LookupError: There is nothing at the path, or something else.
    """
    found = value_at(value, path)
    found = found["array"] if isinstance(found, dict) and "array" in found else found
    numbers = [n for n in found if isinstance(n, (int, float))] if isinstance(found, list) else []
    if len(numbers) < 2 or len(numbers) != len(found):
        raise LookupError("these are not the numbers of two or more runs")
    return numbers


def last_key(path: str) -> str:
    """Return the last name of a path; empty where it has none."""
    names = [step["name"] or step["key"] for step in _STEP.finditer(path)]
    return next((name for name in reversed(names) if name and not name.lstrip("-").isdigit()), "")


def in_percent(path: str) -> bool:
    """Whether the last name of a path says that what it names is in percent."""
    return any(word in last_key(path).lower() for word in ("percent", "pct"))


def _taken(value: Any, step: re.Match[str]) -> Any:
    if step["slice"] is not None:
        return _of_array(value, slice(*(int(n) if n else None for n in step["slice"].split(":"))))
    if step["index"] is not None:
        return _of_array(value, int(step["index"]))
    return _named(value, step["key"] if step["name"] is None else step["name"])


def _of_array(value: Any, place: int | slice) -> Any:
    """Take an element or a slice of a list, or of an array, which keeps its dtype."""
    if isinstance(value, dict) and "array" in value:
        part = _of_array(value["array"], place)
        return {**value, "array": part} if isinstance(part, list) else part
    if isinstance(value, dict) and str(place) in value:
        return value[str(place)]
    if not isinstance(value, list):
        what = "slice" if isinstance(place, slice) else f"position {place}"
        raise LookupError(f"no {what} in a value of type {type(value).__name__}")
    try:
        return value[place]
    except IndexError:
        raise LookupError(f"{place} is out of range: there are {len(value)} elements") from None
    except ValueError:
        raise LookupError("a slice has a step that is not 0") from None


def _named(value: Any, name: str) -> Any:
    if isinstance(value, dict) and name in value:
        return value[name]
    if isinstance(value, list) and re.fullmatch(r"-?\d+", name):
        return _of_array(value, int(name))
    if isinstance(value, dict):
        known = ", ".join(sorted(map(str, value))[:12])
        raise LookupError(f"no {name!r} among {known}")
    raise LookupError(f"no {name!r} in a {type(value).__name__}")
