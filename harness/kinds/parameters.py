"""A count of a model's parameters."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim
from harness.claims.values import value_text
from harness.documents import FigureError, read_integer
from harness.verdicts import Verdict


class Parameters(Claim):
    """How many parameters a layer or a model has."""

    kind: Literal["parameters"]

    def reading(self, figure: Any) -> int:
        """Read a whole number, with or without thousands separators."""
        if _is_count(figure):
            return int(figure)
        if not isinstance(figure, str):
            raise FigureError(f"{value_text(figure)} is not a count of parameters")
        return read_integer(figure)

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the counts are equal."""
        if not _is_count(measured):
            return Verdict.error(f"not a count: {value_text(measured)}")
        difference = measured - expected
        return Verdict.of(difference == 0, self.basis, measured, f"off by {difference:+,}")

    @property
    def statement(self) -> str:
        """Name the part of the model and its count."""
        return self.states or f"{self.read} is {self.document_value:,}"


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
