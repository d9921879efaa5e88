"""The table that maps a verdict and an expectation to an outcome, and the table of exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from harness.verdicts.verdict import Word


class Expectation(StrEnum):
    """What a spec expects of a claim on a stack."""

    HOLDS = "holds"
    ERRATUM = "erratum"
    DRIFT = "drift"
    NOT_YET = "not yet"
    NOT_REPRODUCIBLE = "not reproducible"


class ExitCode(IntEnum):
    """What a command ends with."""

    AS_EXPECTED = 0
    CHANGED = 1
    MISUSED = 2
    BROKEN = 3
    NOT_LOOKED_AT = 4


EXIT_CODES: dict[ExitCode, str] = {
    ExitCode.BROKEN: "Harness itself failed",
    ExitCode.MISUSED: "a spec, a document or the command line is wrong",
    ExitCode.CHANGED: "some verdict changed, an output is wrong or code raises",
    ExitCode.NOT_LOOKED_AT: "something that was asked for could not be looked at",
    ExitCode.AS_EXPECTED: "every verdict is the expected one",
}
"""What exit codes mean; where several apply, the one that stands first here counts."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from a verdict.

    Args:
        label: The word that reports show.
        pytest: The outcome of the pytest item.
        junit: The element inside ``<testcase>``; None for a pass.
        exit_code: The exit code that this outcome alone asks for.
        colour: The colour's name in the terminal and in the page's style sheet.
        mark: One character, so that colour is not needed to tell outcomes apart.
        level: The level of its finding in SARIF; None where it is no finding.
    """

    label: str
    pytest: Literal["passed", "failed", "skipped", "xfailed"]
    junit: Literal["failure", "error", "skipped"] | None
    exit_code: int
    colour: str
    mark: str
    level: Literal["error", "warning", "note"] | None = None

    @property
    def changed(self) -> bool:
        """Whether the verdict is not the expected one."""
        return self.exit_code == 1

    @property
    def unseen(self) -> bool:
        """Whether it says nothing of the document: nothing was seen that could be judged."""
        return self.pytest == "skipped"

    @property
    def finding(self) -> bool:
        """Whether the document is refuted as its spec, or a person, says."""
        return self.pytest == "xfailed"


_CONFIRMED = Outcome("confirmed", "passed", None, 0, "green", "✓")
_REFUTED = Outcome("refuted", "failed", "failure", 1, "red", "✗", "error")
_RAISES = Outcome("raises", "failed", "failure", 1, "red", "✗", "error")
_ERRATUM = Outcome("erratum", "xfailed", "skipped", 0, "magenta", "!", "warning")
_DRIFT = Outcome("drift", "xfailed", "skipped", 0, "yellow", "~", "warning")
_NOT_YET = Outcome("not yet", "xfailed", "skipped", 0, "yellow", "◦", "note")
_NOT_REPRODUCIBLE = Outcome("not reproducible", "xfailed", "skipped", 0, "cyan", "≁", "note")
_OUTDATED = Outcome("outdated record", "failed", "failure", 1, "red", "↑", "error")
_UNDECIDED = Outcome("undecided", "skipped", "skipped", 0, "cyan", "?")
_RANDOM = Outcome("random", "skipped", "skipped", 0, "cyan", "?")
_VOLATILE = Outcome("volatile", "skipped", "skipped", 0, "cyan", "≈")
_PICTURE = Outcome("picture", "skipped", "skipped", 0, "cyan", "▣")
_BLOCKED = Outcome("blocked", "skipped", "skipped", 0, "blue", "∅")
_ERROR = Outcome("error", "failed", "error", 3, "bright_red", "E")

MISQUOTED = Outcome("misquoted", "failed", "failure", 1, "red", "≠", "error")
"""For a figure that the document prints otherwise: the spec is wrong or out of date."""

KNOWN = Outcome("known", "xfailed", "skipped", 0, "magenta", "!", "warning")
"""For a finding of ``harness check`` that a person knows and has accepted."""

_TABLE: dict[tuple[Word, Expectation], Outcome] = {
    (Word.CONFIRMED, Expectation.HOLDS): _CONFIRMED,
    (Word.CONFIRMED, Expectation.ERRATUM): _OUTDATED,
    (Word.CONFIRMED, Expectation.DRIFT): _OUTDATED,
    (Word.CONFIRMED, Expectation.NOT_YET): _OUTDATED,
    (Word.REFUTED, Expectation.HOLDS): _REFUTED,
    (Word.REFUTED, Expectation.ERRATUM): _ERRATUM,
    (Word.REFUTED, Expectation.DRIFT): _DRIFT,
    (Word.REFUTED, Expectation.NOT_YET): _NOT_YET,
    (Word.CONFIRMED, Expectation.NOT_REPRODUCIBLE): _OUTDATED,
    (Word.REFUTED, Expectation.NOT_REPRODUCIBLE): _OUTDATED,
    **{(Word.UNDECIDED, expectation): _UNDECIDED for expectation in Expectation},
    (Word.UNDECIDED, Expectation.NOT_REPRODUCIBLE): _NOT_REPRODUCIBLE,
    **{(Word.BLOCKED, expectation): _BLOCKED for expectation in Expectation},
    **{(Word.ERROR, expectation): _ERROR for expectation in Expectation},
}

OUTCOMES: tuple[Outcome, ...] = (
    _CONFIRMED,
    _REFUTED,
    _RAISES,
    _OUTDATED,
    MISQUOTED,
    _ERRATUM,
    KNOWN,
    _DRIFT,
    _NOT_YET,
    _NOT_REPRODUCIBLE,
    _UNDECIDED,
    _RANDOM,
    _VOLATILE,
    _PICTURE,
    _BLOCKED,
    _ERROR,
)
"""Every outcome, in the order in which reports count them."""

LABELS: dict[str, Word] = {
    "confirmed": Word.CONFIRMED,
    "refuted": Word.REFUTED,
    "raises": Word.REFUTED,
    "random": Word.UNDECIDED,
    "volatile": Word.UNDECIDED,
    "picture": Word.UNDECIDED,
    "blocked": Word.BLOCKED,
    "error": Word.ERROR,
}
"""What a block of a checked document, and its output, may be called, with the verdict of each."""

_BY_LABEL = {outcome.label: outcome for outcome in OUTCOMES}


def outcome_of(word: Word, expectation: Expectation) -> Outcome:
    """Look up the outcome of a verdict, by what the spec expects."""
    return _TABLE[word, expectation]


def outcome_named(label: str) -> Outcome:
    """Find the outcome that a run record names."""
    return _BY_LABEL[label]


def weightiest(codes: Iterable[int]) -> int:
    """Choose the exit code that tells most; without any, every verdict is the expected one."""
    found = set(codes)
    return int(next((code for code in EXIT_CODES if code in found), ExitCode.AS_EXPECTED))
