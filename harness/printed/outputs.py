"""Compares what code prints here with what a document prints, word by word."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import islice
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from harness.texts.diff import Opcode, aligned

NUMBER, NAME, TIMING, ADDRESS = "number", "name", "timing", "address"
LAYOUT, ELIDED, REST, TEXT, MISSING, EXTRA = (
    "layout", "elided", "rest", "text", "missing", "extra",
)  # fmt: skip

_TOKEN = re.compile(
    r"(?P<address>0x[0-9a-fA-F]{4,})"
    r"|(?P<timing>\b\d+(?:\.\d+)?(?:s|ms|us|µs)(?:/(?:step|epoch))?\b|\b\d+:\d\d(?::\d\d)?\b)"
    r"|(?P<elided>\.\.\.|…)"
    r"|(?P<number>(?<![\w.])[+-]?(?:\d+(?:,\d{3})+(?!\d)|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?(?![A-Za-z_])"
    r"|(?<![\w.])[+-]?\.\d+)"
    r"|(?P<layout>_{3,}|[=─━]+|-{2,}|[^\w\s])"
    r"|(?P<text>\w+)"
)
_BEYOND = 20_000
"""The words of an output that are read beyond twice as many as the document prints."""

_LONGEST, _GREATEST = 400, 400
"""The most digits and the greatest power of ten of a number; others are compared as text."""

_NUMBERED = re.compile(r"([A-Za-z]\w*?)_\d+")
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Token(NamedTuple):
    """A word, number or sign.

    Args:
        kind: The name of its kind.
        text: Its text.
        key: The text by which it is aligned; tokens with the same key may stand for each other.
        line: The number of its line.
        array: The number of the pair of brackets around it; 0 for none.
    """

    kind: str
    text: str
    key: str
    line: int
    array: int


def compare_outputs(printed: Sequence[Tuple[int, str]], here: str) -> Dict[str, Any]:
    """Compare an output with the one that a document prints.

    Numbers agree within half a unit of the last printed digit, those without decimals exactly;
    elements of an array have as many digits as the longest of them on their line.

    The alignment stops after four times four million pairs of words, about half a second each, so
    that the time grows linearly with the length of the outputs (two of 750 kB with 6,400 different
    lines take two seconds). Words that were not aligned count as differences of the kinds
    ``text``, ``missing`` and ``extra``.

    Args:
        printed: Lines of the document with their numbers.
        here: What the code printed.

    Returns:
        ``counts``, the number of differences of each kind, and ``first``, the first of each kind:
        its line in the document, the figure printed there if it is one, and the text here. Also
        ``unaligned``, the number of words that were not aligned, if there are any.
    """
    left = [token for line, text in printed for token in tokens(text, line)]
    shown = (t for line, text in enumerate(terminal(here), 1) for t in tokens(text, line))
    right = list(islice(shown, 2 * len(left) + _BEYOND))
    counts: Dict[str, int] = {}
    first: Dict[str, Any] = {}
    parts = list(
        aligned(
            [token.key for token in left],
            [token.key for token in right],
            [token.line for token in left],
            [token.line for token in right],
        )
    )
    beyond = next(shown, None)
    for kind, theirs, ours in [*_differences(left, right, parts), *_beyond(parts, beyond)]:
        counts[kind] = counts.get(kind, 0) + 1
        figure = theirs.text[:_LONGEST] if theirs and theirs.kind in (NUMBER, TIMING) else None
        line = theirs.line if theirs else (left[-1].line if left else 0)
        found = ours.text[:40] if ours else None
        first.setdefault(kind, {"line": line, "printed": figure, "here": found})
    unaligned = sum(max(p.last - p.first, p.end - p.start) for p in parts if p.how == "unaligned")
    return {"counts": counts, "first": first, **({"unaligned": unaligned} if unaligned else {})}


def terminal(text: str) -> List[str]:
    """Return the text as a terminal would show it: a carriage return overwrites its line."""
    lines = []
    for line in _COLOUR.sub("", text).split("\n"):
        shown = [part.replace("\b", "") for part in line.split("\r")]
        lines.append(next((part for part in reversed(shown) if part.strip()), ""))
    return lines


def tokens(text: str, line: int) -> Iterator[Token]:
    """Split a line into tokens."""
    depth = array = 0
    for number, match in enumerate(_TOKEN.finditer(text), 1):
        kind, word = str(match.lastgroup), match.group()
        if word == "[":
            array = array if depth else number
            depth += 1
        elif word == "]":
            depth = max(0, depth - 1)
        numbered = _NUMBERED.fullmatch(word) if kind == TEXT else None
        if numbered:
            kind = NAME
        key = word if kind in (TEXT, LAYOUT) else (numbered.group(1) if numbered else kind)
        yield Token(kind, word, key, line, array if depth else 0)


_Difference = Tuple[str, Optional[Token], Optional[Token]]


def _unaligned(left: List[Token], right: List[Token]) -> Iterator[_Difference]:
    """Report every word as a difference."""
    for token in left:
        yield (TEXT if right else MISSING), token, right[0] if right else None
    for token in right:
        yield EXTRA, None, token


def _differences(
    left: List[Token], right: List[Token], parts: Iterable[Opcode]
) -> Iterator[_Difference]:
    digits = _digits(left)
    for how, i, j, k, m in parts:
        if how == "equal":
            for theirs, ours in zip(left[i:j], right[k:m]):
                if not _agree(theirs, ours, digits):
                    yield theirs.kind, theirs, ours
        elif how == "unaligned":
            yield from _unaligned(left[i:j], right[k:m])
        elif j == len(left) and _is_cut(left[i:j], right[k:m]):
            yield REST, None, right[k]
        else:
            yield from _apart(left[i:j], right[k:m])


def _beyond(parts: List[Opcode], further: Optional[Token]) -> Iterator[_Difference]:
    """Report that an output goes on, if both are equal as far as it was read."""
    if further and (not parts or parts[-1].how == "equal"):
        yield REST, None, further


def _is_cut(left: List[Token], right: List[Token]) -> bool:
    """Whether the document ends here, perhaps within a word, and the output goes on."""
    if not right:
        return False
    return not left or (len(left) == 1 and right[0].text.startswith(left[0].text))


def _apart(left: List[Token], right: List[Token]) -> Iterator[_Difference]:
    elided = any(token.kind == ELIDED for token in left)
    for token in left:
        kind = token.kind if token.kind in (ELIDED, LAYOUT) else (TEXT if right else MISSING)
        beside = right[0] if right else None
        yield kind, token, beside
    for token in right:
        if elided:
            yield ELIDED, None, token
        elif token.kind in (LAYOUT, TIMING, ADDRESS):
            yield token.kind, None, token
        elif not left:
            yield EXTRA, None, token


def _agree(theirs: Token, ours: Token, digits: Dict[Tuple[int, int], int]) -> bool:
    if theirs.kind != NUMBER or ours.kind != NUMBER:
        return theirs.text == ours.text
    if not (_is_small(theirs.text) and _is_small(ours.text)):
        return theirs.text == ours.text
    places = digits[theirs.line, theirs.array] if theirs.array else _places(theirs.text)
    room = Fraction(1, 2) / Fraction(10) ** places if places else Fraction(0)
    return abs(_exact(theirs.text) - _exact(ours.text)) <= room


def _digits(left: List[Token]) -> Dict[Tuple[int, int], int]:
    """Return the most decimals of any element of each array."""
    found: Dict[Tuple[int, int], int] = {}
    for token in left:
        if token.kind == NUMBER and _is_small(token.text):
            place = (token.line, token.array)
            found[place] = max(found.get(place, 0), _places(token.text))
    return found


def _is_small(text: str) -> bool:
    """Whether arithmetic with a number is fast: 1e999999999 has a billion digits."""
    exponent = text.lower().partition("e")[2]
    return len(text) <= _LONGEST and (not exponent or abs(int(exponent)) <= _GREATEST)


def _places(text: str) -> int:
    mantissa, _, exponent = text.lower().partition("e")
    return len(mantissa.partition(".")[2]) - int(exponent or 0)


def _exact(text: str) -> Fraction:
    return Fraction(text.replace(",", "").rstrip("."))
