"""Reads the fences of Markdown, and the outputs that stand below and in them.

Lines are read, not a tree of CommonMark: pages of Keras fence their outputs inside ``<div>``, which
CommonMark takes for HTML, and every place has to be a line of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from harness.documents.block_marks import named_marks
from harness.documents.block_parts import (
    Block,
    Found,
    OutputPiece,
    Step,
    Unread,
    cut_lines,
    text_kind,
    written,
)
from harness.documents.comment_outputs import comment_outputs
from harness.documents.document import Span
from harness.documents.fences import Fence, fence_at, margin
from harness.documents.ipython_blocks import read_input
from harness.documents.kernel_languages import front_matter_skip
from harness.documents.outputs_below import fenced_output, outputs_below
from harness.documents.prompt_blocks import read_example, starts_session
from harness.documents.python_source import cell_magic, is_blank, looks_like_code
from harness.documents.skips import cell_skip, info_skip, skip_above

_ARROWS = ">>>"
"""A line of its own that separates code from its output in the same fence."""

_TAB = re.compile(r"\s*(?:%%tab|#\s?@tab)\s+(.*)$")
_OPTION = re.compile(r"\s*(?::[\w-]*:|: |#\|)")


def read_fence(lines: Sequence[str], number: int) -> Step | None:
    """Read a fence at a line, with the output below it.

    Args:
        lines: The lines of the document.
        number: The number of the line.

    Returns:
        What is found and the next line to read; None where no fence opens here.
    """
    fence = fence_at(lines, number)
    if fence is None:
        return None
    first, last = fence.opening + 1, fence.closing - 1
    plain = fence.is_plain and not fence.is_output
    if (fence.is_python or plain) and starts_session(lines, first, last):
        return _session(lines, fence), fence.closing + 1
    if fence.is_python:
        return _code(lines, fence)
    return _other(lines, fence), fence.closing + 1


def _session(lines: Sequence[str], fence: Fence) -> list[Found]:
    """Read the examples of a fence; what stands between them is blank or said."""
    found: list[Found] = []
    number, last = fence.opening + 1, fence.closing - 1
    skipped = skip_above(lines, fence.opening) or info_skip(fence.info)
    while number < fence.closing:
        step = read_example(lines, number, last, fenced=True) or read_input(lines, number, last)
        found += step[0] if step else []
        if not step and not is_blank([lines[number - 1].strip(_ARROWS)]):
            found.append(Unread((number, number), "in a session, but behind no prompt"))
        number = step[1] if step else number + 1
    return [_with_skip(item, skipped) for item in found]


def _with_skip(item: Found, skipped: str) -> Found:
    return replace(item, skipped=item.skipped or skipped) if isinstance(item, Block) else item


def _code(lines: Sequence[str], fence: Fence) -> Step:
    first, tabs, option = _front(lines, fence)
    last = fence.closing - 1
    rest = range(first, fence.closing)
    split = next((n for n in rest if lines[n - 1].strip() == _ARROWS), None)
    code = written(lines, first, (split or fence.closing) - 1)
    if code is None:
        return [], fence.closing + 1
    column = margin(lines, code, fence.indent)
    texts = cut_lines(lines, code, column)
    outputs = list(comment_outputs(texts, code[0], column))
    after = fence.closing + 1
    if split:
        inside = written(lines, split + 1, last)
        outputs += [_piece(lines, inside, column)] if inside else []
    else:
        below, after = outputs_below(lines, fence.closing + 1, fence.indent)
        outputs += below
    skipped = skip_above(lines, fence.opening) or info_skip(fence.info) or option
    skipped = skipped or cell_magic(texts)
    if fence.info.startswith("{code-cell}"):
        skipped = skipped or front_matter_skip(lines)
    marks = named_marks(lines[fence.opening - 1 : first - 1])
    block = Block("fenced", code, tuple(outputs), column, skipped=skipped, tabs=tabs, marks=marks)
    return [block], after


def _front(lines: Sequence[str], fence: Fence) -> tuple[int, tuple[str, ...], str]:
    """Read the options before the code: its first line, its tabs, what skips it."""
    first = fence.opening + 1
    if first >= fence.closing:
        return first, (), ""
    if tab := _TAB.match(lines[first - 1]):
        return first + 1, tuple(tab[1].replace(",", " ").split()), ""
    end = first
    if lines[first - 1].strip() == "---":
        rest = range(first + 1, fence.closing)
        end = next((n + 1 for n in rest if lines[n - 1].strip() == "---"), first)
    while end < fence.closing and _OPTION.match(lines[end - 1]):
        end += 1
    return end, (), cell_skip(lines[first - 1 : end - 1])


def _piece(lines: Sequence[str], span: Span, column: int) -> OutputPiece:
    return OutputPiece(text_kind(lines[span[0] - 1 : span[1]]), span, column)


def _other(lines: Sequence[str], fence: Fence) -> list[Found]:
    """Say why a fence is neither code nor the output of code."""
    inside = written(lines, fence.opening + 1, fence.closing - 1)
    if inside is None:
        return []
    if fence.is_output and (piece := fenced_output(lines, fence, sure=True)):
        return [Unread(inside, "an output that follows no code", piece)]
    if not fence.is_plain:
        return [Unread(inside, f"a fence of {fence.language or fence.info[:20]}")]
    if looks_like_code(lines[inside[0] - 1 : inside[1]]):
        return [Unread(inside, "unmarked: it looks like Python, but its fence names no language")]
    return [Unread(inside, "a plain fence that follows no code")]
