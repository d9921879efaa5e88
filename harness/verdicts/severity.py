"""How much a reader suffers from a finding."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class Severity(StrEnum):
    """What a finding does to a reader, the worst first."""

    BREAKS = "breaks"
    WRONG = "wrong"
    STALE = "stale"
    UNCLEAR = "unclear"
    COSMETIC = "cosmetic"

    @property
    def rank(self) -> int:
        """Its place among the severities; 0 for the worst."""
        return list(Severity).index(self)

    @property
    def meaning(self) -> str:
        """What it means for a reader."""
        return _MEANINGS[self]

    @property
    def level(self) -> Literal["error", "warning", "note"]:
        """The level of such a finding in SARIF."""
        return _LEVELS[self]


_MEANINGS = {
    Severity.BREAKS: "the page's code fails",
    Severity.WRONG: "a false result or statement",
    Severity.STALE: "true once, not with today's releases",
    Severity.UNCLEAR: "a reader cannot tell what is meant",
    Severity.COSMETIC: "misleads nobody",
}

_LEVELS: dict[Severity, Literal["error", "warning", "note"]] = {
    Severity.BREAKS: "error",
    Severity.WRONG: "error",
    Severity.STALE: "warning",
    Severity.UNCLEAR: "warning",
    Severity.COSMETIC: "note",
}
