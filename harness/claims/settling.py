"""What a verdict means where a spec expects something else than that the claim holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.claims.claim import Claim
from harness.claims.evidence_parts import numbers_at
from harness.claims.expectation import Reason
from harness.claims.releases import Packages
from harness.claims.values import value_text
from harness.evidence import Evidence
from harness.verdicts import Expectation, Outcome, Verdict, Word, outcome_of


def settle(claim: Claim, evidence: Evidence | None, packages: Packages) -> tuple[Verdict, Outcome]:
    """Judge evidence and compare the verdict with what the spec expects on the stack.

    The truth of an erratum or a drift is as strict as the claim: a document that is wrong in
    another way than its spec says does not pass as its erratum.

    Args:
        claim: The claim.
        evidence: What was measured; None where the document alone decides.
        packages: The version of each package of the stack where it was measured.
    """
    verdict = _spread(claim, claim.judge(evidence), evidence)
    expectation = claim.expectation_on(packages)
    if verdict.word is not Word.REFUTED or expectation is Expectation.HOLDS:
        return verdict, outcome_of(verdict.word, expectation)
    for truth in truths_on(claim, expectation, packages):
        found = claim.judge_against(truth, evidence)
        if found.word is not Word.CONFIRMED:
            why = f"nor is it the recorded truth {value_text(truth)}: {found.why}"
            return replace(verdict, why=why), outcome_of(verdict.word, Expectation.HOLDS)
    why = claim.expectations.given[expectation].why
    return replace(verdict, why=why), outcome_of(verdict.word, expectation)


def truths_on(claim: Claim, expectation: Expectation, packages: Packages) -> list[Any]:
    """List what a spec says is measured instead, ready to be compared: one value or none.

    Args:
        claim: The claim.
        expectation: Why it does not hold.
        packages: The version of each package of the stack where it is measured.
    """
    return list(map(claim.reading, claim.expectations.truths(expectation, packages)))


def reason_on(claim: Claim, packages: Packages) -> Reason | None:
    """Return why a claim does not hold on a stack; None where it should hold."""
    return claim.expectations.given.get(claim.expectation_on(packages))


def _spread(claim: Claim, verdict: Verdict, evidence: Evidence | None) -> Verdict:
    """Say how far several runs differ, where the printed code cannot bring a figure back."""
    reason = claim.not_reproducible
    if reason is None or evidence is None or evidence.failure is not None:
        return verdict
    try:
        runs = numbers_at(evidence.value, reason.spread)
    except LookupError as error:
        return Verdict.error(f"the evidence has nothing at {reason.spread!r}: {error}")
    low, high = min(runs), max(runs)
    if low == high:
        return replace(verdict, why=f"{len(runs)} runs all give {low}")
    why = f"{len(runs)} runs give {low:.6g} to {high:.6g}; {reason.why}"
    return Verdict(Word.UNDECIDED, verdict.basis, verdict.measured, why)
