"""A value that is printed exactly: a count, text, a list, a dictionary."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim
from harness.claims.values import identical, unwrapped, value_text
from harness.documents import read_literal
from harness.verdicts import Basis, Verdict


class Value(Claim):
    """A value that is printed exactly."""

    kind: Literal["value"]

    def reading(self, figure: Any) -> Any:
        """Read text as a Python literal; other JSON data stands for itself."""
        return read_literal(figure) if isinstance(figure, str) else figure

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if equal in value and in type: 1 is neither 1.0 nor True."""
        return exactly(expected, measured)


def exactly(expected: Any, measured: Any) -> Verdict:
    """Confirm if a measured value equals the expected one in value and in type."""
    measured = unwrapped(measured)
    why = f"measured {value_text(measured)}"
    return Verdict.of(identical(expected, measured), Basis.EXACT, measured, why)
