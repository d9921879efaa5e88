"""Dotted paths into evidence."""

from __future__ import annotations

from typing import Any


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
        else:
            raise LookupError(_missing(value, step))
    return value


def unwrapped(value: Any) -> Any:
    """Turn an array of the evidence into nested lists."""
    return value["array"] if isinstance(value, dict) and "array" in value else value


def _missing(value: Any, step: str) -> str:
    if isinstance(value, dict):
        return f"no {step!r} among {', '.join(sorted(map(str, value))[:12])}"
    return f"no {step!r} in a {type(value).__name__}"
