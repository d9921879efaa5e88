"""A document's blocks are written as a spec's key, and nothing is left out in silence."""

from ruamel.yaml import YAML

from harness.claims.code_blocks import Code
from harness.documents.block_parts import Block, OutputPiece, PieceKind, Unread
from harness.reports.code_text import code_lines

FOUND = [
    Block("fenced", (2, 3), (OutputPiece(PieceKind.STREAM, (5, 6)), OutputPiece(PieceKind.RESULT, (8, 8)))),
    Block("fenced", (10, 11), (OutputPiece(PieceKind.RESULT, (11, 11), 3, comment=True),)),
    Block("notebook", (13, 13), (OutputPiece(PieceKind.STDERR, (15, 15)), OutputPiece(PieceKind.PICTURE, None))),
    Block("fenced", (17, 17), skipped="<!-- skip -->\x1b"),
    Unread((19, 20), "a fence of bash"),
]  # fmt: skip


def test_what_is_written_is_the_key_of_a_spec():
    code = Code.model_validate(YAML(typ="safe").load("\n".join(code_lines(FOUND)))["code"])
    assert [block.span for block in code.blocks] == [(2, 3), (10, 11), (13, 13)]
    assert [at.span for at in code.blocks[0].prints] == [(5, 8)]


def test_what_is_left_out_stands_in_comments():
    assert [line for line in code_lines(FOUND) if "#" in line] == [
        "  # left out: lines 11-11: an output in comments",
        "  # left out: lines 15-15: what went to stderr",
        "  # left out: lines 13-13: a picture",
        "  # left out: lines 17-17: skipped: <!-- skip -->\\x1b",
        "  # left out: lines 19-20: a fence of bash",
    ]


def test_without_blocks_there_is_no_key():
    assert code_lines(FOUND[3:]) == []
