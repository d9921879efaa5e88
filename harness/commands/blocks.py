"""Show what became of each code block."""

from __future__ import annotations

from pathlib import Path

import click

from harness.commands import loaded, misuse, specs_argument


@click.command("blocks")
@specs_argument
def command(specs: tuple[Path, ...]) -> None:
    """Show which code blocks of the documents run on each recorded stack, and what to change."""
    from harness.analysis.stack_verdicts import recorded_blocks
    from harness.evidence.store import StoreError
    from harness.reports.blocks_text import print_blocks
    from harness.stacks.choice import EVIDENCE

    try:
        table = recorded_blocks(loaded(specs), EVIDENCE)
    except StoreError as error:
        misuse(str(error))
    if not table.stacks:
        misuse(f"no record in {EVIDENCE}; run tox -e with the name of a stack")
    if not table.rows:
        misuse("no claim of kind 'runs' in these specs; harness code writes a page's blocks down")
    print_blocks(table)
