"""A code block that runs as printed, and prints what the document prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, PrivateAttr

from harness.claims.block_endings import BlockEnding, PageOutput, though_repaired
from harness.claims.claim import Claim
from harness.claims.code_blocks import FORMER, Code, Ignored, OutputTolerance
from harness.claims.ending_words import (
    DIFFERS,
    NOT_EXECUTED,
    RUNS,
    ending_clause,
    is_of_output,
    other_endings,
    output_clause,
    read_ending,
)
from harness.claims.shown_outputs import ShownOutput
from harness.claims.subject_check import Subject, whole_subject
from harness.documents import Document, Span
from harness.evidence import Evidence, Request
from harness.printed.parts import Part, Settings, read_part
from harness.verdicts import Basis, Verdict, Weaker


class Runs(Claim):
    """A code block of the document that does what the document shows.

    It names its block by the lines under ``at``. Unless ``expected`` says otherwise the block runs,
    and what it prints has the values that the page prints below it, or it raises the exception that
    is printed there; else it is the name of an exception, "stopped" where a limit ends it,
    "differs" where it prints something else, "differs in 2" where that many differences make its
    output wrong, or "not executed" where nothing in it is Python.
    """

    basis = Basis.AS_PRINTED
    weaker: ClassVar[Mapping[str, Weaker]] = {
        "ignore.*": Weaker.MORE,
        "tolerance.*": Weaker.MORE,
        "exact": Weaker.LESS_OR_NONE,
        "form": Weaker.LESS_OR_NONE,
    }

    takes_value: ClassVar[bool] = False
    kind: Literal["runs"]
    subject: Subject = Field("harness.sandbox.notebook:run")
    ignore: Ignored = Field(
        default_factory=dict,
        description="What is not compared: timing, address, line N, lines N-M, metric NAME, "
        "column NAME.",
    )
    tolerance: list[OutputTolerance] = Field(
        default_factory=list, description="Wider tolerances, each with its reason."
    )
    exact: bool = Field(False, description="Whether the last digit of long numbers counts.")
    form: Literal["strict"] | None = Field(
        None, description="Strict where the same values written otherwise are a difference."
    )

    _code: Code | None = PrivateAttr(None)
    _request: Request | None = PrivateAttr(None)
    _page: PageOutput = PrivateAttr(default_factory=PageOutput)

    def on_page(self, document: str, code: Code | None) -> Self:
        """Add the document's code blocks, as the spec lists them.

        Raises:
            ValueError: None of them has this claim's lines, or a stack would not find the page.
        """
        if code is None:
            raise ValueError("a claim of kind 'runs' needs the page's key 'code'")
        if "/" in document:
            raise ValueError("a page whose code runs goes by its file name, not by a path")
        block = code.blocks[code.find(self.at.span)]
        for name in (*self.ignore, *(item.of for item in self.tolerance)):
            block.check_part(name)
        self._code = code
        self._request = Request(
            whole_subject(self.subject),
            code.given(document),
            seconds=code.longest(len(code.blocks)),
        )
        return self

    def on_document(self, document: Document | None, *, strict: bool = False) -> Self:
        """Add the document, and whether a difference of form is a difference, too."""
        other = self.model_copy(update={"form": "strict"} if strict else {})
        other._page = PageOutput()
        if document is not None and self._code is not None:
            why = self._code.why_another(document)
            other._page = PageOutput(document.lines, why, self._code.fixed)
        return other

    def with_shown(self, shown: ShownOutput | None) -> Self:
        """Compare what the document shows where the spec does not say it, or says too much."""
        other = self.model_copy()
        if shown is not None:
            other._page = self._page._replace(printed=shown.lines, unknown=shown.unknown)
        return other

    def with_printed(self, lines: Sequence[tuple[int, str]]) -> Self:
        """Copy the claim as if the page printed other lines for this block.

        Args:
            lines: The lines with their numbers.
        """
        other = self.model_copy()
        other._page = self._page._replace(printed=tuple(lines))
        return other

    @property
    def printed(self) -> list[tuple[int, str]]:
        """The lines that the page prints for this block, with their numbers; none if not at hand.

        They are those of the spec's ``prints``, or what ``with_shown`` or ``with_printed`` gave.
        """
        return self._page.printed_in(self._spans)

    @property
    def settings(self) -> Settings:
        """How its output is compared."""
        return Settings(
            ignore=tuple(map(read_part, self._left_out)),
            tolerances=tuple(item.tolerance for item in self.tolerance),
            exact=self.exact,
        )

    @property
    def request(self) -> Request:
        """The one measurement of all blocks of the page."""
        return self._request or Request(whole_subject(self.subject), self.given)

    def reading(self, figure: Any) -> str:
        """Read how a block ends: one of the words, "differs in N", or the name of an exception."""
        return read_ending(figure)

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if the block ended as expected; a block that could not run is blocked."""
        index = self._code.find(self.at.span) if self._code else 0
        end = self.ending(measured["printed"][index])
        if end.blocked or (end.unknown and end.word == RUNS and is_of_output(expected)):
            return Verdict.blocked(end.blocked or end.unknown)
        if measured["repaired"] and self._code and self._code.repairs_of(self.at.span):
            mended = measured["repaired"][index]
            end = though_repaired(end, mended, self.ending(mended), bool(self._code.data))
        word, why = end.word, end.why
        holds = (
            word == expected
            or (expected == RUNS and end.as_shown)
            or (end.compared is not None and expected == f"{word} in {end.compared.differing}")
        )
        return Verdict.of(holds, self.basis, word, why, end.compared)

    def ending(self, found: dict[str, Any]) -> BlockEnding:
        """Read how the block ended, and compare what it printed with the page.

        Args:
            found: The block's part of the evidence.
        """
        strict = self.form == "strict"
        return self._page.ending(found, self._spans, self.settings, self._left_out, strict=strict)

    def printed_here(self, found: dict[str, Any]) -> str:
        """Return what a block printed, by its part of the evidence, as it is compared."""
        return self._page.output(found, self.printed)[0]

    @property
    def reasons(self) -> dict[Part | None, str]:
        """Why parts are left out, or have a tolerance; None stands for the whole output."""
        left_out: dict[Part | None, str] = {read_part(k): why for k, why in self._left_out.items()}
        return left_out | {item.tolerance.part: item.why for item in self.tolerance}

    def mutants(self) -> list[Any]:
        """Name every other way in which the block could have ended, and two exceptions."""
        return other_endings(self.document_value, " ".join(text for _, text in self.printed))

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
        value = DIFFERS if self.document_value.startswith(DIFFERS) else self.document_value
        how = {RUNS: self._shown, NOT_EXECUTED: "is not Python"}.get(value) or ending_clause(value)
        first, last = self.at.span
        lines = f"lines {first} to {last}" if first < last else f"line {first}"
        return self.states or f"The code of {lines} {how}."

    def finding(self, verdict: Verdict) -> str:
        """Say how the block ended, what of its output was compared, and what was not."""
        if verdict.basis is None:
            return "nothing"
        if verdict.compared is not None:
            return f"{ending_clause(verdict.measured)}; {verdict.compared.sentence}"
        if verdict.measured == RUNS:
            return "runs; nothing is printed to compare"
        shows = self._spans or self._page.shows
        prints = "; what the page prints is not compared" if shows else ""
        return f"{ending_clause(verdict.measured)}{prints}"

    @property
    def terms(self) -> dict[str, Any]:
        """The keys that affect the verdict; those of the whole page's code are among them."""
        own = {
            "ignore": self._left_out,
            "tolerance": {
                item.of or "output": {"rtol": item.rtol, "atol": item.atol}
                for item in self.tolerance
            },
            "exact": self.exact,
            "form": self.form,
        }
        found = {name: item for name, item in super().terms.items() if name not in own}
        return found | {name: item for name, item in own.items() if item}

    @property
    def _shown(self) -> str:
        spans = self._spans or ([self.at.span] if self._page.shows else [])
        return output_clause(spans, list(self._left_out))

    @property
    def _spans(self) -> list[Span]:
        """The lines of the page that print its output, as the spec names them."""
        blocks = self._code.blocks[self._code.find(self.at.span) :][:1] if self._code else []
        return [at.span for block in blocks for at in block.prints]

    @property
    def _left_out(self) -> dict[str, str]:
        """The parts that are not compared, with the reasons; those of the page come first."""
        named = {**(self._code.ignore if self._code else {}), **self.ignore}
        return {name: why for name, why in named.items() if name not in FORMER}
