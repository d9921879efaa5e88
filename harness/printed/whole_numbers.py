"""Whole numbers that another release prints as floats, and zeros with another sign."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"(?P<whole>[-+]?\d+)(?:\.0*)?")
_ZERO = re.compile(r"[-+]?(?:0+\.?0*|\.0+)")

WHOLE_NUMBER, ZERO_SIGN = "whole-number", "zero-sign"
"""Names of the two looks."""


def same_whole(printed: str, here: str) -> str:
    """Name the look in which two figures differ that are the same number; empty for none.

    ``3`` and ``3.0`` are, where libraries count with floats today; ``3`` and ``3.5`` are not. A
    zero has a sign after some additions and none after others.

    Args:
        printed: The figure in the document.
        here: The figure printed here.
    """
    sides = [text.replace("\u2212", "-") for text in (printed, here)]
    whole = [_WHOLE.fullmatch(text) for text in sides]
    if all(whole) and len({match.group("whole") for match in whole if match}) == 1:
        return WHOLE_NUMBER
    signs = {text[:1] == "-" for text in sides}
    return ZERO_SIGN if all(_ZERO.fullmatch(text) for text in sides) and len(signs) > 1 else ""
