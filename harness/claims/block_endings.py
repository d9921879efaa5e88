"""How a code block of a document ended, and what it printed beside what its page prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from harness.claims.ending_words import DIFFERS, IN_SPITE, NOT_EXECUTED, RUNS, STOPPED
from harness.documents import Span
from harness.printed.output_differences import MISSING
from harness.printed.outputs import compare_outputs
from harness.printed.parts import Settings
from harness.printed.tracebacks import page_traceback
from harness.sandbox.transcripts import fingerprint, restored
from harness.texts.visible import short
from harness.verdicts import Compared

_LONGEST_REASON = 400
_EXCEPTION = re.compile(r"\s*(?:\w+\.)*\w*(?:Error|Exception|Warning|Interrupt|Exit|Iteration)\b")
NOT_AT_HAND = "the document is not at hand: what it prints cannot be compared"
"""Why the output of a block is unknown where nobody named the folder of its document."""

_SAVED_BY_NUMPY_2 = "No module named 'numpy._core'"
"""What NumPy 1 raises where an array of objects is read that NumPy 2 saved."""

_ANOTHER = "the document at hand is not the one that was measured; measure again"


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
        fixed: Whether the spec has a digest of every passage, so that they must be those of old.
        printed: Lines in place of those that print a block's output, with their numbers.
        unknown: Why some of what it shows cannot be compared; empty if all can.
    """

    lines: tuple[str, ...] | None = None
    other: str = ""
    fixed: bool = False
    printed: tuple[tuple[int, str], ...] | None = None
    unknown: str = ""

    @property
    def shows(self) -> bool:
        """Whether the document shows an output that the spec does not name."""
        return bool(self.printed or self.unknown)

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
        if end.blocked or end.word in (STOPPED, NOT_EXECUTED) or not (spans or self.shows):
            return end
        printed = self.printed_in(spans)
        here, unknown = self.output(found, printed)
        if unknown:
            return replace(end, unknown=unknown)
        lines = sum(1 for _, text in printed if text.strip())
        if not lines or (end.word != RUNS and not any(map(_names_exception, printed))):
            return replace(end, unknown=self.unknown)
        result = compare_outputs(printed, here, settings)
        compared = Compared.of(result, lines, strict=strict, reasons=reasons)
        cut = sum(part.get("left_out", 0) for part in found.get("output", ()))
        if cut and not any(item.kind != MISSING for item in result.substance):
            why = f"{cut:,} characters of its output were not stored; what was stored agrees"
            return replace(end, unknown=why)
        if end.word != RUNS:
            return replace(end, compared=compared, as_shown=not compared.differing)
        if not compared.differing:
            return replace(end, compared=compared, unknown=self.unknown)
        why = f"prints something else: {compared.wrong}"
        return replace(end, word=DIFFERS, why=why, compared=compared)

    def output(self, found: dict[str, Any], printed: Sequence[tuple[int, str]]) -> tuple[str, str]:
        """Return what a block printed, its exception included; or else why that is not known."""
        if self.lines is None or self.other:
            return "", self.other or NOT_AT_HAND
        parts = found.get("output", ())
        text = "".join(restored(part, self.lines) for part in parts)
        cut = any("left_out" in part for part in parts)
        own = all(isinstance(segment, str) for part in parts for segment in part["text"])
        same = found["digest"] == fingerprint(text) if "digest" in found and not cut else self.fixed
        if not (same or own):
            return "", _ANOTHER
        if cut:
            return text[: text.rfind("\n") + 1], ""  # the last line may be cut off
        if found["outcome"] == "raises":
            break_ = "\n" if text and not text.endswith("\n") else ""
            text += break_ + page_traceback(found, printed)
        return text, ""


def though_repaired(
    end: BlockEnding, mended: Mapping[str, Any], again: BlockEnding, has_data: bool
) -> BlockEnding:
    """Say that a block ended so in spite of its repairs, or that those could not be tried.

    Args:
        end: How it ended as printed.
        mended: The repaired block's part of the evidence.
        again: How that ended.
        has_data: Whether the code was given data.
    """
    if has_data and mended.get("message") == _SAVED_BY_NUMPY_2:
        why = "its repairs could not be tried: NumPy 2 saved the data at hand"
        return replace(end, why=f"{end.why}; {why}")
    if mended["outcome"] != "raises" or "after" in mended:
        return end
    why = f"{end.why}; repaired, it {again.why}"
    return replace(end, word=end.word + IN_SPITE, why=why)


def _ended(found: dict[str, Any]) -> BlockEnding:
    """Read how a block ended, leaving what it printed aside."""
    outcome, message = str(found["outcome"]), str(found.get("message", ""))
    if outcome == "needs":
        return BlockEnding(outcome, f"needs {message}", blocked=f"needs {message}")
    if outcome == STOPPED and message.startswith("not reached"):
        return BlockEnding(outcome, f"is stopped: {message}", blocked=message)
    if outcome == STOPPED:
        return BlockEnding(outcome, f"is stopped: {message}")
    if outcome == "raises":
        why = f"raises {found['type']} at line {found['line']}: {short(message, _LONGEST_REASON)}"
        return BlockEnding(str(found["type"]), why)
    return BlockEnding(outcome, outcome)


def _names_exception(line: tuple[int, str]) -> bool:
    return _EXCEPTION.match(line[1]) is not None
