"""The figures of every epoch of one random run: as a whole they are among what runs give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite
from statistics import median
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.claims.mutants import nudged
from harness.claims.values import is_number, value_text
from harness.evidence import Evidence
from harness.printed.scalars import FigureError, Scalar, reprinted
from harness.statistics.curve import FEWEST_CURVES, band_of, judge_curve
from harness.verdicts import Basis, Verdict
from harness.verdicts.tolerance import printed_number

_FACTOR = 2


class TypicalCurve(Claim):
    """The figures of a log that one run gave, one an epoch.

    The largest distance at any epoch counts, so that one true log in twenty is refuted.
    """

    basis = Basis.TYPICAL
    takes_seeds: ClassVar[bool] = True

    kind: Literal["curve"]
    states: OwnWords
    seeds: int = Field(32, ge=FEWEST_CURVES, le=1000, description="How many runs judge it.")

    def reading(self, figure: Any) -> list[Scalar]:
        """Read a list of numbers as printed."""
        if not isinstance(figure, list) or len(figure) < 2:
            raise FigureError("a curve is a list of figures, one an epoch")
        return [printed_number(str(number)) for number in figure]

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the log, as a whole, is among those that runs give."""
        if not (isinstance(measured, list) and all(map(_is_log, measured))):
            return Verdict.error(f"not a list of numbers for each seed: {value_text(measured)}")
        documented = [float(figure.exact) for figure in expected]
        if any(len(run) != len(documented) for run in measured):
            return Verdict.error("the runs have other epochs than the log")
        printed = [list(_rounded(expected, run)) for run in measured]
        found = judge_curve(documented, printed)
        return replace(found, measured=_summary(measured, printed))

    def mutants(self) -> list[Any]:
        """Double the first figure, the middle one and the last."""
        value: list[Scalar] = self.document_value
        places = sorted({0, len(value) // 2, len(value) - 1})
        return [
            [*value[:at], reprinted(value[at], value[at].exact * _FACTOR), *value[at + 1 :]]
            for at in places
        ]

    def near_misses(self) -> list[Any]:
        """Move each figure by its last digit."""
        value: list[Scalar] = self.document_value
        return [[*value[:at], nudged(value[at])[0], *value[at + 1 :]] for at in range(len(value))]

    @property
    def leeway(self) -> str:
        """A run with another seed is as true as the one that was printed."""
        return self.survivors or "one run is as true as another"

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Print the runs' middle at every epoch with the digits of the log."""
        if evidence is None:
            raise LookupError("nothing is measured")
        middle = [median(epoch) for epoch in zip(*self.measured(evidence), strict=True)]
        pairs = zip(self.document_value, middle, strict=True)
        return [reprinted(said, printed_number(repr(value)).exact) for said, value in pairs]

    def measured_text(self, measured: Any) -> str:
        """Say where the middle of the runs begins and ends."""
        if "median" not in measured:
            return f"none of {measured['seeds']} seeds has finite figures alone"
        first, last = measured["median"][0], measured["median"][-1]
        return f"{first:.4g} to {last:.4g} in the median of {measured['seeds']} seeds"


def _summary(measured: list[list[float]], printed: list[list[float]]) -> dict[str, Any]:
    """Sum up several runs: their middle, and the range of a further one, epoch by epoch."""
    ended = [run for run in measured if all(map(isfinite, run))]
    middle = {"median": [median(epoch) for epoch in zip(*ended, strict=True)]} if ended else {}
    band = band_of(printed)
    ends = {"low": [*band.low], "high": [*band.high]} if band else {}
    return {**middle, **ends, "seeds": len(measured)}


def _is_log(run: Any) -> bool:
    return isinstance(run, list) and all(map(is_number, run))


def _rounded(expected: list[Scalar], run: list[float]) -> Iterator[float]:
    """Round a run as the log is: where runs differ by less than it shows, they are the same."""
    return (round(value, -figure.place) for figure, value in zip(expected, run, strict=True))
