"""Show every claim on every stack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harness.commands import judged_record, loaded, out_option, specs_argument, write


@click.command("matrix")
@specs_argument
@out_option
def command(specs: tuple[Path, ...], out: Path) -> None:
    """Show the recorded verdict of every claim of SPECS on every stack.

    Exit code: 1 if a verdict is not the recorded one, so a drift that begins elsewhere, too.
    """
    from harness.analysis.origin_search import origins_of
    from harness.reports.matrix_report import matrix_html, print_matrix

    asked = loaded(specs)
    found = judged_record(asked)
    origins = origins_of(asked, found)
    write(out / "matrix.html", matrix_html(found, origins))
    print_matrix(found, out / "matrix.html", origins)
    sys.exit(found.exit_code)
