"""A comparison of benchmarks as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.statistics.slowdown import Decision, Slowdown
from harness.verdicts import ExitCode


@dataclass(frozen=True)
class BenchResult:
    """What is known of one benchmark.

    Args:
        name: Its pytest id.
        slowdown: The decision and the size of the change.
        margin: The slow-down that matters, relative.
        seconds: What a call takes on base, as far as known.
        why: Why it is not decided; empty where it is.
    """

    name: str
    slowdown: Slowdown
    margin: float
    seconds: float = 0.0
    why: str = ""

    @property
    def decision(self) -> Decision:
        """The word for it."""
        return self.slowdown.decision


@dataclass(frozen=True)
class BenchRun:
    """A comparison of a suite.

    Args:
        base: What base is.
        head: What head is.
        results: Every benchmark that was compared, in the suite's order.
        gaps: What was asked for and could not be compared, with the reason.
        notes: What a reader has to know of the machine and of the benchmarks.
        rounds: How many rounds were played; 0 where files were compared.
        seconds: How long it took.
    """

    base: str
    head: str
    results: Sequence[BenchResult]
    gaps: Sequence[str] = ()
    notes: Sequence[str] = ()
    rounds: int = 0
    seconds: float = 0.0

    @property
    def words(self) -> list[Decision]:
        """The decisions, in the order of the results."""
        return [result.decision for result in self.results]

    @property
    def exit_code(self) -> ExitCode:
        """What the command ends with; an invalid control speaks against the whole run."""
        words = self.words
        if Decision.REGRESSED in words and Decision.INVALID not in words:
            return ExitCode.CHANGED
        if self.gaps or not words or set(words) != {Decision.OK}:
            return ExitCode.NOT_LOOKED_AT
        return ExitCode.AS_EXPECTED

    @property
    def headline(self) -> str:
        """The answer in a sentence."""
        words = self.words
        counted = ", ".join(f"{words.count(word)} {word}" for word in Decision if word in words)
        return f"{self.head} against {self.base}: {counted or 'nothing could be compared'}"
