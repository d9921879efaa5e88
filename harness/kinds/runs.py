"""A code block that runs as printed, and prints what the document prints."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, PrivateAttr

from harness.claims.claim import Claim
from harness.claims.code_blocks import Code, Ignored
from harness.claims.subject_check import Subject, whole_subject
from harness.documents import FigureError
from harness.evidence import Evidence, Request
from harness.verdicts import Basis, Verdict

RUNS, DIFFERS, STOPPED, NOT_EXECUTED = "runs", "differs", "stopped", "not executed"
_WORDS = (RUNS, DIFFERS, STOPPED, NOT_EXECUTED)


class Runs(Claim):
    """A code block of the document that does what the document shows.

    It names its block by the lines under ``at``. Unless ``expected`` says otherwise the block runs
    and prints what the page prints below it; else it is the name of an exception, "stopped" where
    a limit ends it, "differs" where it prints something else, or "not executed" where nothing in
    it is Python.
    """

    basis = Basis.AS_PRINTED

    kind: Literal["runs"]
    subject: Subject = Field("harness.sandbox.notebook:run")
    ignore: Ignored = Field(default_factory=dict, description="Differences that do not count.")

    _code: Code | None = PrivateAttr(None)
    _request: Request | None = PrivateAttr(None)

    def on_page(self, document: str, code: Code | None) -> Self:
        """Add the document's code blocks, as the spec lists them.

        Raises:
            ValueError: None of them has this claim's lines, or a stack would not find the page.
        """
        if code is None:
            raise ValueError("a claim of kind 'runs' needs the page's key 'code'")
        if "/" in document:
            raise ValueError("a page whose code runs goes by its file name, not by a path")
        code.find(self.at.span)
        self._code = code
        self._request = Request(
            whole_subject(self.subject), code.given(document), seconds=code.longest
        )
        return self

    @property
    def request(self) -> Request:
        """The one measurement of all blocks of the page."""
        return self._request or Request(whole_subject(self.subject), self.given)

    def reading(self, figure: Any) -> str:
        """Read how a block ends: one of the words, or the name of an exception."""
        if figure is None:
            return RUNS
        if not isinstance(figure, str) or not (figure in _WORDS or figure.isidentifier()):
            raise FigureError(f"{figure!r} is no exception, nor one of {', '.join(_WORDS)}")
        return figure

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the block ended as expected; a block that could not run is blocked."""
        index = self._code.find(self.at.span) if self._code else 0
        found = measured["printed"][index]
        if found["outcome"] == "needs":
            return Verdict.blocked(f"needs {found['message']}")
        if found.get("message", "").startswith("not reached"):
            return Verdict.blocked(found["message"])
        word, why = self.ends(found), self.explain(found)
        if measured["repaired"] and self._code and self._code.repairs_of(self.at.span):
            mended = measured["repaired"][index]
            if mended["outcome"] == "raises" and "after" not in mended:
                word += " in spite of its repairs"
                why += f"; repaired, it {self.explain(mended)}"
        return Verdict.of(word == expected, self.basis, word, why)

    def explain(self, found: dict[str, Any]) -> str:
        """Say how the block ended."""
        match self.ends(found):
            case "runs" | "not executed" as word:
                return word
            case "stopped":
                return f"is stopped: {found['message']}"
            case "needs":
                return f"needs {found['message']}"
            case "differs":
                first = [f"{_line(item)} {kind}" for kind, item in self._differences(found)]
                return f"prints something else: {'; '.join(first)}"
        return f"raises {found['type']} at line {found['line']}: {found['message']}"

    def mutants(self) -> list[Any]:
        """Name every other way in which the block could have ended, and two exceptions."""
        ends = [*_WORDS, "KeyError", "ValueError"]
        return [end for end in ends if end != self.document_value]

    def agreeing_value(self, evidence: Evidence | None) -> str:
        """Return how the block ended.

        Raises:
            LookupError: The block could not run, or its repairs do not mend it.
        """
        verdict = self.judge(evidence)
        if verdict.basis is None or " " in verdict.measured.replace(NOT_EXECUTED, ""):
            raise LookupError(verdict.why)
        return str(verdict.measured)

    def check_figure(self) -> None:
        """Check that the claim says how the block ends."""
        self.document_value  # noqa: B018 - reading it is the check

    @property
    def statement(self) -> str:
        """How the block ends according to the document, in one sentence."""
        first, last = self.at.span
        ends = {RUNS: "runs and prints what the page prints", NOT_EXECUTED: "is not Python"}
        value = self.document_value
        how = ends.get(value) or (value if value in _WORDS else f"raises {value}")
        return self.states or f"The code of lines {first} to {last} {how}."

    def ends(self, found: dict[str, Any]) -> str:
        """Return how the block ended: one of the words, or the name of an exception."""
        if found["outcome"] == "raises":
            return str(found["type"])
        if found["outcome"] == RUNS and self._differences(found):
            return DIFFERS
        return str(found["outcome"])

    def _differences(self, found: dict[str, Any]) -> list[tuple[str, Any]]:
        ignored = {*self.ignore, *(self._code.ignore if self._code else ())}
        first = found.get("differs", {}).get("first", {})
        return [(kind, item) for kind, item in first.items() if kind not in ignored]


def _line(difference: dict[str, Any]) -> str:
    printed, here = difference["printed"], difference["here"]
    pair = f"{printed} there, {here} here," if printed else f"{here} here,"
    return f"line {difference['line']}: {pair}"
