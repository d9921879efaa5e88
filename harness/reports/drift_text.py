"""Releases that changed claims, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.markup import escape

from harness.console import console
from harness.reports.shared import claim_count
from harness.results.release_changes import ReleaseChange
from harness.texts.plain import presentable


def print_drift(changes: Sequence[ReleaseChange], *, verbose: bool = False) -> None:
    """Print every release with the number of claims it changed, and where that was seen.

    Args:
        changes: The releases.
        verbose: Whether to name every claim.
    """
    out = console()
    for change in presentable(list(changes)):
        for line in _lines(change, verbose):
            out.print(line, highlight=False, soft_wrap=True)


def _lines(change: ReleaseChange, verbose: bool) -> Iterator[str]:
    yield f"[bold]{escape(change.name)}[/]  [dim]{escape(_sides(change))}[/]"
    for turn, claims in change.claims.items():
        yield f"  {turn} {claim_count(len(claims))}"
        if verbose:
            yield from (f"    {escape(claim)}" for claim in claims)
    if change.unseen:
        yield f"  no recorded stack shows both sides of {claim_count(len(change.unseen))}"
        if verbose:
            yield from (f"    {escape(claim)}" for claim in change.unseen)
    yield ""


def _sides(change: ReleaseChange) -> str:
    """Name the nearest recorded stacks without the change and with it."""
    before = change.before or "no recorded stack is older"
    return f"{before}; {change.after or 'no recorded stack is as new'}"
