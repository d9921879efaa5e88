"""The shape of an array, of a layer's output or of a data set."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim
from harness.claims.values import value_text
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
        """Confirm if equal in every dimension."""
        if not isinstance(measured, list):
            return Verdict.error(f"not a shape: {value_text(measured)}")
        why = f"measured {self.measured_text(measured)}"
        if len(measured) != len(expected):
            why = f"{len(measured)} dimensions, not {len(expected)}"
        return Verdict.of(measured == expected, self.basis, measured, why)

    @property
    def statement(self) -> str:
        """Write the shape as a tuple."""
        shape = self.measured_text(self.document_value)
        return self.states or f"{self.read or 'the shape'} is {shape}"

    def measured_text(self, measured: Any) -> str:
        """Write the shape as a tuple."""
        return str(tuple(measured))


def _is_dimension(size: Any) -> bool:
    return size is None or (isinstance(size, int) and not isinstance(size, bool) and size >= 0)
