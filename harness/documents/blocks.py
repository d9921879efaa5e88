"""Finds the code blocks of a document by its marks: fences, notebook cells, ``In [1]:``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from harness.documents.document import Document, Span
from harness.texts.lines import NOTEBOOK, parts_of
from harness.texts.reading import DOCUMENT, read_text

_FENCE = re.compile(r"^\s*(```+|~~~+)\s*\{?\.?(python3?|py|ipython3?|pycon)\b", re.I)
_EXPORT = re.compile(r"^\s*In ?\[(?:\d+|None| )\]:\s*$")
_SHOWN = re.compile(r"^\s*Out ?\[(?:\d+|None| )\]:\s*$")
_TEXT = re.compile(r"^(?:#{2,6} |[*>-] |\d+\. )")
_PARAGRAPHS = 40
"""Largest number of paragraphs tried as the end of a cell's code."""

_NOT_PYTHON = re.compile(r"^\s*[%!?]")


@dataclass(frozen=True, slots=True)
class Block:
    """A code block as a document marks it.

    Args:
        mark: ``fenced``, ``export`` or ``notebook``.
        code: Its lines.
        output: The lines with its output; None where there are none.
    """

    mark: str
    code: Span
    output: Span | None


def find_blocks(document: Document) -> list[Block]:
    """Find the code blocks of a document; plain text has no marks, so none are found there."""
    if document.path.suffix == NOTEBOOK:
        return list(_cells(document))
    found = []
    number = 1
    while number <= len(document.lines):
        line = document.lines[number - 1]
        block = None
        if fence := _FENCE.match(line):
            block = _fenced(document.lines, number, fence[1])
        elif _EXPORT.match(line):
            block = _exported(document.lines, number)
        if block is not None:
            found.append(block)
            number = (block.output or block.code)[1]
        number += 1
    return found


def _fenced(lines: tuple[str, ...], opening: int, fence: str) -> Block | None:
    """Read a fenced block; its output stands below ``>>>``, or indented below the block."""
    rest = range(opening + 1, len(lines) + 1)
    end = next((n for n in rest if lines[n - 1].strip().startswith(fence)), len(lines) + 1)
    split = next((n for n in range(opening + 1, end) if lines[n - 1].strip() == ">>>"), None)
    code = _trimmed(lines, opening + 1, (split or end) - 1)
    if code is None:
        return None
    below = _trimmed(lines, split + 1, end - 1) if split else _indented(lines, end + 1)
    return Block("fenced", code, below)


def _indented(lines: tuple[str, ...], first: int) -> Span | None:
    last = first - 1
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if line.strip() and not line.startswith(("    ", "\t", "![")):
            break
        last = number
    shown = [n for n in range(first, last + 1) if lines[n - 1].startswith(("    ", "\t"))]
    shown = [n for n in shown if lines[n - 1].strip()]
    return (shown[0], shown[-1]) if shown else None


def _exported(lines: tuple[str, ...], mark: int) -> Block | None:
    """Read a cell of a notebook that was exported as text.

    No mark separates its code from its output: the code is as many of its paragraphs as parse.
    """
    end = _section_end(lines, mark + 1)
    shown = next((n for n in range(mark + 1, end) if _SHOWN.match(lines[n - 1])), None)
    ends = [n for n in range(mark + 1, end) if n + 1 >= end or not lines[n].strip()]
    ends = [n for n in ends if shown is None or n < shown]
    tried = [*ends[-1:], *ends[_PARAGRAPHS - 1 :: -1]]
    last = next((n for n in tried if _parses(lines[mark:n])), None)
    code = _trimmed(lines, mark + 1, last or (ends[0] if ends else mark))
    if code is None:
        return None
    return Block("export", code, _trimmed(lines, (shown or code[1]) + 1, end - 1))


def _section_end(lines: tuple[str, ...], first: int) -> int:
    """Find where a cell and its output end: at text, at the next cell, after the output."""
    blank = 0
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        blank = 0 if line.strip() else blank + 1
        if _TEXT.match(line) or _EXPORT.match(line) or blank == 2:
            return number
    return len(lines) + 1


def _parses(lines: tuple[str, ...]) -> bool:
    source = "\n".join("" if _NOT_PYTHON.match(line) else line for line in lines)
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


def _cells(document: Document) -> Iterator[Block]:
    first, code, output = 1, None, None
    for part in parts_of(read_text(document.path, DOCUMENT)):
        span = (first, first + len(part.lines) - 1)
        first = span[1] + 2
        if part.kind == "output" and code:
            output = (output[0] if output else span[0], span[1])
            continue
        if code:
            yield Block("notebook", code, output)
        code = span if part.kind == "code" and part.lines else None
        output = None
    if code:
        yield Block("notebook", code, output)


def _trimmed(lines: tuple[str, ...], first: int, last: int) -> Span | None:
    written = [number for number in range(first, last + 1) if lines[number - 1].strip()]
    return (written[0], written[-1]) if written else None
