"""Finds the lines of a document that state something that can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum


class Checkable(StrEnum):
    """What makes a line checkable.

    Lines inside a fence or indented by four blanks, except list items, are code or output. Other
    lines count if they look like code, contain a number, or name something as code does. Headings,
    rules, prompts, images, links and other prose do not count. A heading of one hash might be a
    comment, so it is read like any other line.
    """

    CODE = "code"
    OUTPUT = "output"
    FIGURE = "a figure"
    NAME = "a name"


_FENCE = re.compile(r"\s*(```|~~~)")
_PROMPT = re.compile(r"\s*(In|Out) ?\[[\d ]*(None)?\]:?\s*$")
_OUTPUT_FOLLOWS = re.compile(r"\s*>>>\s*$")
_HEADING = re.compile(r" {0,3}#{2,6}(\s|$)")
_COMMENT = re.compile(r"#\s")
_RULE = re.compile(r"[\s>|+=_~*:-]{3,}$")
_ITEM = re.compile(r"\A\s*([-*+>•]|\d+[.)-])+\s+")
_NOT_TEXT = re.compile(r"!?\[[^\]]{0,500}\]\([^)]{0,500}\)|<?https?://\S+|<[/!]?[a-z][^>]{0,500}>")
_CODE = re.compile(
    r"(import|from) [\w.]+( |$)|(def|class|for|while|if|elif|with|try|except|else)\b.*:$"
    r"|[\w.,\[\] ]+ ?[-+*/]?= ?\S|[\w.]+\(.*[\])},;(\[]$|[!%]\w|[])}]+,?$",
    re.ASCII,
)
_NUMBER = re.compile(r"(?<![A-Za-z_])\d", re.ASCII)
_NAME = re.compile(
    # a word is tried from its beginning alone, or a line of one long word takes for ever
    r"`[^`]+`|\b[A-Z][a-z0-9]+[A-Z]"
    r"|(?<!\w)[\d_]*[A-Za-z](\w*_\w|\w*[(]|\w*\.[A-Za-z_]\w|\w* ?= ?[\w'\"\[(])",
    re.ASCII,
)

_MEASURED = re.compile(
    r"\d\.\d|\d,\d{3}(?!\d)|\[ *-?\d+[.,\] ]|\((None|\d+), ?(None|\d*)|\d ?%|\d ?[KMG]?B\b"
)


def statements(lines: Sequence[str]) -> dict[int, Checkable]:
    """Find the lines that state something, by number, counted from 1."""
    return {number: found for number, found in _statements(lines) if found is not None}


def looks_like_figures(line: str) -> bool:
    """Whether a line prints decimals, arrays, shapes or counts, which a measurement can decide."""
    text = _NOT_TEXT.sub("", line)
    return _MEASURED.search(text) is not None


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, Checkable | None]]:
    inside: Checkable | None = None
    for number, line in enumerate(lines, 1):
        if _FENCE.match(line) and line.count("```") != 2:
            inside = None if inside else Checkable.CODE
            yield number, None
        elif inside and _OUTPUT_FOLLOWS.match(line):
            inside = Checkable.OUTPUT
            yield number, None
        elif not line.strip() or _PROMPT.match(line):
            yield number, None
        else:
            yield number, inside or _outside(line.rstrip())


def _outside(line: str) -> Checkable | None:
    """Classify a line outside every fence."""
    if _HEADING.match(line) or _RULE.match(line):
        return None
    indented = line.startswith(("    ", "\t"))
    if indented and not _ITEM.match(line):
        return Checkable.OUTPUT
    *before, last = _COMMENT.split(line)
    bare = "".join([*(part.rstrip() for part in before), last])
    text = _NOT_TEXT.sub("", _ITEM.sub("", bare, count=1)).strip()
    if _CODE.match(text):
        return Checkable.CODE
    if _NUMBER.search(text):
        return Checkable.FIGURE
    return Checkable.NAME if _NAME.search(text) else None
