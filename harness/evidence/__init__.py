"""The record of a measurement, and its store."""

from harness.evidence.evidence import WORKER_DIED, Evidence, Failure, Request, Search
from harness.evidence.facts import ABSENT, Facts

__all__ = ["ABSENT", "WORKER_DIED", "Evidence", "Facts", "Failure", "Request", "Search"]
