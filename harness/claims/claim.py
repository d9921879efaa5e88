"""The base class of claims: what a kind has to say, and how a claim is judged."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, Self

from pydantic import model_validator

from harness.claims.claim_requests import ClaimRequests
from harness.claims.evidence_parts import value_at
from harness.claims.expectation import KEYS
from harness.claims.mutants import printed_like, varied
from harness.claims.shown_outputs import ShownOutput
from harness.claims.values import as_json, identical, unwrapped, value_text
from harness.documents import Document, FigureError, PrintedColumn
from harness.evidence import DocumentFailure, Evidence, Failure
from harness.printed.literals import printed_in_order
from harness.verdicts import Basis, Verdict, Weaker

_APART = {"cause", "repair"}
"""What a spec says of a finding that no verdict rests on."""


class Claim(ClaimRequests, ABC):
    """One statement of a document that can be true or false.

    A kind derives from this class, names itself in ``kind``, adds its keys, and says how a figure
    is read (``reading``), when the claim holds (``compare``), how a document could be wrong
    (``mutants``) and how the claim is written in reports (``statement``, ``measured_text``).
    """

    basis: ClassVar[Basis] = Basis.EXACT
    weaker: ClassVar[Mapping[str, Weaker]] = {}
    """Which way a number under these keys, dots between and ``*`` for any, weakens the claim."""

    @abstractmethod
    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Judge a measured value against the expected one; pure."""

    def reading(self, figure: Any) -> Any:
        """Parse a printed figure (or a spec's value) into the value to compare.

        Raises:
            FigureError: It is no figure of this kind.
        """
        return figure

    def mutants(self) -> list[Any]:
        """Vary ``document_value``, in one place unless the kind says how; each must be refuted."""
        return varied(self.document_value)

    def near_misses(self) -> list[Any]:
        """List what the document could say instead that is not refuted by definition.

        A figure that is compared by equality, or to half a unit of its last printed digit, has no
        near miss: whatever confirms it refutes every other figure, so a mutant of it says nothing
        about the claim. A kind that leaves more room lists what lies next to its figure.
        """
        return []

    def slack(self, mutant: Any, measured: Any) -> str:
        """Say how much nearer a near miss could be to what was measured; empty if not known."""
        del mutant, measured
        return ""

    @property
    def leeway(self) -> str:
        """The reason that the spec gives for the room it leaves; empty where it gives none."""
        return self.survivors or ""

    @property
    def hollow(self) -> str:
        """Why no measurement could refute the claim, by its terms alone; empty where one could."""
        return ""

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Return what the document would have to say to agree with the evidence.

        Raises:
            LookupError: There is no such value.
        """
        if evidence is None:
            raise LookupError("nothing is measured")
        measured = value_at(evidence.value, self.read)
        return printed_like(self.document_value, unwrapped(measured))

    def with_value(self, value: Any) -> Self:
        """Copy the claim as if the document stated another value."""
        other = self.model_copy()
        other.__dict__["document_value"] = value  # where a cached property keeps its value
        return other

    def on_page(self, document: str, code: Any) -> Self:
        """Add what this kind needs from the spec's other keys, such as the code blocks.

        Args:
            document: The document's file name.
            code: Its code blocks; None where the spec lists none.

        Raises:
            ValueError: The spec lacks what the claim needs.
        """
        del document, code
        return self

    def on_document(self, document: Document | None, *, strict: bool = False) -> Self:
        """Add the document itself, for a kind that compares its lines with what was measured.

        Args:
            document: The document; None where it is not at hand.
            strict: Whether a difference of form is a difference, too.
        """
        del document, strict
        return self

    def with_shown(self, shown: ShownOutput | None) -> Self:
        """Add what the document shows as its block's output, where the spec does not say it all."""
        del shown
        return self

    @property
    def statement(self) -> str:
        """What the document says, in one sentence."""
        return self.states or f"{self.read or 'the result'} is {value_text(self.document_value)}"

    def finding(self, verdict: Verdict) -> str:
        """Write what was found, in one line; "nothing" where nothing was examined."""
        return "nothing" if verdict.basis is None else self.measured_text(verdict.measured)

    def measured_text(self, measured: Any) -> str:
        """Write the measured part of a verdict in one line."""
        return value_text(measured)

    @cached_property
    def document_value(self) -> Any:
        """What the document says, ready to be compared."""
        return self.reading(self.expected if self._has_expected else self.at.figure)

    @property
    def columns(self) -> tuple[PrintedColumn, ...]:
        """Figures that stand in the document's lines one after the other."""
        if self.at.column is None:
            return ()
        figures, elided = printed_in_order(self.document_value)
        return (PrintedColumn(self.at.column, tuple(map(str, figures)), elided),)

    def judge(self, evidence: Evidence | None) -> Verdict:
        """Judge evidence; pure, and done in well under a millisecond."""
        return self.judge_against(self.document_value, evidence)

    def judge_against(self, expected: Any, evidence: Evidence | None) -> Verdict:
        """Judge evidence as if the document said something else."""
        if evidence is None:
            return self.compare(expected, None)
        failure = evidence.failure
        if isinstance(failure, DocumentFailure):
            raised = f"raises {failure.type}"
            return Verdict.of(False, self.basis, raised, f"{failure.type}: {failure.message}")
        if failure is not None:
            return _verdict_on(failure)
        try:
            measured = self.measured(evidence)
        except LookupError as error:
            return Verdict.error(f"the evidence has nothing at {self.read!r}: {error}")
        verdict = self.compare(expected, measured)
        if not evidence.stack:
            return verdict
        why = "; ".join(filter(None, [verdict.why, f"on {evidence.stack}"]))
        return replace(verdict, why=why, stack=evidence.stack)

    def measured(self, evidence: Evidence) -> Any:
        """Take what is compared out of the evidence; with ``seeds``, one value for each of them.

        Raises:
            LookupError: There is nothing at the claim's path.
        """
        if self.seeds:
            return [value_at(value, self.read) for value in evidence.value]
        return value_at(evidence.value, self.read)

    @property
    def terms(self) -> dict[str, Any]:
        """The keys that affect the verdict, apart from subject and arguments, as JSON data."""
        own = type(self).model_fields.keys() - Claim.model_fields.keys()
        found = self.model_dump(mode="json", include=own, exclude_none=True)
        found |= {"read": self.read} if self.read else {}
        found |= {"slow": True} if self.slow else {}
        found |= {"seeds": self.seeds} if self.seeds else {}
        found |= {"sides": self.sides} if self.sides else {}
        if self._has_expected and self.expected != as_json(self.document_value):
            found["expected"] = self.expected  # its digits are the tolerance
        given = self.expectations.given
        return found | {
            KEYS[name]: item.model_dump(mode="json", exclude_unset=True, exclude=_APART)
            for name, item in given.items()
        }

    @model_validator(mode="after")
    def _figure_reads(self) -> Self:
        self.check_figure()
        for truth in self.expectations.all_truths:
            self.reading(truth)
        return self

    def says(self, printed: Any, expected: Any) -> bool:
        """Whether a figure as printed says what is expected."""
        left, right = as_json(printed), as_json(expected)
        return bool(left == right) or identical(left, right)

    def check_figure(self) -> None:
        """Check that the figure as printed reads as the expected value.

        Raises:
            FigureError: The figure does not parse, or parses to something else.
        """
        if self.at.figure is None and not self._has_expected:
            raise FigureError("nothing to compare: give 'at.figure' or 'expected'")
        expected = self.document_value
        both = self._has_expected and self.at.figure is not None
        if both and not self.says(printed := self.reading(self.at.figure), expected):
            raise FigureError(f"the figure reads {value_text(printed)}, not {value_text(expected)}")
        if self.at.column is not None and not any(column.figures for column in self.columns):
            raise FigureError("'column' is for a list of numbers under 'expected'")


def _verdict_on(failure: Failure) -> Verdict:
    """Judge a measurement that ended without a value."""
    text = f"{failure.type}: {failure.message}"
    return Verdict.blocked(failure.message) if failure.blocked else Verdict.error(text)
