"""Write down the code blocks of a document."""

from __future__ import annotations

from pathlib import Path

import click

from harness.commands import misuse
from harness.console import say


@click.command("code")
@click.argument("document", type=click.Path(path_type=Path))
def command(document: Path) -> None:
    """Find the code blocks of DOCUMENT by their marks, and print them as a spec's key `code`.

    Marks are fences of Markdown, In [n]: of exported notebooks, and the cells of .ipynb files.
    """
    from harness.documents import Document, DocumentError
    from harness.documents.blocks import find_blocks

    try:
        blocks = find_blocks(Document.read(document))
    except DocumentError as error:
        misuse(str(error))
    if not blocks:
        misuse(f"{document}: no marks of code; in plain text, give the lines yourself")
    say("code:\n  blocks:")
    for block in blocks:
        prints = f", prints: [{{lines: {list(block.output)}}}]" if block.output else ""
        say(f"    - {{lines: {list(block.code)}{prints}}}")
