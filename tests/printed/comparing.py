"""Comparison of two texts, as the laws of it are tried."""

import os

from hypothesis import HealthCheck, settings

from harness.printed.output_differences import FORM
from harness.printed.outputs import compare_outputs
from harness.printed.parts import DEFAULT
from harness.printed.screen import numbered

law = settings(
    suppress_health_check=list(HealthCheck),
    derandomize="LAWS_AT_RANDOM" not in os.environ,
)
"""How a law is tried: with the same examples in every run, and others where LAWS_AT_RANDOM is set.

Most pages are printed by libraries, which takes a while.
"""


def compared(printed, here, settings=DEFAULT):
    """Compare two printed texts."""
    return compare_outputs([tuple(line) for line in numbered(printed)], here, settings)


def kinds(printed, here):
    """Name the kinds of all differences between two printed texts."""
    return {difference.kind for difference in compared(printed, here).differences}


def explained(printed, here, settings=DEFAULT):
    """Write which rules of form explain a difference, and what still differs; empty for no rule."""
    found = compared(printed, here, settings).differences
    notes = [difference.note for difference in found if difference.kind == FORM]
    rest = [f"{d.printed} → {d.here}" for d in found if d.kind != FORM]
    assert notes or rest, "texts that are the same need no rule"
    return "; ".join([*notes, *rest]) if notes else ""


def swapped(found):
    """Write what explains a difference, as ``explained`` does, of the same texts the other way."""
    parts = (" → ".join(reversed(part.split(" → "))) for part in found.split("; "))
    return "; ".join(parts)
