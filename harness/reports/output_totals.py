"""What of all printed outputs of a run was compared, and what was not, in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from harness.results.run import Run
from harness.verdicts import Compared

_REASONS = 3
"""How many reasons of what was not compared are given."""


def outputs_line(run: Run) -> str:
    """Say what of all printed outputs was compared, and what was not; empty where there is none."""
    return compared_line(claim.compared for claim in run.claims)


def compared_line(compared: Iterable[Compared | None]) -> str:
    """Say the same of some outputs; None stands for one that was not compared."""
    found = [item for item in compared if item is not None]
    if not found:
        return ""
    figures, equal = sum(c.figures for c in found), sum(c.equal for c in found)
    counts = {
        "differ": sum(c.differing for c in found),
        "in the last digit": sum(c.last_digit for c in found),
        "within a tolerance": sum(c.tolerated for c in found),
        "written otherwise": sum(c.form for c in found),
    }
    rest = "".join(f", {count:,} {name}" for name, count in counts.items() if count)
    outputs = f"{len(found)} printed output{'' if len(found) == 1 else 's'}"
    return f"{outputs}: {equal:,} of {figures:,} figures as printed{rest}{_not_compared(found)}"


def _not_compared(found: Sequence[Compared]) -> str:
    """Say how much of the outputs was not compared, and the most frequent reasons."""
    reasons: Counter[str] = Counter()
    for item in (item for compared in found for item in compared.left_out):
        reasons[item.why or item.what] += item.number
    if not reasons:
        return ""
    shown = [f"{why}: {number:,}" for why, number in reasons.most_common(_REASONS)]
    more = ["other reasons"] if len(reasons) > _REASONS else []
    nothing = sum(1 for compared in found if compared.left_out and not compared.figures)
    whole = f"; of {nothing} output{'' if nothing == 1 else 's'} no figure" if nothing else ""
    return f", {reasons.total():,} not compared ({'; '.join(shown + more)}){whole}"
