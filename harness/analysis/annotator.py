"""What is known of a document's lines, gathered for its reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from harness.analysis.stack_verdicts import judge_on
from harness.claims import At, Claim, Spec
from harness.documents import Anchor, Document, Span, State
from harness.documents.alignment import Followed
from harness.engine.judging import misquotation, passages_of, result_of, settle, worst
from harness.engine.replay import LATEST, EvidenceReplay, StacklessAnswers
from harness.engine.verification import Placed, replayed
from harness.evidence import ABSENT
from harness.evidence.store import Store, read_store
from harness.results.annotation import Annotation, Kept, Note, Passage
from harness.results.matrix import Row
from harness.results.run import Result, Run
from harness.stacks.choice import recorded_names
from harness.stacks.stack import blocked
from harness.verdicts import MISQUOTED, Word

_OTHER_COPY = "that run looked at another copy of the document; run harness verify again"
_NOT_IN_RUN = "that run did not look at this claim as it stands in the spec; run harness verify"


_Standing = tuple[Spec, Claim, list[Anchor]]
"""A claim with its spec, and where each of its passages stands."""


class NoVerdictsError(Exception):
    """Neither a run nor a record to take verdicts from."""


@dataclass(frozen=True)
class VerdictSource:
    """A run to take verdicts from.

    Args:
        file: Its record's file.
        record: The record.
    """

    file: Path
    record: Run

    @property
    def sentence(self) -> str:
        """Say which run this is."""
        name, day = self.record.stack["name"], self.record.started
        return f"verdicts of the run of {day} on {name} ({self.file})"


def annotate(
    document: Document,
    specs: Sequence[Spec],
    evidence: Path,
    run: VerdictSource | None,
    encoding: str,
) -> Annotation:
    """Gather what is known of every line of a document.

    Args:
        document: The reader's copy.
        specs: The specs that are about it.
        evidence: The folder of records.
        run: Where the verdicts come from; None for the record of the newest stack.
        encoding: What the copy was read with.

    Raises:
        NoVerdictsError: There is no run and no record.
        StoreError: A record cannot be read.
    """
    stores = {name: read_store(evidence / f"{name}.json") for name in recorded_names(evidence)}
    answers = StacklessAnswers(LATEST)
    stacks = [EvidenceReplay(name, store, answers) for name, store in stores.items()]
    matrix = judge_on(specs, stacks)
    standing = [
        (spec, claim, anchors[claim.id])
        for spec in specs
        for anchors in [passages_of(spec, document)]
        for claim in spec.claims
    ]
    placed = [(spec, claim, worst(anchors)) for spec, claim, anchors in standing]
    if run is None:
        if matrix.today is None:
            raise NoVerdictsError(f"no run, and no record in {evidence}; run harness verify first")
        found = replayed(specs, stacks[matrix.today], None, placed).claims
        name = matrix.columns[matrix.today].name
        source = f"verdicts by the recorded evidence of {name} ({evidence / name}.json)"
    else:
        name, source = run.record.stack["name"], run.sentence
        found = tuple(_of_run(placed, run.record))
    kept = _Keeping(evidence, stores, name)
    columns = [column.name for column in matrix.columns]
    notes = tuple(
        _note(claim, anchors, result, row, columns, kept)
        for (_, claim, anchors), result, row in zip(standing, found, matrix.rows, strict=True)
    )
    skipped = tuple(_not_claims(specs, standing))
    title = ", ".join(spec.title for spec in specs)
    return Annotation(document, title, source, notes, skipped, encoding)


def speaks_of(run: Run, specs: Sequence[Spec]) -> bool:
    """Whether a run judged every claim of some specs as they stand now."""
    found = {claim.id: claim for claim in run.claims}
    return all(
        _same(found.get(f"{spec.name}/{claim.id}"), claim)
        for spec in specs
        for claim in spec.claims
    )


def _same(found: Result | None, claim: Claim) -> bool:
    asked = (claim.kind, claim.subject, claim.given, claim.at.figure, claim.says)
    return found is not None and asked == (
        *(found.kind, found.subject, found.given, found.figure, found.says),
    )


def _of_run(placed: Sequence[Placed], run: Run) -> Iterator[Result]:
    found = {claim.id: claim for claim in run.claims}
    for spec, claim, anchored in placed:
        of_run = found.get(f"{spec.name}/{claim.id}")
        yield _for_this_copy(spec, claim, anchored, of_run if _same(of_run, claim) else None)


def _for_this_copy(spec: Spec, claim: Claim, anchored: Anchor, found: Result | None) -> Result:
    """Turn what a run found into what it says of this copy of the document."""
    misquoted = anchored.state is State.MISQUOTED
    if found is None or (found.outcome == MISQUOTED.label and not misquoted):
        why = _NOT_IN_RUN if found is None else _OTHER_COPY
        evidence = blocked(claim.question, why) if claim.question else None
        verdict, outcome = settle(claim, evidence, ABSENT.tensorflow, anchored)
        return result_of(claim, spec, anchored, verdict, outcome, 0.0)
    here = replace(found, lines=list(anchored.lines), anchor=anchored.state)
    if misquoted and found.verdict != Word.ERROR:
        return replace(here, outcome=MISQUOTED.label, why=misquotation(anchored))
    return here


@dataclass(frozen=True)
class _Keeping:
    """The records in which evidence is looked up, that of the verdicts first."""

    folder: Path
    stores: dict[str, Store]
    first: str

    def of(self, claim: Claim) -> Kept | None:
        """Find a claim's evidence."""
        for name in sorted(self.stores, key=lambda name: name != self.first):
            line, key = self.stores[name].place(claim.request) if claim.request else (0, "")
            if line:
                return Kept(str(self.folder / f"{name}.json"), line, key)
        return None


def _note(
    claim: Claim,
    anchors: Sequence[Anchor],
    found: Result,
    row: Row,
    names: list[str],
    kept: _Keeping,
) -> Note:
    cells = zip(names, row.cells, strict=True)
    pairs = zip(claim.passages, anchors, strict=True)
    passages = [Passage(found.lines, _printed(at, found), found.state) for at, found in pairs]
    return Note(
        claim=found,
        passages=tuple(passages),
        stacks=tuple((name, cell.outcome) for name, cell in cells),
        evidence=kept.of(claim),
    )


def _printed(at: At, anchor: Anchor) -> str | None:
    """Return the figure as this copy prints it."""
    return anchor.misprint.document if anchor.misprint else at.figure


def _not_claims(specs: Sequence[Spec], standing: Sequence[_Standing]) -> Iterator[tuple[Span, str]]:
    """List what is no claim where it stands in this copy; where that is not known, leave it out."""
    pairs = [
        (at.span, anchor.lines)
        for _, claim, anchors in standing
        for at, anchor in zip(claim.passages, anchors, strict=True)
        if anchor.state in (State.ANCHORED, State.MOVED)
    ]
    followed = Followed(pairs)
    for item in (item for spec in specs for item in spec.not_claims):
        if span := followed.now(item.span):
            yield span, item.reason
