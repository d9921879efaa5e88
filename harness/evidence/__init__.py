"""The record of a measurement."""

from harness.evidence.evidence import Evidence, Failure, Request, Search

__all__ = ["Evidence", "Failure", "Request", "Search"]
