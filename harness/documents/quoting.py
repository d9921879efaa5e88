"""Decides whether a passage prints a figure, and finds what it prints instead."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from harness.documents.whitespace import Squeezed, occurrences, squeezed
from harness.printed.scalars import read_scalar
from harness.texts.lines import composed

_NUMBER = r"[+-]?(?:\d+(?:,\d{3})*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_LOGGED = rf"(?:{_NUMBER}|[+-]?(?:nan|inf))"
_WHOLE_NUMBER = re.compile(rf"(?<![\w.,]){_LOGGED}(?![\w])", re.ASCII)
_OPENS = re.compile(r"[A-Za-z0-9_.+-]")
_CLOSES = re.compile(r"[A-Za-z0-9_]\Z")
# Korean particles follow a number without a space, so only ASCII letters make it longer
_BEFORE, _AFTER = re.compile(r"(?<![A-Za-z0-9_.])"), re.compile(r"(?![A-Za-z0-9_]|\.[0-9])")
# a comma between digits is part of their number
_NO_COMMA_BEFORE, _NO_COMMA_AFTER = re.compile(r"(?<![0-9],)"), re.compile(r"(?!,[0-9])")
_TOKEN = re.compile(rf"{_NUMBER}|\w+|[^\w\s]")

_SHORT = 8
"""Words of a figure up to which similar words count; in longer ones only equal words do."""

_READ, _COMPARED, _LONG_WORD = 2_000, 200_000, 100
"""Limits of the search for what is printed instead: words, pairs of words, letters of a word.

They keep it below a tenth of a second. Whether the figure itself is printed has no such limit.
"""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """Figures that stand in the lines of a passage one after the other, as in a training log.

    Args:
        name: What stands before each of them, such as ``val_loss``; empty where nothing does.
        figures: The figures as printed.
        is_open: Whether the passage may print more of them after these.
    """

    name: str
    figures: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Misprint:
    """A figure that a document prints otherwise than its spec says.

    Args:
        spec: The figure by the spec; empty where the document prints one too many.
        document: The figure by the document; empty where it prints none.
        line: Its line, counted from the first of the passage as 0.
    """

    spec: str
    document: str
    line: int = 0


def stands_in(figure: str, passage: str) -> bool:
    """Whether a figure is printed in a passage, whole and not as part of a longer number."""
    return where(composed(figure), _composed(passage)) is not None


@lru_cache(maxsize=16)
def _composed(passage: str) -> str:
    return composed(passage)


def where(figure: str, passage: str) -> tuple[int, int] | None:
    """Find where a passage prints a figure first; white space may differ.

    Brackets and commas need no space, but numbers keep theirs.

    Returns:
        Offset of its first character, and of the one behind its last; None where it does not.
    """
    wanted, text = Squeezed(figure).text, squeezed(passage)
    if not wanted:
        return (0, 0)
    ways = {wanted, re.sub("^,", ", ", wanted)}  # a comma at its beginning may have a space behind
    found = [span for way in ways if (span := _whole(way, text.text)) is not None]
    return text.span(*min(found)) if found else None


def _whole(figure: str, text: str) -> tuple[int, int] | None:
    """Find where a figure stands that is no part of a longer word or number."""
    before = [_BEFORE] if _OPENS.match(figure) else []
    before += [_NO_COMMA_BEFORE] if figure[0].isdigit() else []
    after = [_AFTER] if _CLOSES.search(figure) else []
    after += [_NO_COMMA_AFTER] if figure[-1].isdigit() else []
    for start in occurrences(figure, text):
        end = start + len(figure)
        edges = [*((edge, start) for edge in before), *((edge, end) for edge in after)]
        if all(edge.match(text, place) for edge, place in edges):
            return start, end
    return None


def misprint(figure: str | None, columns: Sequence[PrintedColumn], passage: str) -> Misprint | None:
    """Find the first figure that a passage does not print as the spec says; None if all stand."""
    if figure is not None and not stands_in(figure, passage):
        return instead_of(figure, passage)
    return next((found for column in columns if (found := _in_column(column, passage))), None)


def instead_of(figure: str, passage: str) -> Misprint:
    """Find the words most similar to a figure, to show what is printed instead."""
    wanted = _TOKEN.findall(figure)
    tokens = list(islice(_TOKEN.finditer(passage), _READ))
    words = [token.group() for token in tokens]
    likeness = _likeness if len(wanted) <= _SHORT else operator.eq

    def score(first: int) -> float:
        return sum(map(likeness, wanted, words[first : first + len(wanted)]))

    starts = range(len(tokens) - len(wanted) + 1)[: _COMPARED // max(len(wanted), 1)]
    best = max(starts, key=score, default=None)
    if best is None or score(best) <= len(wanted) / 3:
        return Misprint(figure, "")
    start, end = tokens[best].start(), tokens[best + len(wanted) - 1].end()
    return Misprint(figure, passage[start:end], passage[:start].count("\n"))


@lru_cache(maxsize=4096)
def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if max(len(left), len(right)) > _LONG_WORD:
        return 0.0
    numbers = [re.fullmatch(_NUMBER, text) is not None for text in (left, right)]
    if all(numbers):
        return 0.5 + SequenceMatcher(None, left, right, autojunk=False).ratio() / 2.1
    return 0.0 if any(numbers) else SequenceMatcher(None, left, right, autojunk=False).ratio() / 2


def _in_column(column: PrintedColumn, passage: str) -> Misprint | None:
    found = list(_printed(column.name, passage))
    for index, figure in enumerate(column.figures):
        if index >= len(found):
            return Misprint(figure, "", passage.count("\n"))
        printed, line = found[index]
        if _value(printed) != _value(figure):
            return Misprint(figure, printed, line)
    more = () if column.is_open else found[len(column.figures) :]
    return next((Misprint("", printed, line) for printed, line in more), None)


def _printed(name: str, passage: str) -> Iterator[tuple[str, int]]:
    """List the numbers of a column, each with its line."""
    pattern = _WHOLE_NUMBER
    if name:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}\s*(?:[:=]\s*)?({_LOGGED})(?!\w)", re.ASCII)
    line = read = 0
    for match in pattern.finditer(passage):
        line += passage.count("\n", read, match.end())
        read = match.end()
        yield match.group(match.lastindex or 0), line


def _value(figure: str) -> Fraction | str:
    """Read a number to compare it; one with thousands of digits stays text."""
    number = read_scalar(figure)
    return figure if number is None or number.special or number.imaginary else number.exact
