"""List the code blocks of a document as a spec writes them."""

from __future__ import annotations

from pathlib import Path

import click

from harness.commands import documents_option, examples, misuse
from harness.console import say


@click.command("code", epilog=examples("code documents/page.ipynb"))
@click.argument("document", type=click.Path(path_type=Path), metavar="DOCUMENT|SPEC")
@documents_option
def code_command(document: Path, documents: Path | None) -> None:
    """Print the code blocks of a document as a spec's key `code`, and what is left out.

    Blocks are recognised by their marks: fences of Markdown, directives of reStructuredText,
    prompts, cells of notebooks, of scripts and of exports.
    """
    from harness.commands.targets import SpecTarget, find_targets
    from harness.documents.blocks import read_blocks
    from harness.reports.code_text import code_lines, left_out_notes

    known = document.suffix not in (".yaml", ".yml") and (document.suffix or document.exists())
    target = SpecTarget(None, document) if known else find_targets((document,))[0]
    found = read_blocks(target.read(documents))
    if lines := code_lines(found):
        say("\n".join(lines))
        return
    notes = left_out_notes(found)
    more = f" ({len(notes)} passages are left out: {notes[0]})" if notes else ""
    misuse(f"{document}: no marks of code; in plain text, give the lines yourself{more}")
