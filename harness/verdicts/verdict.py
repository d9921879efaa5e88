"""The verdict on one claim: its word, basis, measured value and reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from harness.verdicts.compared import Compared


class Word(StrEnum):
    """The five verdicts."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    BLOCKED = "blocked"
    ERROR = "error"


class Basis(StrEnum):
    """How strong a verdict is."""

    EXACT = "exact"
    AS_PRINTED = "as printed"
    TYPICAL = "typical"
    ORDERING = "ordering"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the five words, with what was found and why.

    Args:
        word: The verdict itself.
        basis: How strong it is; None where nothing was examined.
        measured: The part of the evidence that was compared, as JSON data.
        why: One clause that explains the word; empty where "confirmed" needs none.
        compared: What of a printed output was compared; None where there was none to compare.
        stack: The stack that measured it, where it is not the one that a run is about.
    """

    word: Word
    basis: Basis | None = None
    measured: Any = None
    why: str = ""
    compared: Compared | None = None
    stack: str = ""

    @classmethod
    def of(
        cls,
        holds: bool,
        basis: Basis,
        measured: Any,
        why: str = "",
        compared: Compared | None = None,
    ) -> Verdict:
        """Confirm or refute; ``why`` is kept only where the claim is refuted."""
        if holds:
            return cls(Word.CONFIRMED, basis, measured, compared=compared)
        return cls(Word.REFUTED, basis, measured, why, compared)

    @classmethod
    def blocked(cls, why: str) -> Verdict:
        """Make the verdict on a claim that could not be examined."""
        return cls(Word.BLOCKED, why=why)

    @classmethod
    def error(cls, why: str) -> Verdict:
        """Make the verdict on a claim whose judging or measuring broke."""
        return cls(Word.ERROR, why=why)
