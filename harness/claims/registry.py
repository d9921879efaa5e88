"""Finds the kinds of claim that specs may use: our own and those of installed packages."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from harness.claims.claim import Claim

GROUP = "harness.kinds"
"""The entry point group under which a package offers its own kinds."""


@cache
def kinds() -> dict[str, type[Claim]]:
    """Load every installed kind, by name."""
    return {point.name: point.load() for point in sorted(entry_points(group=GROUP))}
