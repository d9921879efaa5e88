"""What a person at a terminal reads about specs, with nothing measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table

from harness.claims import Spec
from harness.claims.coverage import Coverage
from harness.documents import Anchor, State

_LOST = (State.REWORDED, State.MISQUOTED, State.VANISHED)


def print_claims(specs: Sequence[Spec]) -> None:
    """Print a line for every claim."""
    console = Console()
    for spec in specs:
        for claim in spec.claims:
            recorded = "erratum" if claim.erratum else "drift" if claim.drift else ""
            place = f"{spec.document}:{claim.at.span[0]}"
            line = f"{spec.name}/{claim.id}  [dim]{claim.kind}  {place}[/]  [magenta]{recorded}[/]"
            console.print(line, highlight=False, soft_wrap=True)


def print_counts(specs: Sequence[Spec]) -> None:
    """Print the numbers of claims by document and by kind."""
    table = Table(title="claims by document")
    for name in ("spec", "document", "claims", "errata", "drift", "not claims"):
        table.add_column(
            name, justify="left" if name in ("spec", "document") else "right", overflow="fold"
        )
    for spec in specs:
        errata = sum(claim.erratum is not None for claim in spec.claims)
        drift = sum(claim.drift is not None for claim in spec.claims)
        numbers = (len(spec.claims), errata, drift, len(spec.not_claims))
        table.add_row(spec.name, spec.document, *map(str, numbers))
    kinds = Counter(claim.kind for spec in specs for claim in spec.claims)
    by_kind = Table(title="claims by kind")
    by_kind.add_column("kind")
    by_kind.add_column("claims", justify="right")
    for kind, count in kinds.most_common():
        by_kind.add_row(kind, str(count))
    Console().print(table, by_kind)


def print_coverage(found: Sequence[Coverage]) -> None:
    """Print a line for each document, and its naked lines."""
    console = Console()
    for item in found:
        numbers = f"{len(item.claimed)} claimed, {len(item.not_claims)} not a claim"
        console.print(f"{item.document}: {numbers}, {len(item.naked)} naked", highlight=False)
        if item.naked:
            console.print(f"  naked: {', '.join(_ranges(item.naked))}", highlight=False)


def print_anchors(spec: Spec, places: Sequence[Anchor]) -> bool:
    """Print how many claims stand where, and each that was lost; tell whether any was."""
    console = Console()
    counts = Counter(place.state for place in places)
    numbers = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    console.print(f"{spec.name}: {numbers}", highlight=False)
    for claim, place in zip(spec.claims, places, strict=True):
        if place.state in _LOST:
            where = f"{spec.document}:{place.lines[0]}"
            console.print(f"  {place.state}  {claim.id}  {where}", markup=False, highlight=False)
    return any(place.state in _LOST for place in places)


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield f"{run[0]}-{run[-1]}" if run[1:] else str(run[0])
