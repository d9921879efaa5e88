"""Annotates each line of a document with the claims about it and their verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from harness.analysis.code_spans import code_spans
from harness.analysis.line_coverage import covered
from harness.analysis.stack_verdicts import judge_on
from harness.claims import At, Claim, Spec
from harness.documents import Anchor, Document, State
from harness.engine.judging import misquotation, passages_of, result_of, settle_anchored, worst
from harness.engine.replay import LATEST, EvidenceReplay, StacklessAnswers
from harness.engine.verification import Placed, replayed
from harness.evidence.store import Store, read_store
from harness.results.annotation import AnchoredPassage, Annotation, EvidenceLine, Note
from harness.results.run import Result, Run
from harness.stacks.choice import recorded_names
from harness.stacks.stack import blocked
from harness.verdicts import MISQUOTED, Word

_OTHER_COPY = "that run looked at another copy of the document; run harness verify again"
_NOT_IN_RUN = "that run did not look at this claim as it stands in the spec; run harness verify"


class NoVerdictsError(Exception):
    """There is neither a run nor recorded evidence to take verdicts from."""


@dataclass(frozen=True)
class VerdictSource:
    """A run to take verdicts from.

    Args:
        file: Its record's file.
        run: The run.
    """

    file: Path
    run: Run

    @property
    def sentence(self) -> str:
        """Say which run this is."""
        name, day = self.run.stack["name"], self.run.started
        return f"verdicts of the run of {day} on {name} ({self.file})"


def annotate(
    document: Document,
    specs: Sequence[Spec],
    evidence: Path,
    verdicts: VerdictSource | None,
    encoding: str,
) -> Annotation:
    """Collect the claims about every line of a document, with their verdicts.

    Args:
        document: The reader's copy.
        specs: The specs that are about it.
        evidence: The folder of evidence files.
        verdicts: The run that judged the claims; None to judge them by the newest stack's
            recorded evidence.
        encoding: What the copy was read with.

    Raises:
        NoVerdictsError: There is neither a run nor recorded evidence.
        StoreError: An evidence file cannot be read.
    """
    specs = [spec.with_lines(document) for spec in specs]
    stores = {name: read_store(evidence / f"{name}.json") for name in recorded_names(evidence)}
    answers = StacklessAnswers(LATEST)
    stacks = [EvidenceReplay(name, store, answers) for name, store in stores.items()]
    matrix = judge_on(specs, stacks)
    anchored = [
        (spec, claim, anchors[claim.id])
        for spec in specs
        for anchors in [passages_of(spec, document)]
        for claim in spec.claims
    ]
    placed = [(spec, claim, worst(anchors)) for spec, claim, anchors in anchored]
    if verdicts is not None:
        name, source = verdicts.run.stack["name"], verdicts.sentence
        results = tuple(_results_of(placed, verdicts.run))
    elif matrix.today is not None:
        name = matrix.columns[matrix.today].name
        source = f"verdicts by the recorded evidence of {name} ({evidence / name}.json)"
        results = replayed(specs, stacks[matrix.today], None, placed).claims
    else:
        raise NoVerdictsError(f"no run, and no evidence in {evidence}; run harness verify first")
    stores = {name: stores[name] for name in sorted(stores, key=lambda other: other != name)}
    notes = []
    for (_, claim, anchors), result, row in zip(anchored, results, matrix.rows, strict=True):
        passages = tuple(map(_passage, claim.passages, anchors))
        outcomes = tuple(
            (c.name, cell.outcome) for c, cell in zip(matrix.columns, row.cells, strict=True)
        )
        notes.append(Note(result, passages, outcomes, _source(claim, stores, evidence)))
    title = ", ".join(spec.title for spec in specs)
    spoken = [covered(spec, document) for spec in specs]
    skipped = tuple((span, item.reason) for found in spoken for span, item in found.not_claims)
    claimed = frozenset(line for found in spoken for line in found.claimed)
    return Annotation(
        document, title, source, tuple(notes), skipped, encoding, claimed, code_spans(document)
    )


def speaks_of(run: Run, specs: Sequence[Spec]) -> bool:
    """Whether a run judged every claim of some specs as they stand now."""
    return all(
        _same(run.by_id.get(f"{spec.name}/{claim.id}"), claim)
        for spec in specs
        for claim in spec.claims
    )


def _same(result: Result | None, claim: Claim) -> bool:
    asked = (claim.kind, claim.subject, claim.given, claim.at.figure, claim.statement)
    return result is not None and asked == (
        *(result.kind, result.subject, result.given, result.figure, result.says),
    )


def _results_of(placed: Sequence[Placed], run: Run) -> Iterator[Result]:
    for spec, claim, anchor in placed:
        result = run.by_id.get(f"{spec.name}/{claim.id}")
        yield _for_this_copy(spec, claim, anchor, result if _same(result, claim) else None)


def _for_this_copy(spec: Spec, claim: Claim, anchor: Anchor, result: Result | None) -> Result:
    """Turn what a run found into what it says of this copy of the document."""
    misquoted = anchor.state is State.MISQUOTED
    if result is None or (result.outcome == MISQUOTED.label and not misquoted):
        why = _NOT_IN_RUN if result is None else _OTHER_COPY
        evidence = blocked(claim.request, why) if claim.request else None
        settled = settle_anchored(claim, evidence, {}, anchor)
        return result_of(claim, spec, anchor, settled, {}, 0.0)
    here = replace(result, lines=list(anchor.lines), anchor=anchor.state)
    if misquoted and result.verdict != Word.ERROR:
        return replace(here, outcome=MISQUOTED.label, why=misquotation(anchor))
    return here


def _source(claim: Claim, stores: Mapping[str, Store], folder: Path) -> EvidenceLine | None:
    """Find a claim's evidence in the first of some evidence files that has it."""
    for name, store in stores.items():
        line, key = store.place(claim.stack_request) if claim.stack_request else (0, "")
        if line:
            return EvidenceLine(str(folder / f"{name}.json"), line, key)
    return None


def _passage(at: At, anchor: Anchor) -> AnchoredPassage:
    figure = anchor.misprint.document if anchor.misprint else at.figure
    return AnchoredPassage(anchor.lines, figure, anchor.state)
