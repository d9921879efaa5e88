"""How a code block of a document ended, and what it printed beside what its page prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from harness.documents import Span
from harness.printed.comparison import compare
from harness.printed.differences import MISSING
from harness.printed.parts import Settings
from harness.sandbox.transcripts import fingerprint, restored
from harness.texts.visible import short
from harness.verdicts import Compared

RUNS, DIFFERS, STOPPED, NOT_EXECUTED = "runs", "differs", "stopped", "not executed"

_LONGEST_REASON = 400
_NOT_AT_HAND = "the document is not at hand: what it prints cannot be compared"
_ANOTHER = "the document at hand is not the one that was measured: what is printed cannot be read"


@dataclass(frozen=True)
class BlockEnding:
    """How a block ended.

    Args:
        word: "runs", "differs", "stopped", "not executed", or the name of an exception.
        why: The same, in a clause.
        as_shown: Whether it raised the exception that its page prints.
        compared: What of its output was compared; None where the page prints nothing, or it could
            not be compared.
        blocked: Why the block could not be run at all; empty if it could.
        unknown: Why its output could not be compared; empty if it could.
    """

    word: str
    why: str
    as_shown: bool = False
    compared: Compared | None = None
    blocked: str = ""
    unknown: str = ""


class PageOutput(NamedTuple):
    """The lines of a document, as the claims about its code need them.

    Args:
        lines: All of them; None where the document is not at hand.
        other: Why they are not those of the spec; empty if they are.
        printed: Lines in place of those that print a block's output, with their numbers.
    """

    lines: tuple[str, ...] | None = None
    other: str = ""
    printed: tuple[tuple[int, str], ...] | None = None

    def printed_in(self, spans: Sequence[Span]) -> list[tuple[int, str]]:
        """Return the lines of some passages with their numbers; none where they are not at hand."""
        if self.printed is not None:
            return list(self.printed)
        lines = () if self.lines is None or self.other else self.lines
        numbers = (number for first, last in spans for number in range(first, last + 1))
        return [(number, lines[number - 1]) for number in numbers if number <= len(lines)]

    def ending(
        self,
        found: dict[str, Any],
        spans: Sequence[Span],
        settings: Settings,
        reasons: Mapping[str, str],
        *,
        strict: bool,
    ) -> BlockEnding:
        """Read how a block ended, and compare what it printed.

        Args:
            found: The block's part of the evidence.
            spans: The passages of the page that print its output.
            settings: How it is compared.
            reasons: Why the spec leaves parts out, by their names.
            strict: Whether a difference of form is a difference.
        """
        end = _ended(found)
        if end.blocked or end.word in (STOPPED, NOT_EXECUTED) or not spans:
            return end
        here, unknown = self.output(found)
        if unknown:
            return replace(end, unknown=unknown)
        printed = self.printed_in(spans)
        lines = sum(1 for _, text in printed if text.strip())
        if not lines:
            return end
        result = compare(printed, here, settings)
        compared = Compared.of(result, lines, strict=strict, reasons=reasons)
        cut = sum(part.get("left_out", 0) for part in found.get("output", ()))
        if cut and not any(item.kind != MISSING for item in result.substance):
            why = f"{cut:,} characters of its output were not stored; what was stored agrees"
            return replace(end, unknown=why)
        if end.word != RUNS:
            return replace(end, compared=compared, as_shown=not compared.differing)
        if not compared.differing:
            return replace(end, compared=compared)
        why = f"prints something else: {compared.wrong}"
        return replace(end, word=DIFFERS, why=why, compared=compared)

    def output(self, found: dict[str, Any]) -> tuple[str, str]:
        """Return what a block printed, its exception included; or else why that is not known."""
        parts = found.get("output", ())
        if self.lines is None or self.other:
            return "", self.other or _NOT_AT_HAND
        text = "".join(restored(part, self.lines) for part in parts)
        if any("left_out" in part for part in parts):
            return text[: text.rfind("\n") + 1], ""  # the last line may be cut off
        if "digest" in found and found["digest"] != fingerprint(text):
            return "", _ANOTHER
        if found["outcome"] == "raises":
            break_ = "\n" if text and not text.endswith("\n") else ""
            text += f"{break_}{_traceback(found)}"
        return text, ""


def _ended(found: dict[str, Any]) -> BlockEnding:
    """Read how a block ended, leaving what it printed aside."""
    outcome, message = str(found["outcome"]), str(found.get("message", ""))
    if outcome == "needs":
        return BlockEnding(outcome, f"needs {message}", blocked=f"needs {message}")
    if message.startswith("not reached"):
        return BlockEnding(outcome, f"is stopped: {message}", blocked=message)
    if outcome == STOPPED:
        return BlockEnding(outcome, f"is stopped: {message}")
    if outcome == "raises":
        why = f"raises {found['type']} at line {found['line']}: {short(message, _LONGEST_REASON)}"
        return BlockEnding(str(found["type"]), why)
    return BlockEnding(outcome, outcome)


def _traceback(found: dict[str, Any]) -> str:
    """Write an exception as a page shows it; the frames between are no result."""
    return f"Traceback (most recent call last):\n{found['type']}: {found['message']}"
