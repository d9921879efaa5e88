"""The shape of an array, of a layer's output or of a data set."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim, value_text
from harness.claims.mutants import varied
from harness.documents import FigureError, read_literal
from harness.verdicts import Verdict


class Shape(Claim):
    """The shape of an array; None stands for a dimension of any size."""

    kind: Literal["shape"]

    def reading(self, figure: Any) -> list[int | None]:
        """Read a tuple of whole numbers and None."""
        shape = read_literal(figure) if isinstance(figure, str) else figure
        if not isinstance(shape, list) or not all(_is_dimension(size) for size in shape):
            raise FigureError(f"{value_text(figure)} is not a shape such as (None, 32, 3)")
        return shape

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Equal in every dimension."""
        if not isinstance(measured, list):
            return Verdict.error(f"not a shape: {value_text(measured)}")
        why = f"measured {_tuple(measured)}"
        if len(measured) != len(expected):
            why = f"{len(measured)} dimensions, not {len(expected)}"
        return Verdict.of(measured == expected, self.basis, measured, why)

    @property
    def statement(self) -> str:
        """Write the shape as a tuple."""
        return self.states or f"{self.read or 'the shape'} is {_tuple(self.document_value)}"

    def finding(self, verdict: Verdict) -> str:
        """Write the shape as a tuple."""
        return _tuple(verdict.measured) if verdict.basis else "nothing"

    def mutants(self) -> list[Any]:
        """Change or drop a dimension."""
        return varied(self.document_value)


def _tuple(shape: list[int | None]) -> str:
    return str(tuple(shape))


def _is_dimension(size: Any) -> bool:
    return size is None or (isinstance(size, int) and not isinstance(size, bool) and size >= 0)
