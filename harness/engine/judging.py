"""Judges one claim: finds where it stands, and builds its verdict and its Result."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from harness.claims import Claim, Spec
from harness.claims.digests import anchored as anchors_of
from harness.claims.releases import Packages
from harness.claims.settling import reason_on, settle
from harness.claims.values import as_json
from harness.documents import Anchor, Document, State, anchor_all
from harness.engine.remedies import remedies_of
from harness.evidence import Evidence
from harness.results.run import Result
from harness.verdicts import MISQUOTED, Expectation, Outcome, Verdict, Word, outcome_of

_WORST_FIRST = (State.MISQUOTED, State.VANISHED, State.REWORDED, State.MOVED)


def place(claim: Claim, document: Document | None) -> Anchor:
    """Find where a claim stands in its document today, using only its own passages."""
    own, *others = claim.passages
    wanted = [own.passage(claim.columns), *(at.passage() for at in others)]
    return worst(anchor_all(document, wanted))


def places(spec: Spec, document: Document | None) -> dict[str, Anchor]:
    """Find where each claim of a spec stands in its document today, by the claim's id.

    The claims of a spec help to find each other, so that more is known than of one alone.
    """
    return {name: worst(anchors) for name, anchors in passages_of(spec, document).items()}


def passages_of(spec: Spec, document: Document | None) -> dict[str, list[Anchor]]:
    """Find every passage of each claim of a spec, by the claim's id; the claim's own is first."""
    found: dict[str, list[Anchor]] = {}
    for mention, anchored_at in anchors_of(spec, document):
        if mention.claim is not None:
            found.setdefault(mention.claim.id, []).append(anchored_at)
    return found


def worst(anchors: Sequence[Anchor]) -> Anchor:
    """Return the anchor in the worst state; the claim's own if all are equal."""
    for state in _WORST_FIRST:
        for found in anchors:
            if found.state is state:
                return found
    return anchors[0]


def settle_anchored(
    claim: Claim, evidence: Evidence | None, packages: Packages, anchored: Anchor
) -> tuple[Verdict, Outcome]:
    """Judge a claim; it is misquoted if the document prints another figure than the spec.

    Args:
        claim: The claim.
        evidence: What was measured; None where the document alone decides.
        packages: The version of each package of the stack where it was measured.
        anchored: Where the claim stands in its document.
    """
    verdict, outcome = _settled(claim, evidence, packages)
    if anchored.state is State.MISQUOTED and verdict.word is not Word.ERROR:
        return replace(verdict, why=misquotation(anchored)), MISQUOTED
    return verdict, outcome


def _settled(
    claim: Claim, evidence: Evidence | None, packages: Packages
) -> tuple[Verdict, Outcome]:
    """Judge a claim; where its kind breaks at what was measured, that is an error of this claim."""
    try:
        verdict, outcome = settle(claim, evidence, packages)
        json.dumps([verdict.measured, verdict.why], ensure_ascii=False).encode()
        claim.finding(verdict)
    except ModuleNotFoundError as error:
        why = f"judging it needs the package {error.name}; install claims-harness[statistics]"
        return Verdict.blocked(why), outcome_of(Word.BLOCKED, Expectation.HOLDS)
    except Exception as error:  # noqa: BLE001 - one claim must not take the others along
        return Verdict.error(broken(error)), outcome_of(Word.ERROR, Expectation.HOLDS)
    return verdict, outcome


def broken(error: Exception) -> str:
    """Say in one line what broke while a claim was judged."""
    said = " ".join(ascii(str(error))[1:-1].split())
    return f"judging it broke: {type(error).__name__}: {said[:200]}"


def misquotation(anchored: Anchor) -> str:
    """Name the figure of the spec and the one that its document prints."""
    wrong = anchored.misprint
    if wrong is None:
        return "another number of these lines is not the one that the spec was written from"
    spec, printed = wrong.spec or "no more", wrong.document or "none like it"
    return f"the document prints {printed} there, the spec says {spec}"


def found_in(claim: Claim, verdict: Verdict) -> str:
    """Say in a sentence what was found; "nothing" if judging failed."""
    return "nothing" if verdict.word is Word.ERROR else claim.finding(verdict)


def result_of(
    claim: Claim,
    spec: Spec,
    anchored: Anchor,
    settled: tuple[Verdict, Outcome],
    packages: Packages,
    seconds: float,
    document: Document | None = None,
) -> Result:
    """Build the Result of a claim.

    Args:
        claim: The claim.
        spec: Its spec.
        anchored: Where it stands in its document.
        settled: Its verdict and outcome.
        packages: The version of each package of the stack where it was measured.
        seconds: How long measuring and judging took.
        document: The document, so that repairs show its lines; None where it is not at hand.
    """
    verdict, outcome = settled
    reason = reason_on(claim, packages) if outcome.finding else None
    return Result(
        id=f"{spec.name}/{claim.id}",
        document=spec.document,
        lines=list(anchored.lines),
        kind=claim.kind,
        subject=claim.subject_text,
        given=claim.given,
        figure=claim.at.figure,
        expected=as_json(claim.document_value),
        measured=verdict.measured,
        verdict=verdict.word,
        basis=verdict.basis,
        outcome=outcome.label,
        erratum=claim.erratum is not None,
        drift=claim.drift is not None,
        why=verdict.why,
        says=claim.statement,
        found=found_in(claim, verdict),
        anchor=anchored.state,
        spec=f"{spec.file}:{spec.lines[claim.id]}",
        seconds=round(seconds, 6),
        terms=claim.terms,
        compared=verdict.compared,
        stack=verdict.stack,
        severity=reason.severity if reason else "",
        cause=(reason.cause or claim.id) if reason else "",
        repair=remedies_of(reason.repair, claim.at.span, anchored, document) if reason else (),
    )
