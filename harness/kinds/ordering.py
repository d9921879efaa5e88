"""An order between measured numbers: A beats B."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.claims.evidence_parts import value_at
from harness.claims.values import is_number, value_text
from harness.evidence import Evidence
from harness.verdicts import Basis, Verdict


class Ordering(Claim):
    """Numbers that rise strictly from the first path to the last."""

    basis = Basis.ORDERING

    kind: Literal["ordering"]
    states: OwnWords
    ascending: Annotated[list[str], Field(min_length=2)] = Field(
        description="Paths into the evidence, from the smallest number to the largest."
    )

    @cached_property
    def document_value(self) -> Any:
        """The stated order."""
        return self.ascending

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if each number is strictly below the next."""
        try:
            numbers = [value_at(measured, path) for path in expected]
        except LookupError as error:
            return Verdict.error(str(error))
        found = dict(zip(expected, numbers, strict=True))
        if not all(map(is_number, numbers)):
            return Verdict.error(f"not all of them are numbers: {value_text(found)}")
        rising = all(left < right for left, right in pairwise(numbers))
        return Verdict.of(rising, self.basis, found, f"measured {value_text(found)}")

    def mutants(self) -> list[Any]:
        """Swap each pair of neighbours."""
        order = self.document_value
        return [
            [*order[:index], order[index + 1], order[index], *order[index + 2 :]]
            for index in range(len(order) - 1)
        ]

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Sort the paths by what was measured."""
        numbers: dict[str, float] = self.judge(evidence).measured
        return sorted(numbers, key=numbers.__getitem__)

    def check_figure(self) -> None:
        """No check: the figure is not compared."""
