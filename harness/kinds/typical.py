"""A figure of one random run: it is among what runs with other seeds give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import isfinite
from statistics import median
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.evidence_parts import in_percent
from harness.claims.mutants import neighbours
from harness.claims.values import is_number, value_text
from harness.evidence import Evidence
from harness.kinds.number import quoted_number
from harness.printed.intervals import interval_of, requoted, share_of
from harness.printed.quoted import Quoted
from harness.printed.scalars import reprinted
from harness.statistics import FEWEST
from harness.statistics.outcome import OutcomeFinding, judge_outcome
from harness.verdicts import Basis, Verdict

_FACTORS = (Fraction(3, 2), Fraction(1, 2))


class Typical(Claim):
    """A figure that one run gave, and that runs with other seeds may differ from.

    It is judged by a prediction interval of the runs that were measured, so that one true figure
    in twenty is refuted; the verdict says which error would have been noticed.
    """

    basis = Basis.TYPICAL
    takes_seeds: ClassVar[bool] = True

    kind: Literal["typical"]
    seeds: int = Field(16, ge=FEWEST, le=1000, description="How many runs judge it.")

    def reading(self, figure: Any) -> Quoted:
        """Read a number with the digits and the words it was printed with."""
        return quoted_number(figure)

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the figure is among what runs give; undecided where they tell nothing."""
        if not (isinstance(measured, list) and measured and all(map(is_number, measured))):
            return Verdict.error(f"not a number for each seed: {value_text(measured)}")
        return self.judged(self.ends(expected, measured), measured)

    def judged(self, ends: tuple[float, float], runs: Sequence[float]) -> Verdict:
        """Judge the figure by the runs.

        Args:
            ends: The smallest and the largest number that it stands for.
            runs: The same figure in each run.
        """
        found = judge_outcome(ends, runs)
        return replace(found.verdict, measured=spread_of(runs, found))

    def ends(self, expected: Quoted, measured: Sequence[float]) -> tuple[float, float]:
        """Return the smallest and the largest number that the figure stands for, as measured."""
        share = share_of(expected, median(measured), in_percent(self.read))
        found, exact = interval_of(expected), expected.first.exact
        low = exact if found.low is None else found.low
        high = exact if found.high is None else found.high
        return float(low * share), float(high * share)

    def mutants(self) -> list[Any]:
        """Make the figure half as large again, and half as large."""
        said: Quoted = self.document_value
        return list(_scaled(said)) if said.first.exact else list(neighbours(said))

    def near_misses(self) -> list[Any]:
        """Move the last printed digit."""
        return list(neighbours(self.document_value))

    @property
    def leeway(self) -> str:
        """A run with another seed is as true as the one that was printed."""
        return self.survivors or "one run is as true as another; the verdict says what would show"

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Quote the run in the middle with the digits of the figure."""
        if evidence is None:
            raise LookupError("nothing is measured")
        middle = median(self.measured(evidence))
        return requoted(self.document_value, middle, in_percent(self.read))

    def measured_text(self, measured: Any) -> str:
        """Say where the runs lie."""
        return spread_text_of(measured)


def spread_of(runs: Sequence[float], found: OutcomeFinding) -> dict[str, Any]:
    """Sum up the figures of several runs, and what they say of a documented one.

    Args:
        runs: The figures; those that are not finite count as seeds alone.
        found: What they say; of its numbers, those that are finite.
    """
    ended = [run for run in runs if isfinite(run)]
    sums = {"median": median(ended), "from": min(ended), "to": max(ended)} if ended else {}
    return {**sums, "seeds": len(runs), **found.numbers}


def spread_text_of(spread: dict[str, Any]) -> str:
    """Write such a sum in one line."""
    if "median" not in spread:
        return f"no finite number from any of {spread['seeds']} seeds"
    middle, low, high = (f"{spread[name]:.4g}" for name in ("median", "from", "to"))
    return f"{middle} in the median of {spread['seeds']} seeds, {low} to {high}"


def _scaled(said: Quoted) -> Iterator[Quoted]:
    first = said.first
    fine = first._replace(place=first.place - 1)  # a half has one digit more
    for factor in _FACTORS:
        yield said._replace(first=reprinted(fine, first.exact * factor))
