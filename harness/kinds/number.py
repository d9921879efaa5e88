"""A number as a person quotes it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.evidence_parts import in_percent, value_at
from harness.claims.mutants import neighbours, varied
from harness.claims.strict import Sentence, Strict
from harness.claims.values import as_json, is_number, value_text
from harness.evidence import Evidence
from harness.printed.intervals import fits, requoted, share_of
from harness.printed.quoted import ROUNDED, Quoted, read_quoted
from harness.printed.scalars import FigureError, Scalar, reprinted
from harness.verdicts import Basis, Verdict, Weaker
from harness.verdicts.tolerance import printed_number


class WiderTolerance(Strict):
    """A tolerance wider than the printed digits, with its reason."""

    absolute: float = Field(gt=0)
    why: Sentence


class Number(Claim):
    """A number that holds to its printed digits, or within the bounds that its figure states.

    Its figure may be quoted with words and units: ``about 0.91``, ``over 90%``, ``0.9-1.1``,
    ``1.2M``, ``0.91 ± 0.02``. Percent may be measured as percent or as a fraction.
    """

    basis = Basis.AS_PRINTED
    weaker: ClassVar[Mapping[str, Weaker]] = {"tolerance.absolute": Weaker.MORE}

    kind: Literal["number"]
    tolerance: WiderTolerance | None = None

    def reading(self, figure: Any) -> Quoted:
        """Read a number with the digits and the words it was printed with."""
        return quoted_number(figure)

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the figure, or the claim's own tolerance, leaves room for the number."""
        if not is_number(measured):
            return Verdict.error(f"not a number: {value_text(measured)}")
        wider = Fraction(self.tolerance.absolute) if self.tolerance else None
        percent = in_percent(self.read)
        holds = fits(expected, measured, percent, wider)
        return Verdict.of(holds, self.basis, measured, _apart(expected, measured, percent))

    def mutants(self) -> list[Any]:
        """Move the number by its last printed digit, and by more than its tolerance."""
        return [*varied(self.document_value), *self._beyond()]

    def says(self, printed: Any, expected: Any) -> bool:
        """Whether a figure as printed says what is expected, which may be more exact."""
        return same_figure(printed, expected)

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Quote what was measured with the digits of the figure."""
        measured = value_at(evidence.value if evidence else None, self.read)
        if not is_number(measured):
            return measured
        return requoted(self.document_value, measured, in_percent(self.read))

    def _beyond(self) -> list[Any]:
        number = self.document_value.first
        if self.tolerance is None or number.special or self.document_value.how != ROUNDED:
            return []
        room = printed_number(repr(self.tolerance.absolute))
        fine = number._replace(place=min(number.place, room.place))
        steps = (3 * room.exact, -3 * room.exact)
        return [_alone(reprinted(fine, number.exact + step)) for step in steps]

    def near_misses(self) -> list[Any]:
        """Move the last printed digit, where more than what rounds to the figure may pass."""
        said: Quoted = self.document_value
        if said.first.special or not (self.tolerance or said.how != ROUNDED):
            return []
        return list(neighbours(said))

    @property
    def leeway(self) -> str:
        """The reason of the tolerance, or the words of the page itself."""
        how = self.document_value.how
        said = "" if how == ROUNDED else f"the page itself says as much: {self.document_value}"
        return self.survivors or (self.tolerance.why if self.tolerance else said)

    @property
    def hollow(self) -> str:
        """A tolerance wider than the number lets nothing, and the other sign, pass for it."""
        value = abs(self.document_value.first.number)
        if self.tolerance and 0 < value <= self.tolerance.absolute:
            return "its tolerance is as wide as the number itself"
        return ""


def quoted_number(figure: Any) -> Quoted:
    """Read a number as a document quotes it, or as a spec writes it.

    Raises:
        FigureError: It is no number.
    """
    if not (isinstance(figure, str) or is_number(figure)):
        raise FigureError(f"{value_text(figure)} is not a number")
    return read_quoted(str(figure))


def same_figure(printed: Quoted, expected: Quoted) -> bool:
    """Whether a figure says a number: the same one, or one that it rounds or bounds."""
    if printed[1:] == expected[1:]:
        return True
    if printed.is_plain or expected.how != ROUNDED:
        return bool(as_json(printed) == as_json(expected))
    return fits(printed, expected.first.number)


def _alone(number: Scalar) -> Quoted:
    return Quoted(number.text, ROUNDED, number)


def _apart(quoted: Quoted, measured: float, percent: bool) -> str:
    """Say how far a measured number is from a figure."""
    if quoted.how != ROUNDED or quoted.first.special:
        return f"{value_text(measured)} is not {quoted}"
    share = share_of(quoted, measured, percent)
    return f"off by {measured - float(quoted.first.exact * share):+.4g}"
