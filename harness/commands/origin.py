"""Say where documents were written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import judged_record, loaded, misuse

if TYPE_CHECKING:
    from harness.claims import Spec


@click.command("origin")
@click.argument("documents", nargs=-1)
@click.option("-v", "--verbose", is_flag=True, help="Name every claim and every reason.")
def command(documents: tuple[str, ...], verbose: bool) -> None:
    """Say which stack each of DOCUMENTS was written on, by the record, and why no other.

    A document goes by its file name, its path, or the name of its spec; all of them by default.
    """
    from harness.analysis.origin_search import origins_of
    from harness.reports.origin_text import print_origin

    asked = _asked(loaded(()), documents)
    matrix = judged_record(asked)
    for origin in origins_of(asked, matrix):
        print_origin(origin, verbose=verbose)


def _asked(specs: list[Spec], documents: tuple[str, ...]) -> list[Spec]:
    """Pick the specs of documents, in the order in which they were named."""
    named = {name: spec for spec in specs for name in (spec.name, spec.document)}
    unknown = [name for name in documents if Path(name).name not in named]
    if unknown:
        known = ", ".join(f"{spec.name} ({spec.document})" for spec in specs)
        misuse(f"no spec is about {unknown[0]!r}; there are {known}")
    return [named[Path(name).name] for name in documents] or specs
