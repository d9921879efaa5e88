"""What tables say of random results: their middle, the percentile, the error that would be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from harness.claims.values import value_text
from harness.results.run import Result, Run
from harness.statistics.outcome import ordinal

SEED_HEAD = (
    "claim",
    "documented",
    "median of seeds",
    "percentile",
    "error that would be seen",
    "verdict",
    "stack",
)
_ONE_FIGURE = ("typical", "about")
_KINDS = (*_ONE_FIGURE, "curve", "ordering", "trend")


def seed_rows(run: Run) -> Iterator[Sequence[str]]:
    """Write a row for each claim that was judged by the runs of several seeds."""
    for claim in run.claims:
        if claim.kind in _KINDS and isinstance(claim.measured, dict) and "seeds" in claim.measured:
            yield _row_of(claim, run.stack.get("name", ""))


def _row_of(claim: Result, stack: str) -> Sequence[str]:
    figure = claim.kind in _ONE_FIGURE
    return (
        claim.id,
        (claim.figure or value_text(claim.expected)) if figure else claim.says,
        number_text(claim.measured, "median") if figure else claim.found,
        percentile_text(claim.measured),
        error_text(claim.measured),
        f"{claim.outcome_entry.mark} {claim.outcome}",
        f"{claim.stack or stack}, {claim.measured['seeds']} seeds",
    )


def number_text(measured: Mapping[str, Any], name: str) -> str:
    """Write a number that a judge gives; nothing where it gives none."""
    value = _number(measured, name)
    return "" if value is None else f"{value:.4g}"


def percentile_text(measured: Mapping[str, Any]) -> str:
    """Write which part of further runs would be below the documented figure."""
    value = _number(measured, "percentile")
    return "" if value is None else ordinal(round(value))


def error_text(measured: Mapping[str, Any]) -> str:
    """Write which error of the figure would be noticed, or which margin a claim leaves."""
    name = "margin" if "margin" in measured else "offset"
    value, shown = _number(measured, name), number_text(measured, name)
    if value is not None and measured.get("relative"):
        shown = f"{value:.0%}"
    return f"margin {shown}" if name == "margin" else shown


def _number(measured: Mapping[str, Any], name: str) -> float | None:
    """Read a number out of a record, which may hold anything."""
    value = measured.get(name)
    found = isinstance(value, (int, float)) and isfinite(value)
    return float(value) if found and value is not None else None
