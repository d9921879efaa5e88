"""Show every claim on every stack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harness.commands import (
    examples,
    judged_record,
    loaded,
    misuse,
    out_option,
    specs_argument,
    without_evidence,
    write,
)


@click.command(
    "matrix",
    epilog=examples(
        "matrix",
        "matrix --origin documents/page.md",
        "matrix --blocks keras-recurrent",
        "matrix --drift",
    ),
)
@specs_argument
@click.option(
    "--origin", is_flag=True, help="The stack that each document was written on, and why."
)
@click.option("--blocks", is_flag=True, help="Which code blocks run where, and what to change.")
@click.option("--drift", is_flag=True, help="Which release of which package changed what.")
@click.option(
    "-v", "--verbose", is_flag=True, help="With --origin or --drift: every claim and reason."
)
@out_option
def matrix_command(
    specs: tuple[Path, ...], origin: bool, blocks: bool, drift: bool, verbose: bool, out: Path
) -> None:
    """Show the verdict of every claim on every stack.

    The verdicts are judged from recorded evidence.

    Exit code: 1 if a verdict is not the expected one, or if a drift begins at another release
    than its spec says.
    """
    if origin + blocks + drift > 1:
        misuse("--origin, --blocks and --drift are several questions; ask one")
    if verbose and not (origin or drift):
        misuse("--verbose is for --origin and --drift")
    if drift:
        _show_drift(specs, verbose)
    elif origin:
        _show_origins(specs, verbose)
    elif blocks:
        _show_blocks(specs)
    else:
        sys.exit(_show_matrix(specs, out))


def _show_matrix(specs: tuple[Path, ...], out: Path) -> int:
    from harness.analysis.origin_search import origins_of
    from harness.reports.matrix_report import matrix_html, print_matrix

    asked = loaded(specs)
    found = judged_record(asked)
    origins = origins_of(asked, found)
    write(out / "matrix.html", matrix_html(found, origins))
    print_matrix(found, out / "matrix.html", origins)
    return found.exit_code


def _show_origins(specs: tuple[Path, ...], verbose: bool) -> None:
    from harness.analysis.origin_search import origins_of
    from harness.reports.origin_text import print_origin

    asked = loaded(specs)
    for origin in origins_of(asked, judged_record(asked)):
        print_origin(origin, verbose=verbose)


def _show_drift(specs: tuple[Path, ...], verbose: bool) -> None:
    from harness.analysis.drift_table import release_changes
    from harness.reports.drift_text import print_drift

    asked = loaded(specs)
    print_drift(release_changes(asked, judged_record(asked)), verbose=verbose)


def _show_blocks(specs: tuple[Path, ...]) -> None:
    from harness.analysis.stack_verdicts import recorded_blocks
    from harness.evidence.store import StoreError
    from harness.reports.blocks_text import print_blocks
    from harness.stacks.choice import EVIDENCE

    try:
        table = recorded_blocks(loaded(specs), EVIDENCE)
    except StoreError as error:
        misuse(str(error))
    if not table.stacks:
        without_evidence()
    if not table.rows:
        misuse("no claim of kind 'runs' in these specs; harness code lists a document's blocks")
    print_blocks(table)
