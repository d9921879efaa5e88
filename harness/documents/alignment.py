"""Locates a passage by the passages around it, whose places are known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from harness.documents.document import Span

Move = tuple[Span, Span]
"""Where a passage stood, and where its text stands now."""

_NEAR = 3
"""Lines around its place in which a passage is looked for where no neighbour bounds the search."""

_MOST = 500
"""Largest number of places at which one passage is looked for."""


def in_order(pairs: Iterable[Move]) -> list[Move]:
    """Choose the longest subsequence of passages in their old order.

    Args:
        pairs: Where each stood, and where its text stands now.

    Returns:
        A longest chain in which both places rise, found by patience sorting.
    """
    ends: list[int] = []
    piles: list[int] = []
    links: list[tuple[Move, int | None]] = []
    # of those that stood at one place only one can be in the chain: the later come first
    for pair in sorted(set(pairs), key=lambda pair: (pair[0][0], -pair[1][0])):
        pile = bisect_left(ends, pair[1][0])
        links.append((pair, piles[pile - 1] if pile else None))
        ends[pile : pile + 1] = [pair[1][0]]
        piles[pile : pile + 1] = [len(links) - 1]
    chain = []
    place = piles[-1] if piles else None
    while place is not None:
        pair, place = links[place]
        chain.append(pair)
    return chain[::-1]


class Chain:
    """Passages that kept their order, to look up those around a line.

    Args:
        moves: Where each stood, and where it stands, in their order.
    """

    def __init__(self, moves: Sequence[Move]) -> None:
        self.moves = frozenset(moves)
        self._ordered = moves
        self._begins = [old[0] for old, _ in moves]
        self._by_end = sorted(moves, key=lambda move: move[0][1])
        self._ends = [old[1] for old, _ in self._by_end]

    def before(self, line: int) -> Move | None:
        """Find the last passage that ended before a line."""
        index = bisect_left(self._ends, line)
        return self._by_end[index - 1] if index else None

    def after(self, line: int) -> Move | None:
        """Find the first passage that began after a line."""
        index = bisect_right(self._begins, line)
        return self._ordered[index] if index < len(self._ordered) else None


class Placement:
    """Where a passage should stand, by the passages around it.

    Args:
        lines: Where the passage stood.
        chain: Where other passages stood, and where they stand.
        taken: Where any passage stands.
        length: Lines of the document.
    """

    def __init__(self, lines: Span, chain: Chain, taken: frozenset[Span], length: int) -> None:
        begin, end = lines
        before, after = chain.before(begin), chain.after(end)
        shifts = [new[0] - old[0] for old, new in filter(None, (before, after))] or [0]
        self._expected = tuple(dict.fromkeys(begin + shift for shift in shifts))
        self._first = before[1][1] + 1 if before else 1
        self._last = after[1][0] - 1 if after else length
        ended = before[0][1] if before else 0
        room = self._last - self._first + 1
        self.bounded = bool(before and after)
        """Whether there are neighbours on both sides."""
        self.grown = room - (after[0][0] - ended - 1) if after else None
        """How many lines were added between the neighbours; None where unknown."""
        self.taken = taken

    def nearest(self, starts: Iterable[int]) -> int:
        """Choose the line that is nearest to where the passage should begin."""
        return min(starts, key=self.distance)

    def nearest_of(self, starts: Sequence[int], most: int) -> list[int]:
        """Choose the lines nearest to where the passage should begin.

        Args:
            starts: Lines in their order.
            most: How many are needed; more may be returned.
        """
        found: set[int] = set()
        between = [min(max(line, self._first), self._last) for line in self._expected]
        for expected in {*self._expected, *between}:
            index = bisect_left(starts, expected)
            found.update(starts[max(0, index - most) : index + most])
        return sorted(found)

    def holds(self, span: Span) -> bool:
        """Whether lines lie between the neighbours."""
        return self._first <= span[0] and span[1] <= self._last

    def windows(self, length: int, most: int = _MOST) -> Iterator[Span]:
        """List the places of that many lines between the neighbours, the nearest first.

        Args:
            length: How many lines.
            most: How many places are looked at.
        """
        starts = range(self._first, max(self._first, self._last - length + 1) + 1)
        far = 0 if self.grown == 0 else len(starts) if self.bounded else _NEAR
        for start in islice(self._outwards(starts), most):
            span = (start, min(start + length - 1, self._last))
            if self.distance(start) > far:
                return
            if span[0] <= span[1] and span not in self.taken:
                yield span

    def _outwards(self, starts: range) -> Iterator[int]:
        """List lines by their distance from where the passage should begin, upper ones first."""
        seen: set[int] = set()
        nearest = [min(max(line, starts[0]), starts[-1]) for line in self._expected]
        distance = min(map(self.distance, nearest))
        while len(seen) < len(starts):
            around = {line + d for line in self._expected for d in (-distance, distance)}
            for start in sorted(around):
                if start in starts and start not in seen:
                    seen.add(start)
                    yield start
            distance += 1

    def distance(self, start: int) -> int:
        """How far a line is from where the passage should begin."""
        return min(abs(start - expected) for expected in self._expected)


class Followed:
    """Passages by which lines without a digest are located.

    Args:
        passages: Where each stood, and where it stands now; lost ones are left out.
    """

    def __init__(self, passages: Iterable[Move]) -> None:
        moved = {(then, now[0] - then[0]) for then, now in passages}
        self._by_begin = sorted((then[0], shift, then[1]) for then, shift in moved)
        self._by_end = sorted((then[1], shift) for then, shift in moved)
        self._begins = [begin for begin, *_ in self._by_begin]
        self._ends = [end for end, _ in self._by_end]
        self._longest = max((then[1] - then[0] for then, _ in moved), default=0)

    def now(self, lines: Span) -> Span | None:
        """Find where lines stand now; None if lines were inserted between their neighbours."""
        before = bisect_left(self._ends, lines[0])
        after = bisect_right(self._begins, lines[1])
        shifts = {self._by_end[before - 1][1] if before else 0}
        shifts.update(row[1] for row in self._by_begin[after : after + 1])
        near = bisect_left(self._begins, lines[0] - self._longest)
        shifts.update(shift for _, shift, end in self._by_begin[near:after] if end >= lines[0])
        shift = shifts.pop()
        return None if shifts else (lines[0] + shift, lines[1] + shift)
