"""A figure that random runs are said to be about, within a margin that the claim gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from harness.claims.claim_keys import OwnWords
from harness.claims.strict import Sentence
from harness.kinds.typical import Typical, spread_of
from harness.statistics.about import judge_about
from harness.statistics.outcome import judge_outcome
from harness.verdicts import Basis, Verdict, Weaker


class About(Typical):
    """A figure that the typical run is near.

    Two one-sided tests decide: it is shown to be within the margin, or beyond it, or neither.
    """

    basis = Basis.TYPICAL
    weaker: ClassVar[Mapping[str, Weaker]] = {"margin": Weaker.MORE}

    kind: Literal["about"]  # type: ignore[assignment]
    states: OwnWords
    margin: float = Field(
        gt=0, description="How far the typical run may be: a share of positive figures, else units."
    )
    why: Sentence = Field(description="Why a reader would take as much for the same.")

    def judged(self, ends: tuple[float, float], runs: Sequence[float]) -> Verdict:
        """Confirm if the typical run is shown to be near the figure."""
        spread = spread_of(runs, judge_outcome(ends, runs))
        spread.pop("offset", None)  # that of another judge
        found = judge_about(sum(ends) / 2, self.margin, runs)
        return replace(found, measured={**spread, "margin": self.margin})

    @property
    def leeway(self) -> str:
        """The reason of the margin."""
        return self.survivors or self.why
