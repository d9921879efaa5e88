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
    """Print the code blocks of a document as a spec's key `code`.

    Blocks are recognised by their marks: fences of Markdown, In [n]: of exported notebooks, and the
    cells of .ipynb files.
    """
    from harness.commands.targets import SpecTarget, find_targets
    from harness.documents.blocks import find_blocks

    known = document.suffix not in (".yaml", ".yml") and (document.suffix or document.exists())
    target = SpecTarget(None, document) if known else find_targets((document,))[0]
    blocks = find_blocks(target.read(documents))
    if not blocks:
        misuse(f"{document}: no marks of code; in plain text, give the lines yourself")
    say("code:\n  blocks:")
    for block in blocks:
        prints = f", prints: [{{lines: {list(block.output)}}}]" if block.output else ""
        say(f"    - {{lines: {list(block.code)}{prints}}}")
