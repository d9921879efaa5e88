"""Reads the blocks of a text as a document."""

from harness.documents import Document
from harness.documents.block_parts import Block
from harness.documents.blocks import read_blocks


def read(tmp_path, text, name="page.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = Document.read(path)
    return document, read_blocks(document)


def shown(tmp_path, text, name="page.md"):
    """List each block's code and the text of its outputs; of what is left out, the lines."""
    document, found = read(tmp_path, text, name)
    return [
        (
            "\n".join(item.source(document.lines)),
            ["\n".join(piece.text(document.lines)) for piece in item.outputs],
        )
        if isinstance(item, Block)
        else item.span
        for item in found
    ]
