"""The evidence of a claim that asks no stack: a worker without TensorFlow calls its subject.

Only a run that measures may import this: whatever a spec names is executed here.
"""

from __future__ import annotations

import atexit
import json
from functools import cache
from pathlib import Path
from typing import Any

from harness.claims import Claim
from harness.evidence import Evidence, Request
from harness.stacks.client import Client, failure_of

_clients: dict[str, Client] = {}
"""The worker without TensorFlow, by the folder where it was started; one at most."""


def ask_nobody(claim: Claim) -> Evidence | None:
    """Measure what needs no stack; None where the document alone decides."""
    if not claim.stackless or claim.question is None:
        return None
    if claim.question.search is None:
        return _here(claim.question)
    from harness.stacks.counterexamples import search  # Hypothesis takes its time to load

    return search(claim.question, _here)


def _here(request: Request) -> Evidence:
    answer = _answer(str(Path.cwd()), request.subject, json.dumps(request.given))
    return Evidence(request, answer.get("value"), failure_of(answer), answer["seconds"])


@cache
def _answer(folder: str, subject: str, given: str) -> dict[str, Any]:
    """Call a subject of the project in a folder, once; whatever it does, this process lives on."""
    if folder not in _clients:
        _close()
        _clients[folder] = Client()
    return _clients[folder].ask(subject, json.loads(given))


@atexit.register
def _close() -> None:
    while _clients:
        _clients.popitem()[1].close()
