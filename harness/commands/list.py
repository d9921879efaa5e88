"""List claims, and count them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import examples, loaded, specs_argument
from harness.console import console

if TYPE_CHECKING:
    from harness.claims import Spec


@click.command("list", epilog=examples("list", "list keras-recurrent --counts"))
@specs_argument
@click.option("--counts", is_flag=True, help="Print only the numbers of claims.")
def list_command(specs: tuple[Path, ...], counts: bool) -> None:
    """List claims, and count them by document and by kind."""
    found = loaded(specs)
    if not counts:
        _print_claims(found)
    _print_counts(found)


def _print_claims(specs: Sequence[Spec]) -> None:
    """Print a line for every claim."""
    from rich.markup import escape

    from harness.texts.visible import one_line

    out = console()
    for spec in specs:
        for claim in spec.claims:
            recorded = "erratum" if claim.erratum else "drift" if claim.drift else ""
            place = escape(one_line(f"{spec.document}:{claim.at.span[0]}"))
            name = f"{escape(spec.name)}/{claim.id}"
            line = f"{name}  [dim]{claim.kind}  {place}[/]  [magenta]{recorded}[/]"
            out.print(line, highlight=False, soft_wrap=True)


def _print_counts(specs: Sequence[Spec]) -> None:
    """Print the numbers of claims by document and by kind."""
    from collections import Counter

    from rich.markup import escape
    from rich.table import Table

    from harness.texts.visible import one_line

    table = Table(title="claims by document")
    for name in ("spec", "document", "claims", "errata", "drift", "not claims"):
        table.add_column(
            name, justify="left" if name in ("spec", "document") else "right", overflow="fold"
        )
    for spec in specs:
        errata = sum(claim.erratum is not None for claim in spec.claims)
        drift = sum(claim.drift is not None for claim in spec.claims)
        numbers = (len(spec.claims), errata, drift, len(spec.not_claims))
        names = (escape(one_line(name)) for name in (spec.name, spec.document))
        table.add_row(*names, *map(str, numbers))
    kinds = Counter(claim.kind for spec in specs for claim in spec.claims)
    by_kind = Table(title="claims by kind")
    by_kind.add_column("kind")
    by_kind.add_column("claims", justify="right")
    for kind, count in kinds.most_common():
        by_kind.add_row(kind, str(count))
    console().print(table, by_kind)
