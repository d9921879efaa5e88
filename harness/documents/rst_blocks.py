"""Reads the directives of reStructuredText that hold code, and the outputs that follow them.

Lines are read, not a tree of docutils: Sphinx's directives are errors to it, and it numbers the
lines of some literal blocks by their ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from harness.documents.block_marks import named_marks
from harness.documents.block_parts import (
    Block,
    Found,
    OutputPiece,
    Step,
    Unread,
    cut_lines,
    indentation,
    least_indentation,
    text_kind,
    written,
)
from harness.documents.comment_outputs import comment_outputs
from harness.documents.document import Span
from harness.documents.fences import PLAIN_LANGUAGES
from harness.documents.lead_ins import leads_to_output
from harness.documents.prompt_blocks import starts_session
from harness.documents.python_source import cell_magic, looks_like_code
from harness.documents.skips import cell_skip, skip_above

_DIRECTIVE = re.compile(r"(\s*)\.\. ([\w-]+)::\s*([\w+.-]*)")
_LITERAL = re.compile(r"(\s*)(?!\.\. )\S.*::\s*$|(\s*)::\s*$")
_OPTION = re.compile(r"\s*:[\w-]+:")
_INSTRUCTION = re.compile(r"\s*@(?:suppress|verbatim|savefig|okexcept|okwarning|doctest)\b")
"""What IPython's directive reads before code; no decorator."""

_GALLERY = "sphx-glr-script-out"
_CODE = {"code-block", "code", "sourcecode", "highlight-code", "code-tab"}
_PYTHON_CODE = {
    "testcode",
    "testsetup",
    "ipython",
    "testcleanup",
    "jupyter-execute",
    "execute_code",
    "plot",
    "exec-code",
    "jupyter-input",
}
_SKIPPED = {"doctest-skip", "skip-code-block", "doctest-requires", "doctest-remote-data"}
_PYTHON = re.compile(r"python[23]?|py3?|ipython[23]?|", re.I)


@dataclass(frozen=True, slots=True)
class _Part:
    """A directive or a literal block: its name, its argument, its options and its content."""

    name: str
    argument: str
    options: tuple[str, ...]
    content: Span | None
    end: int


def read_directive(lines: Sequence[str], number: int) -> Step | None:
    """Read a directive with code, or a literal block, at a line; sessions in it are left to others.

    Args:
        lines: The lines of the document.
        number: The number of the line.

    Returns:
        What is found and the next line to read; None where none begins here.
    """
    part = _part_at(lines, number)
    if part is None or part.content is None:
        return None
    if part.name in _SKIPPED or starts_session(lines, *part.content):
        return None
    if part.name == "plot" and part.argument:
        return None  # a script elsewhere, and its caption
    if part.name == "ipython":
        return _instructed(lines, part, part.content), part.end + 1
    if part.name in _PYTHON_CODE or (part.name in _CODE and _PYTHON.fullmatch(part.argument)):
        return _code(lines, number, part, part.content)
    if part.name in _CODE and part.argument:
        return _other(lines, part.content, f"a code block of {part.argument}"), part.end + 1
    if part.name == "testoutput":
        return [Unread(part.content, "an output that follows no code")], part.end + 1
    if not part.name:
        return _other(lines, part.content, ""), part.end + 1
    return None


def _part_at(lines: Sequence[str], number: int) -> _Part | None:
    line = lines[number - 1]
    found = _DIRECTIVE.match(line) if ".. " in line else None
    if not found and not (line.rstrip().endswith("::") and _LITERAL.match(line)):
        return None
    margin = indentation(line)
    end = number
    while end < len(lines) and (not lines[end].strip() or indentation(lines[end]) > margin):
        end += 1
    first = number + 1
    while found and first <= end and _OPTION.match(lines[first - 1]):
        first += 1
    options = tuple(lines[number : first - 1])
    content = written(lines, first, end)
    end = content[1] if content else first - 1
    name, argument = (found[2], found[3]) if found else ("", "")
    return _Part(name, argument, options, content, end)


def _code(lines: Sequence[str], number: int, part: _Part, code: Span) -> Step:
    column = least_indentation(lines, code)
    texts = cut_lines(lines, code, column)
    outputs = list(comment_outputs(texts, code[0], column))
    after = part.end + 1
    below = _output_below(lines, after, part.name == "testcode")
    if below and below.content:
        outputs.append(_output(lines, below.content))
        after = below.end + 1
    skipped = skip_above(lines, number) or cell_skip(part.options) or _condition(part.options)
    skipped = skipped or _condition(below.options if below else ()) or cell_magic(texts)
    marks = named_marks([*part.options, *(below.options if below else ())])
    return [Block("directive", code, tuple(outputs), column, skipped=skipped, marks=marks)], after


def _instructed(lines: Sequence[str], part: _Part, content: Span) -> list[Found]:
    """Read the code of IPython's directive, parted where its own instructions stand."""
    at = [n for n in range(content[0], content[1] + 1) if _INSTRUCTION.match(lines[n - 1])]
    marks, column = named_marks(part.options), least_indentation(lines, content)
    found: list[Found] = []
    for before, after in pairwise([content[0] - 1, *at, content[1] + 1]):
        code = written(lines, before + 1, after - 1)
        why = lines[before - 1].strip() if before in at else ""
        if code:
            skipped = why if why.startswith("@verbatim") else ""
            found.append(Block("directive", code, (), column, skipped=skipped, marks=marks))
    return found


def _output(lines: Sequence[str], span: Span) -> OutputPiece:
    texts = lines[span[0] - 1 : span[1]]
    return OutputPiece(text_kind(texts), span, least_indentation(lines, span))


def _output_below(lines: Sequence[str], first: int, tested: bool) -> _Part | None:
    """Find the part that holds a block's output: next to it, or anywhere before the next test."""
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        part = _part_at(lines, number) if "::" in line and _GALLERY not in line else None
        if part and part.name == "testoutput":
            return part
        if part and part.content and _shows_output(lines, line, part):
            return part
        if part and (not tested or part.name):
            return None
        if line.strip() and not (tested or leads_to_output(line) or _GALLERY in line):
            return None
        if tested and starts_session(lines, number, number):
            return None
    return None


def _shows_output(lines: Sequence[str], line: str, part: _Part) -> bool:
    if part.content is None or starts_session(lines, *part.content):
        return False
    if part.name:
        plain = part.argument and PLAIN_LANGUAGES.fullmatch(part.argument)
        return part.name == "parsed-literal" or (part.name in _CODE and bool(plain))
    return line.strip() == "::" or leads_to_output(line)


def _condition(options: Sequence[str]) -> str:
    wanted = (":skipif:", "+SKIP")
    found = next((text for text in options if any(word in text for word in wanted)), "")
    return found.strip()


def _other(lines: Sequence[str], span: Span, why: str) -> list[Found]:
    if why:
        return [Unread(span, why)]
    texts = cut_lines(lines, span, least_indentation(lines, span))
    if looks_like_code(texts):
        return [Unread(span, "unmarked: it looks like Python, but nothing names its language")]
    return [Unread(span, "a literal block that follows no code")]
