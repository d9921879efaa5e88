"""A count of a model's parameters."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim
from harness.claims.values import value_text
from harness.kinds.number import quoted_number, same_figure
from harness.printed.intervals import fits
from harness.printed.quoted import ROUNDED, Quoted
from harness.printed.scalars import FigureError
from harness.verdicts import Basis, Verdict


class Parameters(Claim):
    """How many parameters a layer or a model has: exactly, or rounded as in ``1.2M``."""

    kind: Literal["parameters"]

    def reading(self, figure: Any) -> Quoted:
        """Read a count, with or without thousands separators, or one that is rounded."""
        quoted = quoted_number(figure) if _is_count(figure) or isinstance(figure, str) else None
        if quoted is None or not _counts(quoted):
            raise FigureError(f"{value_text(figure)} is not a count of parameters")
        return quoted

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the counts are equal, or the figure is the count rounded."""
        if not _is_count(measured):
            return Verdict.error(f"not a count: {value_text(measured)}")
        basis = Basis.EXACT if expected.is_plain else Basis.AS_PRINTED
        why = f"{measured:,} is not {expected}"
        if expected.how == ROUNDED:
            why = f"off by {measured - int(expected.first.exact):+,}"
        return Verdict.of(fits(expected, measured), basis, measured, why)

    def says(self, printed: Any, expected: Any) -> bool:
        """Whether a figure as printed says what is expected, which may be more exact."""
        return same_figure(printed, expected)

    @property
    def statement(self) -> str:
        """Name the part of the model and its count."""
        said = self.document_value
        count = f"{int(said.first.exact):,}" if said.is_plain else str(said)
        return self.states or f"{self.read} is {count}"


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _counts(quoted: Quoted) -> bool:
    """Whether a figure is about whole numbers."""
    numbers = [quoted.first, *([quoted.second] if quoted.second else [])]
    return all(
        not number.special and not number.is_measure and number.exact.denominator == 1
        for number in numbers
    )
