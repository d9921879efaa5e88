"""What every claim has, whatever its kind."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from harness.claims.at import At
from harness.claims.evidence_path import read, unwrapped
from harness.claims.expectation import Appears, Drift, Erratum, Expectations, Sentence, Strict
from harness.claims.mutants import agreeing
from harness.documents import Column, FigureError, Numeral, printed_in_order
from harness.evidence import Evidence, Failure, Request
from harness.texts.plain import DEEPEST_SHOWN, described, too_deep, writable
from harness.verdicts import Basis, Expectation, Outcome, Verdict, Weaker, Word, outcome_of

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=200)]
Subject = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$", max_length=200)
]


class Claim(Strict, ABC):
    """One statement of a document that can be true or false.

    A kind derives from this class, names itself in ``kind``, adds its keys, and says how a figure
    is read (``reading``), what holds (``compare``), how a document could be wrong (``mutants``)
    and how it renders itself (``says``, ``found``).
    """

    basis: ClassVar[Basis] = Basis.EXACT
    measures: ClassVar[bool] = True
    weaker: ClassVar[Mapping[str, Weaker]] = {}
    """Which way a number under these keys, dots between and ``*`` for any, weakens the claim."""

    kind: str
    id: Slug = Field(description="Stable for ever; the pytest id is specs/NAME.yaml::ID.")
    at: At
    states: Sentence | None = Field(None, description="The statement in our own words.")
    subject: Subject | None = Field(None, description="module:function; ours by the short path.")
    given: dict[str, JsonValue] = Field(default_factory=dict, description="Its arguments.")
    stackless: bool = Field(False, description="Its subject asks no stack; nothing records it.")
    slow: bool = Field(False, description="Takes minutes: judged from the record unless asked.")
    read: str = Field("", description="Dotted path into the evidence: layers.0.parameters")
    expected: JsonValue = Field(None, description="Only where the figure does not say it.")
    erratum: Erratum | None = None
    drift: Drift | None = None
    appears: Appears | None = None
    survivors: Sentence | None = Field(
        None, description="Why the document could say something else here and not be refuted."
    )

    @abstractmethod
    def reading(self, figure: Any) -> Any:
        """Turn a figure as printed, or a value as written in the spec, into what is compared.

        Raises:
            FigureError: It is no figure of this kind.
        """

    @abstractmethod
    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Judge what was measured against what is expected; pure."""

    @abstractmethod
    def mutants(self) -> list[Any]:
        """Vary ``document_value``; each of the variations must be refuted."""

    def agreeing(self, evidence: Evidence | None) -> Any:
        """Say what the document would have to say to agree with the evidence.

        Raises:
            LookupError: Nothing would.
        """
        if evidence is None:
            raise LookupError("nothing is measured")
        measured = read(evidence.value, self.read)
        return agreeing(self.document_value, unwrapped(measured))

    def saying(self, value: Any) -> Self:
        """Make the same claim of a document that says something else."""
        other = self.model_copy()
        other.__dict__["document_value"] = value  # where a cached property keeps its value
        return other

    def on_page(self, document: str, code: Any) -> Self:
        """Take from the page what this kind needs of it; most need nothing.

        Args:
            document: The document's file name.
            code: Its code blocks; None where the spec lists none.

        Raises:
            ValueError: The page lacks what the claim needs.
        """
        del document, code
        return self

    @property
    def says(self) -> str:
        """One sentence: what the document says."""
        return self.states or f"{self.read or 'the result'} is {plain(self.document_value)}"

    def found(self, verdict: Verdict) -> str:
        """One sentence: what was found."""
        return "nothing" if verdict.basis is None else plain(verdict.measured)

    @cached_property
    def document_value(self) -> Any:
        """What the document says, ready to be compared."""
        return self.reading(self.expected if self._says_expected else self.at.figure)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Figures that stand in the document's lines one after the other."""
        if self.at.column is None:
            return ()
        figures, elided = printed_in_order(self.document_value)
        return (Column(self.at.column, tuple(map(str, figures)), elided),)

    @property
    def passages(self) -> list[At]:
        """Every passage that the claim rests on; its own comes first."""
        return [self.at]

    @property
    def _says_expected(self) -> bool:
        return "expected" in self.model_fields_set

    @property
    def request(self) -> Request | None:
        """What this claim asks a stack for; None where it asks none."""
        return None if self.stackless else self.question

    @property
    def question(self) -> Request | None:
        """The measurement that this claim needs; None where the document alone decides."""
        return Request(dotted(self.subject), self.given) if self.subject else None

    def judge(self, evidence: Evidence | None) -> Verdict:
        """Judge evidence; pure, and done in well under a millisecond."""
        return self.judge_against(self.document_value, evidence)

    def judge_against(self, expected: Any, evidence: Evidence | None) -> Verdict:
        """Judge evidence as if the document said something else."""
        if evidence is None:
            return self.compare(expected, None)
        if evidence.failure is not None:
            return self.judge_failure(evidence.failure)
        try:
            measured = read(evidence.value, self.read)
        except LookupError as error:
            return Verdict.error(f"the evidence has nothing at {self.read!r}: {error}")
        return self.compare(expected, measured)

    def judge_failure(self, failure: Failure) -> Verdict:
        """Judge a measurement that ended without a value."""
        text = f"{failure.type}: {failure.message}"
        return Verdict.blocked(failure.message) if failure.blocked else Verdict.error(text)

    @property
    def terms(self) -> dict[str, Any]:
        """What the verdict rests on beside subject, arguments and expectation, as JSON data."""
        own = type(self).model_fields.keys() - Claim.model_fields.keys()
        found = self.model_dump(mode="json", include=own, exclude_none=True)
        found |= {"read": self.read} if self.read else {}
        found |= {"slow": True} if self.slow else {}
        if self._says_expected and self.expected != jsonable(self.document_value):
            found["expected"] = self.expected  # its digits are the tolerance
        recorded = {"erratum": self.erratum, "drift": self.drift, "appears": self.appears}
        return found | {
            name: item.model_dump(mode="json", exclude_unset=True)
            for name, item in recorded.items()
            if item is not None
        }

    def record_on(self, release: str) -> Expectation:
        """Say what the spec records for a stack, by the release whose results it should show."""
        return self._recorded.on(release)

    @property
    def _recorded(self) -> Expectations:
        return Expectations(self.erratum, self.drift, self.appears)

    def settle(self, evidence: Evidence | None, release: str) -> tuple[Verdict, Outcome]:
        """Judge evidence and compare the verdict with what the spec records for the stack.

        The recorded truth of an erratum or a drift is as strict as the claim: a document that is
        wrong in another way than recorded does not pass as its erratum.

        Args:
            evidence: What was measured; None where the document alone decides.
            release: Release of TensorFlow whose results are expected where it was measured.
        """
        verdict, record = self.judge(evidence), self.record_on(release)
        if verdict.word is not Word.REFUTED or record is Expectation.HOLDS:
            return verdict, outcome_of(verdict.word, record)
        for truth in self.truths(record):
            found = self.judge_against(truth, evidence)
            if found.word is not Word.CONFIRMED:
                why = f"nor is it the recorded truth {plain(truth)}: {found.why}"
                return replace(verdict, why=why), outcome_of(verdict.word, Expectation.HOLDS)
        why = self._recorded.reason(record).why
        return replace(verdict, why=why), outcome_of(verdict.word, record)

    def truths(self, record: Expectation) -> list[Any]:
        """List what the spec says is measured instead, ready to be compared: one value or none."""
        recorded = self._recorded.reason(record)
        return [self.reading(recorded.truth)] if "truth" in recorded.model_fields_set else []

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.measures and self.subject is None:
            raise ValueError("a claim of this kind names its subject")
        if not self.measures and (self.subject or self.given or self.read):
            raise ValueError("a claim of this kind measures nothing, so it has no subject")
        if self.stackless and (self.slow or self.drift or self.appears):
            raise ValueError("what asks no stack is neither slow nor true of some releases only")
        self._recorded.check()
        return self

    @model_validator(mode="after")
    def _figure_reads(self) -> Self:
        self.check_figure()
        for recorded in (self.erratum, self.drift, self.appears):
            if recorded is not None and "truth" in recorded.model_fields_set:
                self.reading(recorded.truth)
        return self

    def check_figure(self) -> None:
        """Check that the figure as printed reads as the expected value.

        Raises:
            FigureError: The figure does not parse, or parses to something else.
        """
        if self.at.figure is None and not self._says_expected:
            raise FigureError("nothing to compare: give 'at.figure' or 'expected'")
        expected = self.document_value
        printed = expected if self.at.figure is None else self.reading(self.at.figure)
        if jsonable(printed) != jsonable(expected):
            raise FigureError(f"the figure reads {plain(printed)}, not {plain(expected)}")
        if self.at.column is not None and not any(column.figures for column in self.columns):
            raise FigureError("'column' is for a list of numbers under 'expected'")


def dotted(subject: str) -> str:
    """Spell a subject's module out: the model module may be named by the short path."""
    module, _, function = subject.partition(":")
    return f"{module if '.' in module else f'harness.models.{module}'}:{function}"


def plain(value: Any, limit: int = 200) -> str:
    """Write a value in one short line, as a document would."""
    written = value if isinstance(value, str) else str(writable(jsonable(value), finite=False))
    text = re.sub(r"'(\.\.\.)'", r"\1", written)
    return text if len(text) <= limit else f"{text[: limit - 2]} …"


def jsonable(value: Any, depth: int = 0) -> Any:
    """Turn what kinds compare into JSON data: numerals into numbers, an elision into "..."."""
    if depth > DEEPEST_SHOWN:
        return too_deep()
    if isinstance(value, (list, tuple)):
        return [jsonable(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {key: jsonable(item, depth + 1) for key, item in value.items()}
    if isinstance(value, Numeral):
        whole = value.text.lstrip("+-").isdigit()
        return int(value.text) if whole else value.value
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return described(value)
