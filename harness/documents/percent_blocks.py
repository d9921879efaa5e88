"""Reads scripts whose cells begin with ``# %%`` or like marks: Jupytext, VS Code, Databricks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.documents.block_marks import tag_marks
from harness.documents.block_parts import Block, Found, cut_lines, written
from harness.documents.comment_outputs import comment_outputs
from harness.documents.document import Span
from harness.documents.python_source import cell_magic
from harness.documents.skips import tag_skip

CELL = re.compile(
    r"# ?%%+(?P<rest>.*)$|# In ?\[[\d ]*\]:\s*$|# \+(?P<light> [\w{\[\"'].*)?$|# COMMAND -{5,}$"
)
SCRIPT = re.compile(CELL.pattern + r"|#\s+(?:formats|format_name): .*\blight\b")
"""What a line of such a script begins with; Jupytext's light form may do without marks of cells."""

_TEXT = re.compile(r"[^\[]*\[(?:markdown|md|raw)\]", re.I)
_QUOTED = re.compile(r"[\"']([\w-]+)[\"']")


def read_cells(lines: Sequence[str]) -> list[Found]:
    """Read the cells of a script with code in them.

    Args:
        lines: The lines of the script.
    """
    marks = [n for n, line in enumerate(lines, 1) if CELL.match(line)]
    begins = marks if marks[:1] == [1] else [0, *marks]
    found: list[Found] = []
    for begin, end in zip(begins, [*begins[1:], len(lines) + 1], strict=True):
        mark = CELL.match(lines[begin - 1]) if begin else None
        rest = (mark["rest"] or mark["light"] or "") if mark else ""
        code = written(lines, begin + 1, end - 1)
        if code and not _TEXT.match(rest) and not _only_comments(lines, code):
            found.append(_cell(lines, code, rest))
    return found


def _cell(lines: Sequence[str], code: Span, rest: str) -> Block:
    texts = cut_lines(lines, code, 0)
    skipped = tag_skip(_QUOTED.findall(rest)) or cell_magic(texts)
    outputs, marks = comment_outputs(texts, code[0], 0), tag_marks(_QUOTED.findall(rest))
    return Block("percent", code, outputs, skipped=skipped, marks=marks)


def _only_comments(lines: Sequence[str], span: Span) -> bool:
    shown = lines[span[0] - 1 : span[1]]
    return all(line.startswith("#") or not line.strip() for line in shown)
