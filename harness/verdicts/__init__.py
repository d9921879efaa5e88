"""Verdicts, their outcomes, tolerances, and whether a change weakens a claim."""

from harness.verdicts.compared import Compared
from harness.verdicts.outcomes import (
    EXIT_CODES,
    KNOWN,
    LABELS,
    MISQUOTED,
    OUTCOMES,
    ExitCode,
    Expectation,
    Outcome,
    outcome_named,
    outcome_of,
    weightiest,
)
from harness.verdicts.severity import Severity
from harness.verdicts.verdict import Basis, Verdict, Word
from harness.verdicts.weakening import Effect, Weaker, effect

__all__ = [
    "EXIT_CODES",
    "KNOWN",
    "LABELS",
    "MISQUOTED",
    "OUTCOMES",
    "Basis",
    "Compared",
    "Effect",
    "ExitCode",
    "Expectation",
    "Outcome",
    "Severity",
    "Verdict",
    "Weaker",
    "Word",
    "effect",
    "outcome_named",
    "outcome_of",
    "weightiest",
]
