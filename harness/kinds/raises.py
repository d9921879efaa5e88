"""The exception that a call raises."""

from __future__ import annotations

import re
from typing import Any, Literal, Self

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.documents import Document
from harness.evidence import Evidence, Failure
from harness.printed.scalars import FigureError
from harness.verdicts import Verdict, Word

_NOTHING = "nothing"
_PRINTED = re.compile(r"(?:[A-Za-z_]\w*\.)*(?P<name>[^\W\d]\w*)(?::\s*(?P<message>.*))?", re.DOTALL)
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")


class Raises(Claim):
    """A call that raises an exception of a type, or nothing.

    Its figure is the exception as printed: its name, or its name and its message, as in
    ``ValueError: shapes differ``; ``expected`` says "nothing" where the document says that the call
    works. A message is compared where the figure has one, or where the page prints one behind the
    figure at the beginning of a line, white space and addresses aside; it may end in an elision, or
    be the first lines of a longer one.
    """

    kind: Literal["raises"]
    states: OwnWords

    def reading(self, figure: Any) -> str:
        """Read the name of an exception with its message, or "nothing"."""
        printed = _PRINTED.fullmatch(figure.strip()) if isinstance(figure, str) else None
        if printed is None:
            raise FigureError(f"{figure!r} is not the name of an exception, nor {_NOTHING!r}")
        message = _plain(printed["message"] or "")
        return f"{printed['name']}: {message}" if message else printed["name"]

    def on_document(self, document: Document | None, *, strict: bool = False) -> Self:
        """Add the message, where the page prints one behind the name of the exception."""
        del strict
        first, last = self.at.span
        lines = document.lines[first - 1 : last] if document and not self._has_expected else ()
        for line in map(str.strip, lines):
            if line.startswith(f"{self.at.figure}: ") and line != f"{self.at.figure}: ":
                return self.with_value(self.reading(line))
        return self

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Judge a call that returned."""
        del measured
        return Verdict.of(expected == _NOTHING, self.basis, _NOTHING, "nothing is raised")

    def judge_against(self, expected: Any, evidence: Any) -> Verdict:
        """Judge a call by how it ended."""
        failure: Failure | None = evidence.failure
        if failure is None or failure.silent:
            return super().judge_against(expected, evidence)
        name, _, message = expected.partition(": ")
        measured = _raised(failure) if message else failure.type
        if name != failure.type:
            return Verdict.of(False, self.basis, measured, f"raises {_first_line(failure)}")
        if message and not _is_said(message, failure.message):
            return Verdict.of(False, self.basis, measured, f"its message is {_first_line(failure)}")
        if message and len(message) < len(_plain(failure.message)):
            note = "only the beginning of its message is printed"
            return Verdict(Word.CONFIRMED, self.basis, measured, note)
        return Verdict.of(True, self.basis, measured)

    def mutants(self) -> list[Any]:
        """Name another exception, or none; or change the message."""
        said = self.document_value
        name, _, message = said.partition(": ")
        other = "KeyError" if name == "ValueError" else "ValueError"
        messages = [f"{name}: not {message}", f"{name}: {message} x"] if message else []
        return [other, "Exception" if said == _NOTHING else _NOTHING, *messages]

    def agreeing_value(self, evidence: Evidence | None) -> str:
        """Name what was raised."""
        name: str = self.judge(evidence).measured
        return name

    def check_figure(self) -> None:
        """Check that an exception is named."""
        self.document_value  # noqa: B018 - reading it is the check


def _plain(message: str) -> str:
    return _ADDRESS.sub("0x", " ".join(message.split()))


def _raised(failure: Failure) -> str:
    message = _plain(failure.message)
    return f"{failure.type}: {message}" if message else failure.type


def _first_line(failure: Failure) -> str:
    lines = failure.message.splitlines()
    return f"{failure.type}: {lines[0] if lines else ''}"


def _is_said(printed: str, message: str) -> bool:
    """Whether a message is printed: all of it, its first lines, or its begin and an elision."""
    if printed.endswith(("...", "…")):
        return _plain(message).startswith(printed.rstrip(".… "))
    lines = message.splitlines()
    return any(printed == _plain("\n".join(lines[: last + 1])) for last in range(len(lines)))
