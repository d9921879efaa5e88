"""Makes mutants (altered values that a claim must refute), and rounds measured ones as printed."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from itertools import pairwise
from typing import Any

from harness.printed.intervals import otherwise, requoted
from harness.printed.quoted import Quoted
from harness.printed.scalars import Scalar, read_scalar, reprinted


def nudged(number: Scalar) -> list[Scalar]:
    """Return the two numbers one last digit above and below; 0 for nan and infinity."""
    if number.special:
        return [Scalar("0", digits="0")]
    return [reprinted(number, number.exact + step) for step in (number.step, -number.step)]


def varied(value: Any) -> list[Any]:
    """Vary JSON data, printed numbers included, in one place at a time.

    Numbers move by their last digit; of a list or a mapping the first, the middle and the last
    element changes or is dropped, and two neighbours change places.
    """
    if isinstance(value, Quoted):
        return list(otherwise(value))
    if isinstance(value, Scalar):
        return list(nudged(value))
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        return _varied_float(value)
    if isinstance(value, str):
        return _varied_text(value)
    if isinstance(value, list):
        return _varied_list(value)
    if isinstance(value, dict):
        return _varied_dict(value)
    return [0] if value is None else []


def printed_like(said: Any, measured: Any, places: int = 0) -> Any:
    """Write a measured value in the form and with the digits of what a document says.

    Args:
        said: What the document says; an elision stays an elision.
        measured: What was measured.
        places: Fractional digits to which it was printed before trailing zeros were dropped.
    """
    if isinstance(said, Quoted):
        return requoted(said, measured) if _is_finite(measured) else measured
    if isinstance(said, Scalar):
        return _rounded(measured, said, places)
    if isinstance(said, list) and isinstance(measured, list):
        pairs = paired(said, len(measured))
        if pairs is None:
            return measured
        found = [printed_like(item, measured[index], places) for index, item in pairs]
        return [*found[: said.index(...)], ..., *found[said.index(...) :]] if ... in said else found
    if isinstance(said, dict) and isinstance(measured, dict):
        return {
            name: printed_like(item, measured[name], places)
            for name, item in said.items()
            if name in measured
        }
    return measured


def paired(printed: list[Any], length: int) -> list[tuple[int, Any]] | None:
    """Pair the printed elements of an array with the positions of measured ones.

    Args:
        printed: The elements, with ``...`` where some are left out.
        length: How many elements are measured.

    Returns:
        Pairs of position and element; None where there are fewer or more than are printed.
    """
    if ... not in printed:
        return list(enumerate(printed)) if len(printed) == length else None
    gap = printed.index(...)
    head, tail = printed[:gap], printed[gap + 1 :]
    if ... in tail or len(head) + len(tail) > length:
        return None
    return [*enumerate(head), *enumerate(tail, length - len(tail))]


def _is_finite(measured: Any) -> bool:
    is_number = isinstance(measured, (int, float)) and not isinstance(measured, bool)
    return is_number and math.isfinite(measured)


def _rounded(measured: Any, said: Scalar, places: int) -> Any:
    if isinstance(measured, float) and not math.isfinite(measured):
        return read_scalar(str(measured))
    if not _is_finite(measured):
        return measured
    if said.special:
        return read_scalar(repr(measured))
    place = min(said.place, -places) if said.notation == "." else said.place
    return reprinted(said._replace(place=place), Fraction(measured))


def _varied_float(value: float) -> list[float]:
    if not math.isfinite(value):
        return [0.0]
    number = read_scalar(repr(value))
    moved = [other.number for other in nudged(number)] if number else []
    beside = [math.nextafter(value, math.inf), math.nextafter(value, -math.inf)]
    return [far if far != value else near for far, near in zip(moved, beside, strict=True)]


def _varied_text(text: str) -> list[str]:
    if not text:
        return ["x"]
    found = [f"{text}x", text[:-1]]
    if digits := list(re.finditer("[0-9]+", text)):
        last = digits[-1]
        numbers = (int(last.group()) + 1, abs(int(last.group()) - 1))
        found += [text[: last.start()] + str(number) + text[last.end() :] for number in numbers]
    return found


def _varied_list(items: list[Any]) -> list[Any]:
    known = [index for index, item in enumerate(items) if item is not ...]
    if not known:
        return [[0]]
    places = _edges_and_middle(known)
    found = [_with(items, i, item) for i in places for item in varied(items[i])]
    if ... not in items:
        found += [[*items[:index], *items[index + 1 :]] for index in places]
    for left, right in pairwise(known):
        if _number(items[left]) != _number(items[right]):
            swapped = _with(items, left, items[right])
            return [*found, _with(swapped, right, items[left])]
    return found


def _varied_dict(items: dict[str, Any]) -> list[Any]:
    if not items:
        return [{"x": 0}]
    found: list[Any] = []
    for key in _edges_and_middle(list(items)):
        rest = {other: item for other, item in items.items() if other != key}
        found += [rest, {**rest, f"{key}x": items[key]}]
        found += [{**items, key: item} for item in varied(items[key])]
    return found


def _edges_and_middle(places: list[Any]) -> list[Any]:
    return list(dict.fromkeys([places[0], places[len(places) // 2], places[-1]]))


def _with(items: list[Any], index: int, item: Any) -> list[Any]:
    return [*items[:index], item, *items[index + 1 :]]


def _number(item: Any) -> Any:
    return item.number if isinstance(item, Scalar) else item
