"""Lines of a document in blocks that a page keeps together: code with its output, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from harness.documents import Span
from harness.reports.marked_lines import MarkedLine


def line_blocks(lines: Sequence[MarkedLine], code: Sequence[Span]) -> Iterator[list[MarkedLine]]:
    """Divide lines at blank lines, but not within code and its output.

    Args:
        lines: The lines.
        code: First and last line of what stays together.
    """
    inside: dict[int, int] = {}
    for index, (first, last) in enumerate(code):
        inside.update(dict.fromkeys(range(first, last + 1), index))
    paragraph, keys = 0, []
    for line in lines:
        keys.append((inside.get(line.number, -1), paragraph))
        paragraph += line.number not in inside and not line.text.strip()
    for _, pairs in groupby(zip(keys, lines, strict=True), key=itemgetter(0)):
        yield [line for _, line in pairs]
