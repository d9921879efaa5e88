"""Where in the lines of its passage a figure stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from harness.documents import Span
from harness.documents.quoting import where
from harness.results.annotation import Passage


class Passages:
    """The passages of one document.

    Args:
        lines: The document's lines.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._joined: tuple[Span, str, list[int]] = ((0, 0), "", [])

    def quoted(self, passage: Passage) -> Iterator[tuple[int, int, int]]:
        """Find a figure in the lines of its passage.

        Yields:
            The number of each line that holds a part of it, and where that begins and ends.
        """
        if not passage.figure:
            return
        text, begins = self._text(passage.lines)
        found = where(passage.figure, text)
        if found is None:
            return
        index = bisect_right(begins, found[0]) - 1
        while index < len(begins) and begins[index] < found[1]:
            number = passage.lines[0] + index
            start = max(found[0] - begins[index], 0)
            end = min(found[1] - begins[index], len(self._lines[number - 1]))
            if start < end:
                yield number, start, end
            index += 1

    def _text(self, span: Span) -> tuple[str, list[int]]:
        """Join lines, and tell where each begins; most claims of a passage follow each other."""
        if self._joined[0] != span:
            lines = self._lines[span[0] - 1 : span[1]]
            begins = list(accumulate((len(line) + 1 for line in lines), initial=0))[:-1]
            self._joined = (span, "\n".join(lines), begins)
        return self._joined[1:]
