"""Say where claims stand today."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import (
    CHANGED,
    OK,
    document_of,
    documents_option,
    loaded,
    specs_argument,
    write,
)

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.documents import Anchor


@click.command("anchor")
@specs_argument
@documents_option
@click.option("--write", "writing", is_flag=True, help="Write digests and moved lines into specs.")
def command(specs: tuple[Path, ...], documents: Path | None, writing: bool) -> None:
    """Say where each claim stands in its document today.

    Exit code: 1 if a passage was reworded, is misquoted, or has vanished.
    """
    from harness.claims.digests import with_digests
    from harness.verification.judging import place

    lost = False
    for spec in loaded(specs):
        document = document_of(spec, documents)
        places = [place(claim, document) for claim in spec.claims]
        lost |= _print(spec, places)
        if writing:
            write(spec.file, with_digests(spec, document))
    sys.exit(CHANGED if lost else OK)


def _print(spec: Spec, places: Sequence[Anchor]) -> bool:
    """Print how many claims stand where, and each that was lost; tell whether any was."""
    from collections import Counter

    from rich.console import Console

    from harness.documents import State

    lost = (State.REWORDED, State.MISQUOTED, State.VANISHED)
    console = Console()
    counts = Counter(place.state for place in places)
    numbers = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    console.print(f"{spec.name}: {numbers}", highlight=False)
    for claim, place in zip(spec.claims, places, strict=True):
        if place.state in lost:
            where = f"{spec.document}:{place.lines[0]}"
            console.print(f"  {place.state}  {claim.id}  {where}", markup=False, highlight=False)
    return any(place.state in lost for place in places)
