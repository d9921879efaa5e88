"""Say which lines of a document are spoken of."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import CHANGED, OK, document_of, documents_option, loaded, specs_argument

if TYPE_CHECKING:
    from harness.claims.coverage import Coverage


@click.command("coverage")
@specs_argument
@documents_option
def command(specs: tuple[Path, ...], documents: Path | None) -> None:
    """Say which lines of each document are claimed, are no claim, or are naked.

    Exit code: 1 if any line is naked.
    """
    from harness.claims.coverage import coverage

    found = [coverage(spec, document_of(spec, documents)) for spec in loaded(specs)]
    _print(found)
    sys.exit(CHANGED if any(item.naked for item in found) else OK)


def _print(found: Sequence[Coverage]) -> None:
    """Print a line for each document, and its naked lines."""
    from rich.console import Console

    console = Console()
    for item in found:
        numbers = f"{len(item.claimed)} claimed, {len(item.not_claims)} not a claim"
        console.print(f"{item.document}: {numbers}, {len(item.naked)} naked", highlight=False)
        if item.naked:
            console.print(f"  naked: {', '.join(_ranges(item.naked))}", highlight=False)


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield f"{run[0]}-{run[-1]}" if run[1:] else str(run[0])
