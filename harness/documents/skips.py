"""The directives by which common tools say that a block is not to be run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from harness.documents.block_parts import Block, Found, indentation
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

_DIRECTIVE = re.compile(r"\s*\.\. (?:(doctest-skip|skip-code-block)|doctest)::")
_SKIPS = re.compile(r"\s*:(?:skipif:|options:.*\+SKIP\b)")
"""pytest-doctestplus and Sphinx."""

_INFO = re.compile(
    r"""(?<![\w-])(?:no-?test|skip(?:-test)?|no-?run|no-?exec|test=["']skip["']
    |(?:exec|eval)=["']?(?:0|no|off|false)["']?)(?![\w-])""",
    re.I | re.X,
)
"""pytest-markdown-docs, pytest-examples, markdown-exec, knitr."""

_OPTIONS = re.compile(r"#\s*doctest:")
_SKIP = re.compile(r"\+SKIP\b")
_CELL = re.compile(
    r"\s*(?::tags:|tags:|- ).*\b(?:skip-execution|nbval-skip)\b"
    r"|#\| *eval: *false\b|# ?NBVAL_SKIP\b",
    re.I,
)
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
    """Mark the blocks in directives that skip, and from ``skip: start`` to ``skip: end``.

    Args:
        lines: The lines of the document.
        found: What its reader found.
    """
    spans = [*_directives(lines), *_ranges(lines)]
    inside = {number for first, last in spans for number in range(first, last + 1)}
    return [
        replace(item, skipped=item.skipped or "a directive around it")
        if isinstance(item, Block) and item.code[0] in inside
        else item
        for item in found
    ]


def _ranges(lines: Sequence[str]) -> Iterator[Span]:
    start = 0
    for number, line in enumerate(lines, 1):
        if mark := _RANGE.match(line):
            if mark[1].lower() == "start":
                start = start or number
            elif start:
                yield start, number
                start = 0
    if start:
        yield start, len(lines)


def _directives(lines: Sequence[str]) -> Iterator[Span]:
    """List the directives of reStructuredText that skip what stands in them."""
    for number, line in enumerate(lines, 1):
        named = _DIRECTIVE.match(line) if ".. " in line else None
        if not named or not (named[1] or any(map(_SKIPS.match, lines[number : number + 3]))):
            continue
        end, margin = number, indentation(line)
        while end < len(lines) and (not lines[end].strip() or indentation(lines[end]) > margin):
            end += 1
        yield number, end
