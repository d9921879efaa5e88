"""Compares fresh measurements with the evidence that is kept."""

from __future__ import annotations

import math
from typing import Any

from harness.evidence.measurement import Measurement
from harness.evidence.store import Store
from harness.texts.visible import short

_CLOSE = 1e-5
"""Largest relative difference of two numbers that another processor's rounding explains."""


def differences(recorded: Store, fresh: Store) -> dict[str, str]:
    """Compare fresh measurements with kept ones, one by one; blocked ones do not differ.

    Returns:
        One line for each difference, by the key of its request: the subject, its arguments, and
        what differs.
    """
    found = {}
    for key, measurement in fresh.measurements.items():
        request = measurement.evidence.request
        why = _difference(recorded.find(request), measurement)
        if why:
            found[key] = f"{request.subject} {_short(request.given)}: {why}"
    return found


def _difference(recorded: Measurement | None, fresh: Measurement) -> str:
    if fresh.evidence.failure is not None and fresh.evidence.failure.blocked:
        return ""
    if recorded is None:
        return "not recorded"
    if why := recorded.why_stale():
        return f"the recorded evidence is stale: {why}"
    before, now = recorded.evidence.failure, fresh.evidence.failure
    if before is not None or now is not None:
        names = [failure.type if failure else "a value" for failure in (before, now)]
        return "" if names[0] == names[1] else f"recorded {names[0]}, now {names[1]}"
    return _apart(recorded.evidence.value, fresh.evidence.value, "")


def _apart(left: Any, right: Any, place: str) -> str:
    """Return the first difference of two values; empty where they agree."""
    if isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        pairs = [(f"{place}.{key}", left[key], right[key]) for key in left]
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        pairs = [(f"{place}.{i}", *pair) for i, pair in enumerate(zip(left, right, strict=True))]
    else:
        same = _agree(left, right)
        return "" if same else f"{place.lstrip('.') or 'value'}: {_short(left)} → {_short(right)}"
    return next((why for where, a, b in pairs if (why := _apart(a, b, where))), "")


def _agree(left: Any, right: Any) -> bool:
    if type(left) is not type(right):
        return False
    if isinstance(left, float):
        both_nan = math.isnan(left) and math.isnan(right)
        return both_nan or math.isclose(left, right, rel_tol=_CLOSE, abs_tol=_CLOSE / 10)
    return bool(left == right)


def _short(value: Any) -> str:
    return short(repr(value), 60)
