"""A tendency over the epochs of random runs, such as a gap that widens."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.claims.evidence_parts import value_at
from harness.claims.values import is_number, value_text
from harness.evidence import Evidence
from harness.statistics import FEWEST
from harness.statistics.tendency import judge_tendency, rise
from harness.verdicts import Basis, Verdict, Word


class Trend(Claim):
    """Figures that rise, or fall, from epoch to epoch in most runs."""

    basis = Basis.ORDERING
    takes_seeds: ClassVar[bool] = True

    kind: Literal["trend"]
    states: OwnWords
    seeds: int = Field(16, ge=FEWEST, le=1000, description="How many runs judge it.")
    of: str = Field(description="Path into the answer of each seed: a figure for each epoch.")
    less: str | None = Field(None, description="Path to figures that are taken off them.")
    goes: Literal["up", "down"] = "up"

    @cached_property
    def document_value(self) -> Any:
        """Which way the figures go."""
        return self.goes

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the figures go that way in most seeds, as far as these show it."""
        try:
            curves = self.curves(measured, up=expected == "up")
        except (LookupError, TypeError, ValueError):
            where = f"{self.of!r} less {self.less!r}" if self.less else repr(self.of)
            return Verdict.error(f"no figures of epochs at {where}: {value_text(measured)}")
        found = judge_tendency(curves)
        if found.word is Word.UNDECIDED and len(curves) < FEWEST:
            return Verdict.error("a trend is judged by several seeds")
        followed = sum(rise(curve) > 0 for curve in curves)
        return replace(found, measured={"followed": followed, "seeds": len(curves)})

    def curves(self, measured: Any, *, up: bool) -> list[list[float]]:
        """Take the figures of the epochs out of the answer of each seed.

        Args:
            measured: The answers.
            up: Whether what goes up is wanted; what goes down is turned round else.

        Raises:
            LookupError, TypeError, ValueError: They are not there, or are no numbers.
        """
        return [self._curve(run, up=up) for run in measured]

    def _curve(self, run: Any, *, up: bool) -> list[float]:
        figures = value_at(run, self.of)
        taken = value_at(run, self.less) if self.less else [0.0] * len(figures)
        if not all(map(is_number, [*figures, *taken])):
            raise ValueError("not a number")
        return [a - b if up else b - a for a, b in zip(figures, taken, strict=True)]

    def mutants(self) -> list[Any]:
        """Turn the tendency round."""
        return ["down" if self.document_value == "up" else "up"]

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Return the way that most seeds go."""
        measured = self.judge(evidence).measured
        mostly = 2 * measured["followed"] > measured["seeds"]
        return self.document_value if mostly else self.mutants()[0]

    def measured_text(self, measured: Any) -> str:
        """Say how many seeds follow it."""
        return f"so in {measured['followed']} of {measured['seeds']} seeds"

    def check_figure(self) -> None:
        """No check: the figure is not compared."""
