"""Values near a given one, for showing that a judge can refute."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from harness.documents import Numeral


def nudged(numeral: Numeral) -> list[Numeral]:
    """Move the last printed digit up and down by one."""
    number = Decimal(numeral.text)
    exponent = number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return [Numeral(str(number + step)), Numeral(str(number - step))]


def varied(value: Any) -> list[Any]:
    """Vary JSON data, numerals included, in one place at a time."""
    if isinstance(value, Numeral):
        return list(nudged(value))
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        return [float(number.text) for number in nudged(Numeral(repr(value)))]
    if isinstance(value, str):
        return [f"{value}x", value[:-1]] if value else ["x"]
    if isinstance(value, list):
        return _varied_list(value)
    if isinstance(value, dict):
        return _varied_dict(value)
    return [0] if value is None else []


def _varied_list(items: list[Any]) -> list[Any]:
    kept = [index for index, item in enumerate(items) if item is not ...]
    if not kept:
        return [[0]]
    found: list[Any] = []
    for index in {kept[0], kept[-1]}:
        found += [[*items[:index], item, *items[index + 1 :]] for item in varied(items[index])]
    if ... not in items:
        found.append(items[:-1])
    return found


def _varied_dict(items: dict[str, Any]) -> list[Any]:
    if not items:
        return [{"x": 0}]
    key, value = next(iter(items.items()))
    rest = {other: item for other, item in items.items() if other != key}
    return [rest, {f"{key}x": value, **rest}, *({key: item, **rest} for item in varied(value))]
