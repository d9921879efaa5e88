"""A run: the result of every claim, and what the run was made with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from functools import cached_property
from shlex import quote
from typing import Any, ClassVar

from pydantic import ConfigDict  # noqa: TC002 - pydantic reads the annotations

from harness.results.frames import DataFrame, cells, frame
from harness.results.page_facts import BlockFacts, PageFacts
from harness.results.run_parts import STRICT as STRICT
from harness.results.run_parts import Accepted as Accepted
from harness.results.run_parts import Answer as Answer
from harness.results.run_parts import DocumentSummary as DocumentSummary
from harness.results.run_parts import Gap as Gap
from harness.results.run_parts import KindSummary as KindSummary
from harness.results.run_parts import Remedy as Remedy
from harness.texts.plain import presentable
from harness.verdicts import OUTCOMES, Compared, ExitCode, Outcome, Word, outcome_named, weightiest


@dataclass(frozen=True)
class Result:
    """The result of one claim.

    Args:
        id: ``SPEC/ID``.
        document: File name of the document.
        lines: First and last line of the passage, where it stands now.
        kind: The claim's kind.
        subject: What was measured; None where the document alone decides.
        given: The subject's arguments.
        figure: The figure as printed; None where there is none.
        expected: What the document says, as JSON data.
        measured: What was found, as JSON data.
        verdict: One of the five words.
        basis: What the verdict rests on; None where there is none.
        outcome: Label of the outcome that verdict and expectation have together.
        erratum: Whether the spec records that the document is wrong.
        drift: Whether the spec records that a release broke the claim.
        why: The reason.
        says: One sentence: what the document says.
        found: One sentence: what was found.
        anchor: How the passage compares with the one the spec was written from.
        spec: File and line of the claim.
        seconds: How long measuring and judging took.
        terms: What else the verdict rests on; None in a record that is older than terms.
        compared: What of a printed output was compared; None where there was none to compare.
        block: The block of a checked document; None for the claim of a spec.
        severity: What a reader suffers from the finding; empty where it is none.
        cause: The reason that it shares with other findings of its document, by name; its own
            id where it shares none; empty where it is no finding.
        repair: The smallest repair.
        stack: The stack that measured it, where it is not the one that the run is about.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    document: str
    lines: list[int]
    kind: str
    subject: str | None
    given: dict[str, Any]
    figure: str | None
    expected: Any
    measured: Any
    verdict: str
    basis: str | None
    outcome: str
    erratum: bool
    drift: bool
    why: str
    says: str
    found: str
    anchor: str
    spec: str
    seconds: float
    terms: dict[str, Any] | None = None
    compared: Compared | None = None
    block: BlockFacts | None = None
    severity: str = ""
    cause: str = ""
    repair: tuple[Remedy, ...] = ()
    stack: str = ""

    @property
    def outcome_entry(self) -> Outcome:
        """The row of the outcome table for this result."""
        return outcome_named(self.outcome)

    @property
    def place(self) -> str:
        """The document and its line."""
        if self.block and self.block.cell is not None:
            return f"{self.document}, {self.line_text}"
        return f"{self.document}:{self.told[0]}"

    @property
    def told(self) -> tuple[int, int]:
        """First and last line that the result is about: of code that raises, where it does."""
        raises = self.block and self.block.outcome == "raises"
        line = self.block.line if self.block and raises else 0
        return (line, line) if line else (self.lines[0], self.lines[1])

    @property
    def line_text(self) -> str:
        """Where it begins in the document: a line, or the cell of a notebook and its line."""
        first = self.told[0]
        return self.block.place(first, first) if self.block else str(first)

    @property
    def lines_text(self) -> str:
        """Its lines in words, such as ``line 5``, or as lines of a notebook's cell."""
        first, last = self.told
        if self.block and self.block.cell is not None:
            return self.block.place(first, last)
        return f"line {first}" if first == last else f"lines {first}\N{EN DASH}{last}"

    @property
    def again(self) -> str:
        """The command that repeats this one claim, or checks its document."""
        if self.block:
            return f"harness check {quote(self.spec.rpartition(':')[0])}"
        return f'pytest "{self.spec.rpartition(":")[0]}::{self.id.partition("/")[2]}"'


@dataclass(frozen=True)
class Run:
    """The results of one verification.

    Args:
        started: ISO 8601, in UTC.
        seconds: How long it took, reports left out.
        stack: What it was measured on.
        claims: A result for each claim, in the order of the specs.
        documents: A summary for each spec.
        split: Seconds by stage.
        complete: False where the run was interrupted.
        whole: False where only some claims were asked for.
        stacks: Names of the stacks that have recorded evidence; None in an older record.
        kinds: The kinds of its claims, by name.
        accepted: In a baseline, the changes that were accepted, oldest first.
        answers: What stackless subjects answered, by the key of the request.
        gaps: What was asked for and could not be looked at.
        blocked: In a baseline, ids of the claims that are known to be blocked where it is checked.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    started: str
    seconds: float
    stack: dict[str, str]
    claims: tuple[Result, ...]
    documents: tuple[DocumentSummary, ...]
    split: dict[str, float] = field(default_factory=dict)
    complete: bool = True
    whole: bool = True
    stacks: tuple[str, ...] | None = None
    kinds: dict[str, KindSummary] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    blocked: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[str, int]:
        """Claims by outcome, in the table's order; outcomes that never occurred are left out."""
        counted = Counter(claim.outcome for claim in self.claims)
        return {o.label: counted[o.label] for o in OUTCOMES if counted[o.label]}

    @property
    def exit_code(self) -> int:
        """The exit code that tells most of its claims and its gaps."""
        unseen = [ExitCode.NOT_LOOKED_AT] if self.gaps else []
        return weightiest([*unseen, *(claim.outcome_entry.exit_code for claim in self.claims)])

    def results_of(self, document: DocumentSummary) -> list[Result]:
        """List the results of one document's claims."""
        return list(self._by_spec.get(document.spec, []))

    @cached_property
    def by_id(self) -> dict[str, Result]:
        """The claims by their ids."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Where documents lie, by their specs; those that lie elsewhere are left out."""
        return {document.spec: document.path for document in self.documents if document.path}

    @cached_property
    def pages(self) -> dict[str, PageFacts]:
        """What is known of checked documents, by their names in ids."""
        return {document.spec: document.page for document in self.documents if document.page}

    @cached_property
    def _by_spec(self) -> dict[str, list[Result]]:
        found: dict[str, list[Result]] = {}
        for claim in self.claims:
            found.setdefault(claim.id.partition("/")[0], []).append(claim)
        return found

    @cached_property
    def presentable(self) -> Run:
        """The run with every text fit to be shown; it is made once for all reports."""
        shown = presentable(self)
        shown.__dict__["presentable"] = shown  # where a cached property keeps its value
        return shown

    def frame(self) -> DataFrame:
        """Make a data frame with a row for each claim, its columns named as fields of ``Result``.

        Raises:
            ExtraError: pandas is not installed.
        """
        return frame(map(cells, self.claims), [item.name for item in fields(Result)])

    @property
    def known_blocked(self) -> tuple[str, ...]:
        """The ids of the claims that it lists as blocked, and of those that are blocked in it."""
        blocked = (claim.id for claim in self.claims if claim.verdict == Word.BLOCKED)
        return tuple(dict.fromkeys([*self.blocked, *blocked]))

    def with_outcome(self, *labels: str) -> list[Result]:
        """List the claims with any of these outcomes."""
        return [claim for claim in self.claims if claim.outcome in labels]

    @property
    def unseen(self) -> list[Result]:
        """List the claims of whose documents nothing could be said."""
        return [claim for claim in self.claims if claim.outcome_entry.unseen]

    @property
    def checked(self) -> bool:
        """Whether it is a run of ``harness check``."""
        return bool(self.pages)

    @property
    def changed_title(self) -> str:
        """The heading of these claims: a checked document has no record to agree with."""
        return "New" if self.checked else "Not as recorded"

    @property
    def changed(self) -> list[Result]:
        """List the claims whose verdict is not the expected one, and those that broke."""
        return [claim for claim in self.claims if claim.outcome_entry.exit_code]
