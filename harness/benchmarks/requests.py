"""Every request that the measurements of some specs need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harness.claims import Claim, Spec
from harness.evidence import Evidence, Facts
from harness.stacks.client import Client
from harness.stacks.provisioning import Provided
from harness.stacks.stack import Stack


class RecordingClient(Client):
    """A client that remembers what it was asked, the arguments that laws generate included.

    Args:
        provided: The stack of its worker; this environment's own by default.
    """

    def __init__(self, provided: Provided | None = None) -> None:
        if provided is None:
            super().__init__()
        else:
            super().__init__(provided.command, environment=provided.environment)
        self.asked: list[dict[str, Any]] = []

    def ask(
        self, subject: str, given: dict[str, Any], limit: float | None = None
    ) -> dict[str, Any]:
        """Have a subject measured."""
        self.asked.append({"subject": subject, "given": given})
        return super().ask(subject, given, limit)


@dataclass(frozen=True, slots=True)
class Recording:
    """What measuring some specs took.

    Args:
        facts: The stack it was measured on.
        found: Every claim with its spec and its evidence; None where it measures nothing.
        asked: Each request that was sent, in order: ``subject`` and ``given``.
    """

    facts: Facts
    found: tuple[tuple[Spec, Claim, Evidence | None], ...]
    asked: tuple[dict[str, Any], ...]


def record(specs: Sequence[Spec], provided: Provided | None = None) -> Recording:
    """Measure every claim once, as a run would.

    Args:
        specs: The specs, in the order of the run.
        provided: Where to measure; this environment's own stack by default.
    """
    client = RecordingClient(provided)
    stack = Stack(client)
    try:
        found = tuple(
            (spec, claim, stack.measure(claim.request) if claim.request else None)
            for spec in specs
            for claim in spec.claims
            if not claim.slow
        )
        return Recording(stack.facts, found, tuple(client.asked))
    finally:
        stack.close()
