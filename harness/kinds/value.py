"""A value that is printed exactly: a count, text, a list, a dictionary."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim, value_text
from harness.claims.evidence_path import unwrapped
from harness.claims.mutants import varied
from harness.documents import read_literal
from harness.verdicts import Verdict


class Value(Claim):
    """A value that is printed exactly."""

    kind: Literal["value"]

    def reading(self, figure: Any) -> Any:
        """Read text as a Python literal; other JSON data stands for itself."""
        return read_literal(figure) if isinstance(figure, str) else figure

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Equal in value and in type: 1 is neither 1.0 nor True."""
        measured = unwrapped(measured)
        same = identical(expected, measured)
        return Verdict.of(same, self.basis, measured, f"measured {value_text(measured)}")

    def mutants(self) -> list[Any]:
        """Vary the value in one place."""
        return varied(self.document_value)


def identical(left: Any, right: Any) -> bool:
    """Whether two pieces of JSON data are equal in value and in type."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(identical, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(identical(left[k], right[k]) for k in left)
    return bool(left == right)
