"""One claim, from its measurement to its record."""

from __future__ import annotations

from dataclasses import replace

from harness.claims import At, Claim, Spec
from harness.claims.claim import jsonable
from harness.documents import Anchor, Document, State, anchor
from harness.evidence import Evidence
from harness.reports.record import ClaimRecord
from harness.verdicts import MISQUOTED, Outcome, Verdict, Word


def place(claim: Claim, document: Document | None) -> Anchor:
    """Find where a claim stands in its document today; the worst of its passages decides."""
    found = [anchor(document, at.span, at.digest or "", at.figure) for at in passages_of(claim)]
    first = found[0]
    wrong = [other for other in found if other.state is State.MISQUOTED]
    return wrong[0] if wrong else first


def passages_of(claim: Claim) -> list[At]:
    """List the passages that a claim speaks of, its own first."""
    return [claim.at, *getattr(claim, "against", [])]


def settle(
    claim: Claim, evidence: Evidence | None, release: str, anchored: Anchor
) -> tuple[Verdict, Outcome]:
    """Judge a claim; a figure that its document prints otherwise is misquoted, whatever was found.

    Args:
        claim: The claim.
        evidence: What was measured; None where the document alone decides.
        release: Release of TensorFlow whose results are expected where it was measured.
        anchored: Where the claim stands in its document.
    """
    verdict, outcome = claim.settle(evidence, release)
    if anchored.state is State.MISQUOTED and verdict.word is not Word.ERROR:
        return replace(verdict, why=misquotation(claim)), MISQUOTED
    return verdict, outcome


def misquotation(claim: Claim) -> str:
    """Say in what a claim is misquoted."""
    return f"the document does not print {claim.at.figure or 'this'} there"


def record(
    claim: Claim, spec: Spec, anchored: Anchor, verdict: Verdict, outcome: Outcome, seconds: float
) -> ClaimRecord:
    """Write down what was found of a claim."""
    return ClaimRecord(
        id=f"{spec.name}/{claim.id}",
        document=spec.document,
        lines=list(anchored.lines),
        kind=claim.kind,
        subject=claim.subject,
        given=claim.given,
        figure=claim.at.figure,
        expected=jsonable(claim.document_value),
        measured=verdict.measured,
        verdict=verdict.word,
        basis=verdict.basis,
        outcome=outcome.label,
        erratum=claim.erratum is not None,
        drift=claim.drift is not None,
        why=verdict.why,
        says=claim.says,
        found=claim.found(verdict),
        anchor=anchored.state,
        spec=f"{spec.file}:{spec.lines[claim.id]}",
        seconds=round(seconds, 6),
    )
