"""Verdicts, their outcomes, tolerances, and whether a change weakens a claim."""

from harness.verdicts.compared import Compared
from harness.verdicts.outcomes import (
    MISQUOTED,
    OUTCOMES,
    Expectation,
    Outcome,
    outcome_named,
    outcome_of,
)
from harness.verdicts.verdict import Basis, Verdict, Word
from harness.verdicts.weakening import Effect, Weaker, effect

__all__ = [
    "MISQUOTED",
    "OUTCOMES",
    "Basis",
    "Compared",
    "Effect",
    "Expectation",
    "Outcome",
    "Verdict",
    "Weaker",
    "Word",
    "effect",
    "outcome_named",
    "outcome_of",
]
