"""Normalises white space, so that figures can be searched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

_WORD = re.compile(r"\S+")
_COMMA = re.compile(r"(?<=\d)(?P<apart> , ?|, )(?=\d)| ?, ?")
_MANY = 50
"""Occurrences that are found by plain search before the linear algorithm takes over."""


class Squeezed:
    """A text without spaces around brackets and commas, and with single spaces elsewhere.

    A comma between two digits keeps a space beside it: without one, it is part of a number.

    Args:
        whole: The text as it stands.
    """

    def __init__(self, whole: str) -> None:
        self._whole = whole
        text = " ".join(whole.split())
        for bracket in "[]()":
            text = text.replace(f" {bracket}", bracket).replace(f"{bracket} ", bracket)
        self.text = _COMMA.sub(_comma, text) if "," in text else text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the normalised text back to the original."""
        first = start - self.text[:start].count(" ")
        last = end - self.text[:end].count(" ") - 1
        return self._offset(first), self._offset(last) + 1

    def _offset(self, count: int) -> int:
        """Find a character of the whole text by the number of those before it, blanks left out."""
        starts, counts = self._words
        word = bisect_right(counts, count) - 1
        return starts[word] + count - counts[word]

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        spans = [match.span() for match in _WORD.finditer(self._whole)]
        lengths = (end - start for start, end in spans)
        return [start for start, _ in spans], list(accumulate(lengths, initial=0))


@lru_cache(maxsize=16)
def squeezed(whole: str) -> Squeezed:
    """Normalise a text; cached, because many figures are searched in the same passage."""
    return Squeezed(whole)


def occurrences(part: str, text: str) -> Iterator[int]:
    """List where a part occurs in a text, overlaps included, in linear time."""
    place = text.find(part)
    for _ in range(_MANY):
        if place < 0:
            return
        yield place
        before, place = place, text.find(part, place + 1)
    yield from _repeated(part, text, before + 1)


def _repeated(part: str, text: str, start: int) -> Iterator[int]:
    """List the occurrences from a place on by the algorithm of Knuth, Morris and Pratt."""
    borders = [0] * len(part)
    length = 0
    for index in range(1, len(part)):
        while length and part[index] != part[length]:
            length = borders[length - 1]
        length += part[index] == part[length]
        borders[index] = length
    length = 0
    for index in range(start, len(text)):
        while length and (length == len(part) or text[index] != part[length]):
            length = borders[length - 1]
        length += text[index] == part[length]
        if length == len(part):
            yield index - length + 1


def _comma(found: re.Match[str]) -> str:
    return ", " if found["apart"] else ","
