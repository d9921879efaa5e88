"""The record of one run, from which every report is made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from harness.reports.record_parts import Accepted as Accepted
from harness.reports.record_parts import DocumentRecord as DocumentRecord
from harness.reports.record_parts import KindRecord as KindRecord
from harness.reports.writing import write_text
from harness.texts.values import jsonable
from harness.verdicts import OUTCOMES, Outcome, outcome_named

FORMAT = "harness-run/1"


class RecordError(Exception):
    """A run record that cannot be read."""


@dataclass(frozen=True)
class ClaimRecord:
    """What a run found of one claim.

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
        basis: How strong it is.
        outcome: What follows from it, given what the spec records.
        erratum: Whether the spec records that the document is wrong.
        drift: Whether the spec records that a release broke the claim.
        why: The reason.
        says: One sentence: what the document says.
        found: One sentence: what was found.
        anchor: How the passage compares with the one the spec was written from.
        spec: File and line of the claim.
        seconds: What measuring and judging took.
        terms: What the verdict rests on beside subject, arguments and expectation; None in a
            record that was written before terms were.
    """

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

    @property
    def follows(self) -> Outcome:
        """What follows from the verdict."""
        return outcome_named(self.outcome)

    @property
    def place(self) -> str:
        """The document and its line."""
        return f"{self.document}:{self.lines[0]}"

    @property
    def again(self) -> str:
        """The command that repeats this one claim."""
        return f'pytest "{self.spec.rpartition(":")[0]}::{self.id.partition("/")[2]}"'


@dataclass(frozen=True)
class RunRecord:
    """What one run found.

    Args:
        started: ISO 8601, in UTC.
        seconds: What the whole run took, reports left out.
        stack: What it was measured on.
        claims: One record for each claim, in the order of the specs.
        documents: One record for each spec.
        split: Seconds by stage.
        complete: False where the run was interrupted.
        whole: False where only some claims were asked for.
        stacks: Names of the stacks that have recorded evidence; None in an older record.
        kinds: The kinds of its claims, by name.
        accepted: In a baseline, the changes that were accepted, oldest first.
    """

    started: str
    seconds: float
    stack: dict[str, str]
    claims: tuple[ClaimRecord, ...]
    documents: tuple[DocumentRecord, ...]
    split: dict[str, float] = field(default_factory=dict)
    complete: bool = True
    whole: bool = True
    stacks: tuple[str, ...] | None = None
    kinds: dict[str, KindRecord] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()

    @cached_property
    def counts(self) -> dict[str, int]:
        """Claims by outcome, in the table's order; outcomes that never occurred are left out."""
        counted = Counter(claim.outcome for claim in self.claims)
        return {o.label: counted[o.label] for o in OUTCOMES if counted[o.label]}

    @property
    def exit_code(self) -> int:
        """What the run asks for: 3 our fault, 1 a changed verdict, 0 all as recorded."""
        return max((claim.follows.exit_code for claim in self.claims), default=0)

    def of(self, document: DocumentRecord) -> list[ClaimRecord]:
        """List one document's claims."""
        return list(self._by_spec.get(document.spec, []))

    @cached_property
    def by_id(self) -> dict[str, ClaimRecord]:
        """The claims by their ids."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Where documents lie, by their specs; those that lie elsewhere are left out."""
        return {document.spec: document.path for document in self.documents if document.path}

    @cached_property
    def _by_spec(self) -> dict[str, list[ClaimRecord]]:
        found: dict[str, list[ClaimRecord]] = {}
        for claim in self.claims:
            found.setdefault(claim.id.partition("/")[0], []).append(claim)
        return found

    def with_outcome(self, *labels: str) -> list[ClaimRecord]:
        """List the claims with any of these outcomes."""
        return [claim for claim in self.claims if claim.outcome in labels]

    @property
    def changed(self) -> list[ClaimRecord]:
        """List the claims whose verdict is not the recorded one, and those that broke."""
        return [claim for claim in self.claims if claim.follows.exit_code]


def write_record(record: RunRecord, path: Path) -> None:
    """Write a record as JSON, whole or not at all.

    Raises:
        OSError: The file cannot be written.
    """
    write_text(path, record_text(record))


def record_text(record: RunRecord) -> str:
    """Write a record as JSON."""
    data = {"format": FORMAT, **jsonable(record)}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_record(path: Path) -> RunRecord:
    """Read a record.

    Raises:
        RecordError: It is not there, is cut off, or has another format.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; run 'harness verify' first") from error
    except ValueError as error:
        raise RecordError(f"{path}: not a whole run record: {error}") from error
    return parse_record(text, str(path))


def parse_record(text: str, name: str) -> RunRecord:
    """Read the text of a record.

    Args:
        text: The record as JSON.
        name: What to call it in a message.

    Raises:
        RecordError: It is cut off, or has another format.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise RecordError(f"{name}: not a whole run record: {error}") from error
    known = data.pop("format", None) if isinstance(data, dict) else None
    if known != FORMAT:
        raise RecordError(
            f"{name}: format {known!r}, not {FORMAT!r}; use the harness that wrote it"
        )
    try:
        parts = {part: _READERS[part](data[part]) for part in _parts(data)}
        _check(parts["claims"])
        return RunRecord(**data | parts)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RecordError(f"{name}: not a whole run record: {error}") from error


def _parts(data: dict[str, Any]) -> list[str]:
    """List the parts of a record to be read; the first two are never left out."""
    later = (part for part in ("kinds", "accepted", "stacks") if data.get(part) is not None)
    return ["claims", "documents", *later]


_READERS: dict[str, Callable[[Any], Any]] = {
    "claims": lambda items: tuple(ClaimRecord(**item) for item in items),
    "documents": lambda items: tuple(DocumentRecord(**item) for item in items),
    "kinds": lambda items: {name: KindRecord(**item) for name, item in items.items()},
    "accepted": lambda items: tuple(Accepted(**item) for item in items),
    "stacks": tuple,
}


def _check(claims: Sequence[ClaimRecord]) -> None:
    """Check what every report takes for granted, here where the file is known."""
    for claim in claims:
        outcome_named(claim.outcome)
        if len(claim.lines) != 2:
            raise ValueError(f"{claim.id} has no first and last line")
