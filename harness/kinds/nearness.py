"""A figure that random runs are said to be about, within a margin that the claim gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim_keys import OwnWords
from harness.claims.strict import Sentence
from harness.claims.values import is_number, value_text
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

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the typical run is shown to be near the figure."""
        if not (isinstance(measured, list) and measured and all(map(is_number, measured))):
            return Verdict.error(f"not a number for each seed: {value_text(measured)}")
        ends = self.ends(expected, measured)
        found = judge_about(sum(ends) / 2, self.margin, measured)
        spread = spread_of(measured, judge_outcome(ends, measured))
        spread.pop("offset", None)  # that of another judge
        return replace(found, measured={**spread, "margin": self.margin})

    @property
    def leeway(self) -> str:
        """The reason of the margin."""
        return self.survivors or self.why
