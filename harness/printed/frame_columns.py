"""Columns of a frame that was printed as text: where each begins and ends.

Pandas sets a blank between columns at least, and two where a column holds text or its numbers are
not negative. A gutter is a run of positions that are blank in every line. A wide one parts columns;
a narrow one does where a header, a sign or a date fills the place of the second blank, else it is a
blank within texts.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import or_
from typing import Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

WORD = re.compile(r"[^ ]+")
_INK = bytes(b"01"[sign != ord(" ")] for sign in range(256))
_NUMBER = re.compile(
    r"[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d+)?%?|[+-]?inf|nan|NaN|<NA>|NaT|None|\.\.+", re.I
)
_DATE, _CLOCK = re.compile(r"\d{4}-\d\d-\d\d|NaT|\.\.+"), re.compile(r"\d\d:\d\d(?::\d\d[.\d]*)?")
_TYPED = re.compile(r"True|False|\d{4}-\d\d-\d\d.*|-?\d+ days.*|[(]?[-+\d.]+[-+][\d.]+j[)]?")
_DAYS = re.compile(r"days?,?|NaT|\.\.+")
FULL = re.compile(r"[-+][\d.]|\d{4}-\d\d-\d\d|-?\d+ days?|NaT|\.\.+$|-inf")


class ColumnSpan(NamedTuple):
    """Positions from ``start`` to before ``end``."""

    start: int
    end: int


class Layout(NamedTuple):
    """Where the index and the columns of a frame stand in its lines."""

    label: ColumnSpan
    columns: Tuple[ColumnSpan, ...]


def ink(text: str) -> int:
    """Return a number whose bits are the positions that are not blank."""
    drawn = text.encode("ascii", "replace").translate(_INK)[::-1]
    return int(drawn, 2) if drawn else 0


def layout(header: Sequence[str], body: Sequence[str], start: int) -> Optional[Layout]:
    """Find the columns of a frame.

    Args:
        header: Its header lines.
        body: Its rows, and the line with the names of its index.
        start: Where the names of columns begin in the header, after the name of them all.
    """
    strips = list(strips_of([*header, *body]))
    heads = [_pieces(" " * start + line[start:], strips) for line in header]
    cells = [_pieces(line, strips) for line in body]
    headed = [any(line[n].strip() for line in heads) for n in range(len(strips))]
    first = _first(strips, headed, cells)
    if not first:
        return None
    others = range(first + 1, len(strips))
    begins = [first, *(n for n in others if _parts(n, strips, headed, heads, cells))]
    parts = (strips[begin:end] for begin, end in zip(begins, [*begins[1:], None]))
    columns = tuple(ColumnSpan(part[0].start, part[-1].end) for part in parts)
    return Layout(ColumnSpan(0, strips[first - 1].end), columns)


def strips_of(lines: Sequence[str]) -> Iterator[ColumnSpan]:
    """List the positions between gutters, which are blank in every line."""
    mask = reduce(or_, map(ink, lines))
    for match in re.finditer("1+", bin(mask)[:1:-1]):
        yield ColumnSpan(match.start(), match.end())


def _pieces(line: str, strips: Sequence[ColumnSpan]) -> List[str]:
    return [line[strip.start : strip.end] for strip in strips]


def _first(strips: Sequence[ColumnSpan], headed: Sequence[bool], cells: Sequence[List[str]]) -> int:
    """Return the number of the strip where the first column begins; 0 if there is none."""
    head = headed.index(True)
    wide = [n for n in range(1, head + 1) if gutter(strips, n) > 1]
    if wide:
        return wide[-1]
    while head > 1 and _one_value(head, cells):
        head -= 1
    return head


def gutter(strips: Sequence[ColumnSpan], number: int) -> int:
    """Return how many blanks stand before a strip."""
    return strips[number].start - strips[number - 1].end


def _parts(
    number: int,
    strips: Sequence[ColumnSpan],
    headed: Sequence[bool],
    heads: Sequence[List[str]],
    cells: Sequence[List[str]],
) -> bool:
    """Whether a column begins with a strip that stands beside another one."""
    if gutter(strips, number) > 1:
        return True
    if _is_elided(number, heads, cells) or _is_elided(number - 1, heads, cells):
        return True
    left = [line[number - 1] for line in cells if line[number - 1].strip()]
    if not left or not headed[number - 1] or _one_value(number, cells):
        return False
    if number + 1 < len(strips) and _one_value(number + 1, cells):
        return True
    if not headed[number]:
        return False
    right = _values(number, strips, cells)
    if not right:
        return True
    if all(_NUMBER.fullmatch(piece.strip()) for piece in (*left, *right)):
        return True
    reaching = [line[number] for line in cells if line[number][:1].strip()]
    return all(FULL.match(piece) for piece in reaching)


def _is_elided(number: int, heads: Sequence[List[str]], cells: Sequence[List[str]]) -> bool:
    """Whether a strip stands for columns that are left out: dots in its last name and each cell."""
    shown = [line[number].strip() for line in (*heads[-1:], *cells)]
    return all(text == "..." for text in shown)


def _values(number: int, strips: Sequence[ColumnSpan], cells: Sequence[List[str]]) -> List[str]:
    """Return what stands in a strip, or in the next one where it holds words of a name alone."""
    for strip in range(number, len(strips)):
        if gutter(strips, strip) > 1:
            break
        found = [line[strip] for line in cells if line[strip].strip()]
        if found:
            return found
    return []


def is_typed(texts: Iterable[str]) -> bool:
    """Whether all texts are numbers, dates, spans of time or truth values, or stand for none."""
    return all(_NUMBER.fullmatch(text) or _TYPED.fullmatch(text) for text in texts)


def _one_value(number: int, cells: Sequence[List[str]]) -> bool:
    """Whether a strip goes on with a date or a span of time that the one before it begins."""
    is_clock = is_span = True
    some = False
    for line in cells:
        left, right = line[number - 1].strip(), line[number].strip()
        if left and right:
            some = True
            is_clock = is_clock and _is_clock(left, right)
            is_span = is_span and bool(_DAYS.fullmatch(right)) and left.lstrip("-").isdigit()
            if not (is_clock or is_span):
                return False
    return some


def _is_clock(left: str, right: str) -> bool:
    """Whether a time of the day stands behind a date, or behind a number of days."""
    return bool(_CLOCK.match(right) and (_DATE.fullmatch(left) or _DAYS.fullmatch(left)))
