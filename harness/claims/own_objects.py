"""Claims about a document's own objects: what is asked of its code, and each claim's answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from harness.evidence import Request

if TYPE_CHECKING:
    from harness.claims.claim import Claim
    from harness.claims.code_blocks import Code

EVALUATE = "harness.sandbox.document_values:evaluated"
"""The subject that evaluates expressions on a document's own objects."""


class _Run(NamedTuple):
    """A run of some blocks, whose objects several claims are about."""

    after: str
    slow: bool


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
            asked.setdefault(_Run(claim.after, claim.slow), {})[_text(item)] = item
    found = []
    for claim in every:
        if claim.after is not None:
            items = dict(sorted(asked[_Run(claim.after, claim.slow)].items()))
            request = _request(claim.after, list(items.values()), document, code)
            claim = claim.asking(request, list(items).index(_text(claim.value_item)))
        found.append(claim)
    return found


def _request(after: str, values: list[dict[str, Any]], document: str, code: Code) -> Request:
    given = code.given_up_to(after, document)
    seconds = 2 * (code.seconds * (len(given["blocks"]) + len(values)) + 120)
    return Request(EVALUATE, given | {"values": values}, seconds=seconds)


def _text(item: dict[str, Any]) -> str:
    return json.dumps(item, sort_keys=True)
