"""Every request that the measurements of some specs need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harness.claims import Claim, Spec
from harness.evidence import Evidence, Facts
from harness.stacks.client import Client
from harness.stacks.provisioning import Provided
from harness.stacks.stack import Stack, blocked


class _CollectingClient(Client):
    """A client that keeps what it was asked, the arguments that laws generate included."""

    def __init__(self, provided: Provided | None) -> None:
        if provided is None:
            super().__init__()
        else:
            super().__init__(provided.command, environment=provided.environment)
        self.asked: list[dict[str, Any]] = []

    def ask(
        self, subject: str, given: dict[str, Any], limit: float | None = None
    ) -> dict[str, Any]:
        self.asked.append({"subject": subject, "given": given})
        return super().ask(subject, given, limit)


@dataclass(frozen=True, slots=True)
class Collected:
    """What measuring some specs took.

    Args:
        facts: The stack it was measured on.
        evidence: What was measured, by the key of its request.
        asked: Each request that was sent, in order: ``subject`` and ``given``.
    """

    facts: Facts
    evidence: dict[str, Evidence]
    asked: tuple[dict[str, Any], ...]

    def find(self, claim: Claim) -> Evidence | None:
        """Find the evidence of a claim; of one that was not measured it is blocked."""
        request = claim.request
        if request is None:
            return None
        return self.evidence.get(request.key) or blocked(request, "not measured here")


def collect(specs: Sequence[Spec], provided: Provided | None = None) -> Collected:
    """Measure every claim once that is not slow, one after the other.

    Args:
        specs: The specs.
        provided: Where to measure; this environment's own stack by default.
    """
    client = _CollectingClient(provided)
    stack = Stack(client)
    evidence: dict[str, Evidence] = {}
    try:
        for claim in (claim for spec in specs for claim in spec.claims if not claim.slow):
            if claim.stack_request is not None and claim.stack_request.key not in evidence:
                evidence[claim.stack_request.key] = stack.measure(claim.stack_request)
        return Collected(stack.facts, evidence, tuple(client.asked))
    finally:
        stack.close()
