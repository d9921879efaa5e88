"""Evidence: what was measured, on which stack, with which source, and the files that keep it."""

from harness.evidence.evidence import (
    WORKER_DIED,
    DocumentFailure,
    Evidence,
    Failure,
    Request,
    Search,
)
from harness.evidence.facts import ABSENT, Facts

__all__ = [
    "ABSENT",
    "WORKER_DIED",
    "DocumentFailure",
    "Evidence",
    "Facts",
    "Failure",
    "Request",
    "Search",
]
