"""An order between measured numbers: A beats B."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field

from harness.claims.claim import Claim, value_text
from harness.claims.evidence_path import value_at
from harness.claims.expectation import Sentence
from harness.evidence import Evidence
from harness.verdicts import Basis, Verdict


class Ordering(Claim):
    """Numbers that rise strictly from the first path to the last."""

    basis = Basis.ORDERING

    kind: Literal["ordering"]
    states: Sentence = Field(description="The statement in our own words.")
    ascending: Annotated[list[str], Field(min_length=2)] = Field(
        description="Paths into the evidence, from the smallest number to the largest."
    )

    def reading(self, figure: Any) -> Any:
        """Paths stand for themselves."""
        return figure

    @cached_property
    def document_value(self) -> Any:
        """The stated order."""
        return self.ascending

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Each number strictly below the next."""
        try:
            numbers = [value_at(measured, path) for path in expected]
        except LookupError as error:
            return Verdict.error(str(error))
        rising = all(left < right for left, right in pairwise(numbers))
        found = dict(zip(expected, numbers, strict=True))
        return Verdict.of(rising, self.basis, found, f"measured {value_text(found)}")

    def mutants(self) -> list[Any]:
        """Swap every two neighbours."""
        swaps, order = [], self.document_value
        for index in range(len(order) - 1):
            swapped = list(order)
            swapped[index : index + 2] = reversed(swapped[index : index + 2])
            swaps.append(swapped)
        return swaps

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Sort the paths by what was measured."""
        numbers: dict[str, float] = self.judge(evidence).measured
        return sorted(numbers, key=numbers.__getitem__)

    def check_figure(self) -> None:
        """Check nothing: the figure names what is compared."""
