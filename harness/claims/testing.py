"""``check_kind``, a test helper for authors of kinds."""

from __future__ import annotations

import contextlib
from typing import Any

from harness.claims.claim import Claim
from harness.claims.registry import kinds
from harness.claims.values import as_json
from harness.evidence import WORKER_DIED, Evidence, Failure, Request
from harness.verdicts import Word


def check_kind(data: dict[str, Any], value: Any = None, failure: Failure | None = None) -> Claim:
    """Check that a kind keeps the contract of ``Claim``, on one claim that holds.

    The evidence must confirm the claim and its agreeing value, and refute each of its mutants. A
    blocked measurement must be judged blocked, and a dead worker an error.

    Args:
        data: The claim as a spec writes it.
        value: What its subject measures; left out for a kind that measures nothing.
        failure: How the measurement ends, for a kind that judges failures.

    Returns:
        The claim.

    Raises:
        AssertionError: The kind does not keep the contract; the text says where.
    """
    claim = kinds()[data["kind"]].model_validate(data)
    request = claim.stack_request or Request("none:none")
    evidence = Evidence(request, value, failure) if claim.measures else None
    verdict = claim.judge(evidence)
    assert verdict.word is Word.CONFIRMED, f"not confirmed: {verdict}"
    assert verdict.basis is not None, "a confirmed claim has a basis"
    _check_mutants(claim, evidence)
    _check_agreeing(claim, evidence)
    for sentence in (claim.statement, claim.finding(verdict)):
        assert sentence.strip(), "a claim has a statement and a finding"
        assert "\n" not in sentence, f"more than one line: {sentence!r}"
    if claim.measures:
        _check_failures(claim, request)
    return claim


def _check_mutants(claim: Claim, evidence: Evidence | None) -> None:
    mutants = claim.mutants()
    assert mutants, "a claim that has no mutant cannot be shown able to fail"
    for mutant in mutants:
        verdict = claim.judge_against(mutant, evidence)
        assert verdict.word is Word.REFUTED, f"{as_json(mutant)!r} survives: {verdict}"
        assert verdict.why, f"{as_json(mutant)!r} is refuted without a reason"


def _check_agreeing(claim: Claim, evidence: Evidence | None) -> None:
    with contextlib.suppress(LookupError):
        agrees = claim.agreeing_value(evidence)
        verdict = claim.judge_against(agrees, evidence)
        assert verdict.word is Word.CONFIRMED, f"{as_json(agrees)!r} does not agree: {verdict}"


def _check_failures(claim: Claim, request: Request) -> None:
    blocked = Failure("Unavailable", "no data", blocked=True)
    word = claim.judge(Evidence(request, failure=blocked)).word
    assert word is Word.BLOCKED, f"a blocked measurement is judged {word}"
    died = claim.judge(Evidence(request, failure=Failure(WORKER_DIED, "killed"))).word
    assert died is Word.ERROR, f"a dead worker is judged {died}"
