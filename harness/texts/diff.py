"""The alignment of two sequences within a bound on the work.

Python's difflib looks at every pair of equal items repeatedly, which takes hours for texts of a few
thousand words. Here it stops at a bound, and the parts that were not aligned are marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import Match, SequenceMatcher
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Dict, Hashable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

STEPS = 4_000_000
"""The most pairs of equal items that are looked at: about half a second."""

_Part = Tuple[int, int, int, int]
"""The first item on the left, the one after the last, and the same on the right."""


class Opcode(NamedTuple):
    """A part of an alignment, like an opcode of difflib.

    Args:
        how: ``equal``, ``replace``, ``delete`` or ``insert``, as in difflib; ``unaligned`` where
            the bound was reached before the part was aligned.
        first: The first item on the left.
        last: The item after the last on the left.
        start: The first item on the right.
        end: The item after the last on the right.
    """

    how: str
    first: int
    last: int
    start: int
    end: int


class Bounded(SequenceMatcher):  # type: ignore[type-arg]  # no generic class on Python 3.8
    """A matcher of difflib that stops after a number of steps.

    Args:
        left: One sequence; its items are hashable.
        right: The other.
        steps: The most pairs of equal items that are looked at.
    """

    def __init__(
        self, left: Sequence[Hashable], right: Sequence[Hashable], steps: int = STEPS
    ) -> None:
        super().__init__(None, left, right, autojunk=False)
        self.a: Sequence[Hashable]
        self.b: Sequence[Hashable]
        self.b2j: Dict[Hashable, List[int]]
        self.left_over = steps
        self.stopped = False
        pairs = (len(self.b2j.get(item, ())) + 1 for item in left)
        self._pairs = list(accumulate(pairs, initial=0)) if left else [0]

    def find_longest_match(
        self, alo: int = 0, ahi: Optional[int] = None, blo: int = 0, bhi: Optional[int] = None
    ) -> Match:
        """Search as difflib does while there are steps left, then find nothing."""
        last = len(self.a) if ahi is None else ahi
        end = len(self.b) if bhi is None else bhi
        needed = self._pairs[last] - self._pairs[alo]
        if needed > self.left_over:
            self.stopped = True
            return Match(alo, blo, 0)
        self.left_over -= needed
        return super().find_longest_match(alo, last, blo, end)


def changes(
    left: Sequence[Hashable], right: Sequence[Hashable], steps: int = STEPS
) -> Iterator[Opcode]:
    """Align two sequences as difflib does, or beyond the bound by their unique items.

    Args:
        left: One sequence.
        right: The other.
        steps: The most pairs of equal items that are looked at, twice.
    """
    found, _ = _within(left, right, (0, len(left), 0, len(right)), steps)
    return _by_landmarks(left, right, steps) if found is None else iter(found)


def aligned(
    left: Sequence[Hashable],
    right: Sequence[Hashable],
    lines: Sequence[int],
    others: Sequence[int],
    steps: int = STEPS,
) -> Iterator[Opcode]:
    """Align the words of two texts, or beyond the bound their lines first.

    Then equal lines are aligned, and between them words within the bound, else each line with the
    line at the same place.

    Args:
        left: The words of one text.
        right: Those of the other.
        lines: The line number of each word on the left, in ascending order.
        others: The same on the right.
        steps: The most pairs of equal items that are looked at, four times.
    """
    found, _ = _within(left, right, (0, len(left), 0, len(right)), steps)
    return _by_lines(left, right, lines, others, steps) if found is None else iter(found)


def _within(
    left: Sequence[Hashable], right: Sequence[Hashable], part: _Part, steps: int
) -> Tuple[Optional[List[Opcode]], int]:
    """Align a part of both, or return None if the steps do not suffice; and the steps left."""
    i, j, k, m = part
    if i == j or k == m:
        how = "insert" if i == j else "delete"
        return [Opcode(how, *part)] if i < j or k < m else [], steps
    matcher = Bounded(left[i:j], right[k:m], steps)
    codes = matcher.get_opcodes()
    found = [Opcode(how, i + a, i + b, k + c, k + d) for how, a, b, c, d in codes]
    return None if matcher.stopped else found, matcher.left_over


def _by_lines(
    left: Sequence[Hashable],
    right: Sequence[Hashable],
    lines: Sequence[int],
    others: Sequence[int],
    steps: int,
) -> Iterator[Opcode]:
    here, begins = _gathered(left, lines)
    there, starts = _gathered(right, others)
    budget = rest = steps
    for how, i, j, k, m in changes(here, there, steps):
        whole = (begins[i], begins[j], starts[k], starts[m])
        if how in ("equal", "insert", "delete"):
            yield Opcode(how, *whole)
            continue
        found, budget = _within(left, right, whole, budget)
        if found is not None:
            yield from found
            continue
        both = range(min(j - i, m - k))
        parts = [(begins[i + n], begins[i + n + 1], starts[k + n], starts[k + n + 1]) for n in both]
        parts.append((begins[i + len(both)], begins[j], starts[k + len(both)], starts[m]))
        for i, j, k, m in parts:
            found, rest = _within(left, right, (i, j, k, m), rest)
            if found is None:
                ends = _by_landmarks(left[i:j], right[k:m], 0)
                found = [Opcode(how, i + a, i + b, k + c, k + d) for how, a, b, c, d in ends]
            yield from found


def _gathered(
    words: Sequence[Hashable], lines: Sequence[int]
) -> Tuple[List[Tuple[Hashable, ...]], List[int]]:
    """Group the words by line, and return where each line begins among the words."""
    pairs = groupby(zip(lines, words), itemgetter(0))
    found = [tuple(word for _, word in group) for _, group in pairs]
    return found, list(accumulate(map(len, found), initial=0))


def _by_landmarks(
    left: Sequence[Hashable], right: Sequence[Hashable], steps: int
) -> Iterator[Opcode]:
    """Align the equal beginnings and ends, then items that are unique on both sides, then gaps."""
    first, behind = _alike(left, right)
    last, end = len(left) - behind, len(right) - behind
    if first:
        yield Opcode("equal", 0, first, 0, first)
    i = k = first
    for j, m in [*_landmarks(left, right, first, last, end), (last, end)]:
        found, steps = _within(left, right, (i, j, k, m), steps)
        yield from [Opcode("unaligned", i, j, k, m)] if found is None else found
        if j < last:
            yield Opcode("equal", j, j + 1, m, m + 1)
        i, k = j + 1, m + 1
    if behind:
        yield Opcode("equal", last, len(left), end, len(right))


def _alike(left: Sequence[Hashable], right: Sequence[Hashable]) -> Tuple[int, int]:
    """Count the items of the common beginning and of the common end of two sequences."""
    most = min(len(left), len(right))
    first = next((i for i in range(most) if left[i] != right[i]), most)
    rest = range(1, most - first + 1)
    return first, next((i - 1 for i in rest if left[-i] != right[-i]), most - first)


def _landmarks(
    left: Sequence[Hashable], right: Sequence[Hashable], first: int, last: int, end: int
) -> List[Tuple[int, int]]:
    """List the positions of items unique on both sides, the most that are in the same order."""
    here = _once(left, first, last)
    there = _once(right, first, end)
    pairs = [(place, there[item]) for item, place in here.items() if item in there]
    ends: List[int] = []
    piles: List[int] = []
    links: List[Optional[int]] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(ends, place)
        links.append(piles[pile - 1] if pile else None)
        ends[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    chain = []
    at = piles[-1] if piles else None
    while at is not None:
        chain.append(pairs[at])
        at = links[at]
    return chain[::-1]


def _once(items: Sequence[Hashable], first: int, last: int) -> Dict[Hashable, int]:
    """Return the positions of the items that occur once in a part of a sequence, in order."""
    counts = Counter(items[first:last])
    return {items[place]: place for place in range(first, last) if counts[items[place]] == 1}
