"""The evidence of a claim that asks no stack: its subject is called in this process.

Only a run that measures may import this: whatever a spec names is executed here.
"""

from __future__ import annotations

import contextlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from harness.claims import Claim
from harness.evidence import Evidence, Request
from harness.stacks.client import failure_of
from harness.stacks.worker import measure


def ask_nobody(claim: Claim) -> Evidence | None:
    """Measure what needs no stack, here; None where the document alone decides."""
    if not claim.stackless or claim.question is None:
        return None
    if claim.question.search is None:
        return _here(claim.question)
    from harness.stacks.search import search  # Hypothesis takes its time to load

    return search(claim.question, _here)


def _here(request: Request) -> Evidence:
    answer = _answer(str(Path.cwd()), request.subject, json.dumps(request.given))
    return Evidence(request, answer.get("value"), failure_of(answer), answer["seconds"])


@cache
def _answer(folder: str, subject: str, given: str) -> dict[str, Any]:
    """Call a subject of the project in a folder, once; what it prints belongs to nobody."""
    sys.path.insert(0, folder)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            found: dict[str, Any] = json.loads(json.dumps(measure(subject, json.loads(given))))
            return found
    finally:
        sys.path.remove(folder)
