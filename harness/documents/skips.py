"""The directives by which common tools say that a block is not to be run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from harness.documents.block_parts import Block, Found
from harness.documents.document import Span

_ALONE = r"(?:skip(?:: *next|-next)?|no-?test|no-?run|doctest: *\+SKIP)"
_WITH_MORE = (
    r"(?:skip: *next|skip-?if|pytest\.mark\.skip|pytest-codeblocks: *skip"
    r"|phmdoctest-(?:mark\.)?skip)"
)
_ABOVE = re.compile(
    rf"\s*(?:<!-{{2,3}} *(?:{_ALONE}\s*-->|{_WITH_MORE}[^>]*>)"
    rf"|(?:\.\.|%) +(?:{_ALONE}\s*$|{_WITH_MORE})|\[//\]: # \({_ALONE}\))",
    re.I,
)
"""sybil, pytest-codeblocks, phmdoctest, pytest-markdown-docs, MyST."""

_RANGE = re.compile(r"\s*(?:<!-{2,3}|\.\.|%|#) *skip: *(start|end)\b", re.I)
"""sybil."""

_INFO = re.compile(
    r"""(?<![\w-])(?:no-?test|skip(?:-test)?|no-?run|no-?exec|test=["']skip["']
    |(?:exec|eval)=["']?(?:0|no|off|false)["']?)(?![\w-])""",
    re.I | re.X,
)
"""pytest-markdown-docs, pytest-examples, markdown-exec, knitr."""

_OPTIONS = re.compile(r"#\s*doctest:")
_SKIP = re.compile(r"\+SKIP\b")
_CELL = re.compile(r"\s*(?::tags:|tags:|- ).*\bskip-execution\b|#\| *eval: *false\b", re.I)
_TAGS = {"skip-execution", "skip", "nbval-skip"}
_NEAR = 3
"""How far above a block a directive may stand, blank lines included."""


def skip_above(lines: Sequence[str], opening: int) -> str:
    """Return the directive right above a block that skips it; empty where there is none.

    Args:
        lines: The lines of the document.
        opening: The first line of the block, its mark included.
    """
    for number in range(opening - 1, max(0, opening - 1 - _NEAR), -1):
        line = lines[number - 1]
        if _ABOVE.match(line):
            return line.strip()
        if line.strip():
            return ""
    return ""


def info_skip(info: str) -> str:
    """Return the word behind a fence's language that skips it."""
    found = _INFO.search(info)
    return found[0] if found else ""


def option_skip(texts: Sequence[str]) -> str:
    """Return doctest's option that skips an example."""
    options = (text[found.end() :] for text in texts if (found := _OPTIONS.search(text)))
    return "# doctest: +SKIP" if any(map(_SKIP.search, options)) else ""


def cell_skip(texts: Sequence[str]) -> str:
    """Return the option among a cell's first lines that skips it: MyST, Quarto."""
    found = next((text for text in texts if _CELL.match(text)), "")
    return found.strip()


def tag_skip(tags: Any) -> str:
    """Return the tag of a notebook's cell that skips it."""
    known = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return next((tag for tag in known if tag in _TAGS), "")


def skip_ranges(lines: Sequence[str], found: Iterable[Found]) -> list[Found]:
    """Mark the blocks between ``skip: start`` and ``skip: end`` as skipped."""
    spans: list[Span] = []
    start = 0
    for number, line in enumerate(lines, 1):
        if mark := _RANGE.match(line):
            if mark[1].lower() == "start":
                start = start or number
            elif start:
                spans.append((start, number))
                start = 0
    spans += [(start, len(lines))] if start else []
    return [_skipped(item, spans) for item in found]


def _skipped(item: Found, spans: Sequence[Span]) -> Found:
    if not isinstance(item, Block) or item.skipped:
        return item
    inside = any(first < item.code[0] <= last for first, last in spans)
    return replace(item, skipped="skip: start") if inside else item
