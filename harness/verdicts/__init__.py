"""Verdicts, and what follows from them."""

from harness.verdicts.outcomes import (
    MISQUOTED,
    OUTCOMES,
    Outcome,
    Record,
    outcome_named,
    outcome_of,
)
from harness.verdicts.strength import Effect, Weaker, effect
from harness.verdicts.verdict import Basis, Verdict, Word

__all__ = [
    "MISQUOTED",
    "OUTCOMES",
    "Basis",
    "Effect",
    "Outcome",
    "Record",
    "Verdict",
    "Weaker",
    "Word",
    "effect",
    "outcome_named",
    "outcome_of",
]
