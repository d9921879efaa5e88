"""List the code blocks of a document as a spec writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from harness.commands import documents_option, examples, misuse
from harness.console import say
from harness.documents.block_parts import Block, Found, PieceKind
from harness.documents.document import Span
from harness.texts.visible import short

_LONGEST = 60
_APART = {
    PieceKind.PICTURE: "a picture",
    PieceKind.STDERR: "what went to stderr",
    PieceKind.HTML: "an output that is HTML alone",
}
"""What of an output a spec does not compare."""


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

    known = document.suffix not in (".yaml", ".yml") and (document.suffix or document.exists())
    target = SpecTarget(None, document) if known else find_targets((document,))[0]
    found = read_blocks(target.read(documents))
    notes = [note for item in found for note in _notes(item)]
    blocks = [item for item in found if isinstance(item, Block) and not item.skipped]
    if not blocks:
        unmarked = f" ({len(notes)} passages are left out: {notes[0]})" if notes else ""
        misuse(f"{document}: no marks of code; in plain text, give the lines yourself{unmarked}")
    say("code:\n  blocks:")
    for block in blocks:
        say(f"    - {{lines: {list(block.code)}{_prints(block)}}}")
    for note in notes:
        say(f"  # left out: {note}")


def _prints(block: Block) -> str:
    """Write the passages that print a block's output."""
    spans = ", ".join(f"{{lines: {list(span)}}}" for span in block.printed)
    return f", prints: [{spans}]" if spans else ""


def _notes(item: Found) -> Iterator[str]:
    """Say which lines a spec does not get, and why."""
    if not isinstance(item, Block):
        yield _note(item.span, item.why)
    elif item.skipped:
        yield _note(item.code, f"skipped: {short(item.skipped, _LONGEST)}")
    else:
        for piece in item.outputs:
            if why := _APART.get(piece.kind, "an output in comments" if piece.comment else ""):
                yield _note(piece.span or item.code, why)


def _note(span: Span, why: str) -> str:
    return f"lines {span[0]}-{span[1]}: {why}"
