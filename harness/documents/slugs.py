"""Names blocks after the headings above them and what they bind."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from harness.documents.block_parts import Block, Found
from harness.documents.document import Span
from harness.documents.python_source import first_name

_HEADING = re.compile(r"(?:# )?#{1,6} +(?:%%+ +(?!\[|\w+=)|(?!%%))(\S.*)$")
_RULER = re.compile(r"([=~^\"'*+#-])\1{2,}\s*$")
_NO_WORD = re.compile(r"[^\w]+")
_LONGEST = 60
"""Characters of a heading that a slug takes."""


def with_slugs(lines: Sequence[str], found: Sequence[Found]) -> list[Found]:
    """Give every block a slug: its heading, the first name it binds, a number where that repeats.

    Args:
        lines: The lines of the document.
        found: What its reader found, as it stands there.
    """
    headings = _headings(lines, found)
    used: Counter[str] = Counter()
    named: list[Found] = []
    at = 0
    for item in found:
        if not isinstance(item, Block):
            named.append(item)
            continue
        while at < len(headings) and headings[at][0] < item.code[0]:
            at += 1
        heading = headings[at - 1][1] if at else ""
        base = item.slug or "-".join(filter(None, (heading, first_name(item.source(lines)))))
        named.append(replace(item, slug=_unique(base or "block", used)))
    return named


def slug_of(text: str) -> str:
    """Write a text as a slug: small letters and figures of any script, hyphens between."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).lower()
    return _NO_WORD.sub("-", plain).strip("-_")


def _unique(base: str, used: Counter[str]) -> str:
    slug = base
    while used[slug]:
        used[base] += 1
        slug = f"{base}-{used[base]}"
    used[slug] += 1
    return slug


def _headings(lines: Sequence[str], found: Sequence[Found]) -> list[tuple[int, str]]:
    """List the headings outside code and outputs, with their lines."""
    inside = {number for span in _spans(found) for number in range(span[0], span[1] + 1)}
    shown = [(n, line) for n, line in enumerate(lines, 1) if n not in inside]
    marked = [(n, slug_of(mark[1])) for n, line in shown if (mark := _HEADING.match(line))]
    ruled = [
        (n, slug_of(line))
        for (n, line), (m, below) in pairwise(shown)
        if m == n + 1 and line.strip() and _RULER.match(below) and not _RULER.match(line)
    ]
    return sorted(item for item in marked + ruled if item[1])


def _spans(found: Sequence[Found]) -> Iterator[Span]:
    for item in found:
        if not isinstance(item, Block):
            yield item.span
            continue
        yield item.code
        yield from (piece.span for piece in item.outputs if piece.span)
