"""An order between measured numbers: A beats B."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import isfinite
from statistics import median
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.claims.evidence_parts import value_at
from harness.claims.values import is_number, value_text
from harness.evidence import Evidence
from harness.statistics.ranking import judge_ranking
from harness.verdicts import Basis, Verdict, Weaker, Word


class Ordering(Claim):
    """Numbers that rise strictly from the first path to the last; with seeds, in most of them."""

    basis = Basis.ORDERING
    takes_seeds: ClassVar[bool] = True
    weaker: ClassVar[Mapping[str, Weaker]] = {"margin": Weaker.LESS}

    kind: Literal["ordering"]
    states: OwnWords
    ascending: Annotated[list[str], Field(min_length=2)] = Field(
        description="Paths into the evidence, from the smallest number to the largest."
    )
    margin: float | None = Field(
        None, ge=0, description="By which share of itself the larger number is above, at least."
    )

    @property
    def least(self) -> float:
        """The margin; none where the claim gives none."""
        return self.margin or 0.0

    @cached_property
    def document_value(self) -> Any:
        """The stated order."""
        return self.ascending

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if each number is below the next, in most seeds as far as they show it."""
        if self.seeds:
            return self._over_seeds(expected, measured)
        try:
            numbers = [value_at(measured, path) for path in expected]
        except LookupError as error:
            return Verdict.error(str(error))
        found = dict(zip(expected, numbers, strict=True))
        if not all(map(is_number, numbers)):
            return Verdict.error(f"not all of them are numbers: {value_text(found)}")
        rising = all(b - a > self.least * abs(b) for a, b in pairwise(numbers))
        return Verdict.of(rising, self.basis, found, f"measured {value_text(found)}")

    def _over_seeds(self, expected: Any, measured: Any) -> Verdict:
        try:
            runs = self.runs(expected, measured)
        except LookupError as error:
            return Verdict.error(str(error))
        if not all(is_number(value) for found in runs.values() for value in found):
            return Verdict.error(f"not all of them are numbers: {value_text(runs)}")
        steps = [(a, b, judge_ranking(runs[a], runs[b], self.least)) for a, b in pairwise(expected)]
        words = [verdict.word for _, _, verdict in steps]
        word = next(w for w in (Word.REFUTED, Word.UNDECIDED, Word.CONFIRMED) if w in words)
        why = "; ".join(f"{a} below {b} {found.why}" for a, b, found in steps if found.word is word)
        middles = {path: median(ended) for path, found in runs.items() if (ended := _ended(found))}
        return Verdict(word, self.basis, {"medians": middles, "seeds": len(measured)}, why)

    def runs(self, paths: Sequence[str], measured: Any) -> dict[str, list[Any]]:
        """Take what stands at each path out of the answer of each seed.

        Raises:
            LookupError: It is not there.
        """
        return {path: [value_at(run, path) for run in measured] for path in paths}

    def measured_text(self, measured: Any) -> str:
        """Write the numbers, or their middles."""
        if not (self.seeds and isinstance(measured, dict) and "medians" in measured):
            return value_text(measured)
        middles = ", ".join(f"{path} {value:.4g}" for path, value in measured["medians"].items())
        return f"{middles or 'no finite number'} in the median of {measured['seeds']} seeds"

    def mutants(self) -> list[Any]:
        """Swap each pair of neighbours."""
        order = self.document_value
        return [
            [*order[:index], order[index + 1], order[index], *order[index + 2 :]]
            for index in range(len(order) - 1)
        ]

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Sort the paths by what was measured."""
        found = self.judge(evidence).measured
        numbers: dict[str, float] = found["medians"] if self.seeds else found
        return sorted(numbers, key=numbers.__getitem__)

    def check_figure(self) -> None:
        """No check: the figure is not compared."""


def _ended(figures: Sequence[float]) -> list[float]:
    return [figure for figure in figures if isfinite(figure)]
