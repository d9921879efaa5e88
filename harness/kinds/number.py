"""A number printed to some digits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.expectation import Sentence, Strict
from harness.claims.mutants import nudged
from harness.claims.values import is_number, value_text
from harness.documents import FigureError, Numeral, read_numeral
from harness.verdicts import Basis, Verdict, Weaker
from harness.verdicts.tolerance import half_unit, within


class Tolerance(Strict):
    """A tolerance wider than the printed digits, with its reason."""

    absolute: float = Field(gt=0)
    why: Sentence


class Number(Claim):
    """A number that holds to within half a unit of its last printed digit."""

    basis = Basis.AS_PRINTED
    weaker: ClassVar[Mapping[str, Weaker]] = {"tolerance.absolute": Weaker.MORE}

    kind: Literal["number"]
    tolerance: Tolerance | None = None

    def reading(self, figure: Any) -> Numeral:
        """Read a number with the digits it was printed with."""
        return numeral(figure)

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if within half a unit of the last printed digit, or the claim's own tolerance."""
        if not is_number(measured):
            return Verdict.error(f"not a number: {value_text(measured)}")
        difference = measured - expected.value
        wider = self.tolerance and Fraction(self.tolerance.absolute)
        holds = within(measured, expected.text, wider or half_unit(expected.text))
        return Verdict.of(holds, self.basis, measured, f"off by {difference:+.4g}")

    def mutants(self) -> list[Any]:
        """Move the number by its last printed digit, and by more than its tolerance."""
        said = self.document_value
        room = 3 * Decimal(str(self.tolerance.absolute)) if self.tolerance else 0
        beyond = [Numeral(str(Decimal(said.text) + step)) for step in (room, -room) if room]
        return [*nudged(said), *beyond]

    def near_misses(self) -> list[Any]:
        """Move the last printed digit, where the tolerance is wider than half of it."""
        return list(nudged(self.document_value)) if self.tolerance else []

    @property
    def leeway(self) -> str:
        """The reason of the tolerance."""
        return self.survivors or (self.tolerance.why if self.tolerance else "")

    @property
    def hollow(self) -> str:
        """A tolerance wider than the number lets nothing, and the other sign, pass for it."""
        value = abs(self.document_value.value)
        if self.tolerance and 0 < value <= self.tolerance.absolute:
            return "its tolerance is as wide as the number itself"
        return ""


def numeral(figure: Any) -> Numeral:
    """Read a number as printed, or as a spec writes it.

    Raises:
        FigureError: It is no number.
    """
    if not (isinstance(figure, str) or is_number(figure)):
        raise FigureError(f"{value_text(figure)} is not a number")
    return read_numeral(str(figure))
