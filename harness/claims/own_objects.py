"""Claims about a document's own objects: what is asked of its code, and each claim's answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from harness.evidence import DocumentFailure, Evidence, Request

if TYPE_CHECKING:
    from harness.claims.claim import Claim
    from harness.claims.code_blocks import Code

EVALUATE = "harness.sandbox.document_values:evaluated"
"""The subject that evaluates expressions on a document's own objects."""


class _Run(NamedTuple):
    """A run of some blocks, whose objects several claims are about."""

    after: str
    up_to: int
    repaired: bool
    slow: bool
    seeds: bool


def with_own_objects(claims: Iterable[Claim], document: str, code: Code | None) -> list[Claim]:
    """Give claims about a document's own objects their request; those after one block share it.

    Args:
        claims: The claims of a spec.
        document: The document's file name.
        code: Its code blocks; None where the spec lists none.
    """
    every = list(claims)
    if code is None:
        return every
    asked: dict[_Run, dict[str, dict[str, Any]]] = {}
    for claim in every:
        if claim.after is not None:
            item = claim.value_item
            asked.setdefault(_run_of(claim), {})[_text(item)] = item
    answers: dict[tuple[_Run, str], tuple[Request, int]] = {}
    for run, items in asked.items():
        texts = sorted(items)
        request = _request(run, [items[text] for text in texts], document, code)
        answers |= {(run, text): (request, index) for index, text in enumerate(texts)}
    return [
        claim
        if claim.after is None
        else claim.asking(*answers[_run_of(claim), _text(claim.value_item)])
        for claim in every
    ]


def own_answer(evidence: Evidence, index: int) -> Evidence:
    """Take one expression's answer out of the answer to a shared request.

    Args:
        evidence: The answer to the request, which has a value.
        index: Which of the expressions.
    """
    found = evidence.value["values"][index]
    if "raises" in found:
        failure = DocumentFailure(found["raises"]["type"], found["raises"]["message"])
        return replace(evidence, value=None, failure=failure)
    return replace(evidence, value=found["value"])


def _run_of(claim: Claim) -> _Run:
    assert claim.after is not None
    up_to = claim.up_to.span[1] if claim.up_to else 0
    return _Run(claim.after, up_to, claim.repaired, claim.slow, claim.seeds > 0)


def _request(run: _Run, values: list[dict[str, Any]], document: str, code: Code) -> Request:
    given = code.given_up_to(run.after, document)
    if run.up_to:
        *before, last = given["blocks"]
        given["blocks"] = [*before, {**last, "up_to": run.up_to}]
    if run.repaired:
        given["repaired"] = True
    seconds = code.longest(len(given["blocks"]) + len(values))
    return Request(EVALUATE, given | {"values": values}, seconds=seconds)


def _text(item: dict[str, Any]) -> str:
    return json.dumps(item, sort_keys=True)
