"""Finds the sentences of a page that state a figure, which nothing checks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.checking.page import DocumentPage
from harness.documents.statements import Checkable, statements
from harness.results.checked import UncheckedLine

_FIGURE = re.compile(r"(?<![\w.])[-+]?\d[\d,.]*\s?%?[^\s\d,.;:()]{0,12}(?:\s[^\W\d_][\w-]*){0,2}")
_MARK = re.compile(r"\s*(?:[-*+>•]|\d+[.)]|#+)\s+")


def unchecked_sentences(page: DocumentPage) -> list[UncheckedLine]:
    """List the lines of prose that state a figure.

    Args:
        page: The page.
    """
    return list(_sentences(page))


def _sentences(page: DocumentPage) -> Iterator[UncheckedLine]:
    inside = {number for first, last in _spans(page) for number in range(first, last + 1)}
    for number, found in statements(page.lines).items():
        if found is not Checkable.FIGURE or number in inside:
            continue
        text = _MARK.sub("", page.lines[number - 1])
        if figure := _FIGURE.search(text):
            yield UncheckedLine([number, number], figure[0].strip(" ,."), "nothing checks it")


def _spans(page: DocumentPage) -> Iterator[tuple[int, int]]:
    for block in page.blocks:
        yield block.code
        yield from (piece.span for piece in block.outputs if piece.span)
    yield from (item.span for item in page.unread)
