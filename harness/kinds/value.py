"""A value that is printed exactly: a count, text, a list, a dictionary, an array."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Literal

from harness.claims.claim import Claim
from harness.claims.values import identical, unwrapped, value_text
from harness.kinds.array import array_verdict
from harness.printed.literals import Nested, PrintedType, printed_type, read_array, read_literal
from harness.printed.scalars import FigureError
from harness.verdicts import Basis, Verdict

_APART = re.compile(r"['\"]\s+[bu]?['\"]")
"""Texts of an array that Python would join to one: ``['a' 'b']``."""


class Value(Claim):
    """A value that is printed exactly; an array in NumPy's notation holds to its digits."""

    kind: Literal["value"]

    def reading(self, figure: Any) -> Any:
        """Read text as a Python literal or as an array; other JSON data stands for itself."""
        if not isinstance(figure, str):
            return figure
        array = _array_in(figure)
        return read_literal(figure) if array is None else array

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if equal in value and in type: 1 is neither 1.0 nor True."""
        if self._printed_type is not None:
            return array_verdict(expected, measured, self._printed_type)
        return exactly(expected, measured)

    @cached_property
    def _printed_type(self) -> PrintedType | None:
        """What is printed of the type of an array; None where the figure is none."""
        figure = self.expected if self._has_expected else self.at.figure
        return None if _array_in(figure) is None else printed_type(str(figure))


def _array_in(figure: Any) -> Nested | None:
    """Read an array in a notation that is not Python's own; None for everything else."""
    if not isinstance(figure, str) or "[" not in figure:
        return None
    try:
        is_literal = not isinstance(read_literal(figure), str)
    except FigureError:
        is_literal = False
    if is_literal and not _APART.search(figure):
        return None
    try:
        return read_array(figure)
    except FigureError:
        return None


def exactly(expected: Any, measured: Any) -> Verdict:
    """Confirm if a measured value equals the expected one in value and in type."""
    measured = unwrapped(measured)
    why = f"measured {value_text(measured)}"
    return Verdict.of(identical(expected, measured), Basis.EXACT, measured, why)
