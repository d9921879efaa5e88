"""Agreement between passages of one document."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from harness.claims.at import At
from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.claims.mutants import varied
from harness.claims.values import identical, value_text
from harness.evidence import Evidence
from harness.kinds.number import quoted_number
from harness.printed.intervals import fits, requoted
from harness.printed.literals import read_literal
from harness.printed.quoted import Quoted
from harness.printed.scalars import FigureError
from harness.verdicts import Basis, Verdict

_BASES = {"equal": Basis.EXACT, "rounds": Basis.AS_PRINTED, "ascending": Basis.ORDERING}


class Agreement(Claim):
    """Two or more passages whose figures must fit together.

    The relation says how: ``equal``; ``rounds``, where this claim's figure is another one with
    fewer digits; ``ascending``, from this claim's figure through the others in their order.
    """

    measures: ClassVar[bool] = False

    kind: Literal["agreement"]
    states: OwnWords
    against: Annotated[list[At], Field(min_length=1)]
    relation: Literal["equal", "rounds", "ascending"] = "equal"

    def reading(self, figure: Any) -> Any:
        """Read a number with its digits if the relation is ``rounds``, else a literal."""
        if self.relation == "rounds":
            return quoted_number(figure)
        return read_literal(figure) if isinstance(figure, str) else figure

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if this claim's figure and those of the other passages fit the relation."""
        del measured
        others = [self.reading(at.figure) for at in self.against]
        found = [str(item) if isinstance(item, Quoted) else item for item in others]
        first, *more = found
        why = f"the other passage says {value_text(found if more else first)}"
        return Verdict.of(self._fits(expected, others), _BASES[self.relation], found, why)

    @property
    def terms(self) -> dict[str, Any]:
        """The terms, with the figures of the other passages, without their lines."""
        return super().terms | {"against": [at.figure for at in self.against]}

    def measured_text(self, measured: Any) -> str:
        """Write the other passages' figures."""
        return ", ".join(map(value_text, measured))

    def mutants(self) -> list[Any]:
        """Vary this claim's figure; for an ascending order, take that of the last passage."""
        if self.relation == "ascending":
            return [self.reading(self.against[-1].figure)]
        return varied(self.document_value)

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Take the other passage's figure, or one that comes before it.

        Raises:
            LookupError: The other passages do not rise themselves.
        """
        del evidence
        first, *rest = [self.reading(at.figure) for at in self.against]
        if self.relation == "rounds":
            return requoted(self.document_value, float(_share(first)))
        if self.relation == "equal":
            return first
        if not all(left < right for left, right in pairwise([first, *rest])):
            raise LookupError("the other passages are out of order themselves")
        return "" if isinstance(first, str) else first - 1

    @property
    def passages(self) -> list[At]:
        """This claim's own, and those that it is compared with."""
        return [self.at, *self.against]

    def check_figure(self) -> None:
        """Check that every passage has a figure, and that an order between them exists."""
        super().check_figure()
        if any(at.figure is None for at in self.against):
            raise FigureError("every passage under 'against' needs its figure")
        values = [self.document_value, *(self.reading(at.figure) for at in self.against)]
        if self.relation == "ascending" and len({isinstance(value, str) for value in values}) > 1:
            raise FigureError("text and numbers have no order between them")

    def _fits(self, expected: Any, others: list[Any]) -> bool:
        match self.relation:
            case "equal":
                return all(identical(expected, other) for other in others)
            case "rounds":
                return all(fits(expected, _share(other)) for other in others)
        return all(left < right for left, right in pairwise([expected, *others]))


def _share(quoted: Quoted) -> Fraction:
    """Return the number of a figure; percent are hundredths."""
    return quoted.first.exact / (100 if quoted.first.is_percent else 1)
