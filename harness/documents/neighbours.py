"""What the passages around one tell of its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.documents.document import Span

Move = tuple[Span, Span]
"""Where a passage stood, and where its text stands now."""

_NEAR = 3
"""Lines that a passage is looked for around its place where nothing bounds the search."""


def in_order(pairs: Iterable[Move]) -> list[Move]:
    """Choose the most passages that stand in the order in which they stood.

    Args:
        pairs: Where each stood, and where its text stands now.

    Returns:
        A longest chain in which both rise, found by patience sorting.
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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the place of a passage from those around it.

    Args:
        expected: First lines at which it should stand by its neighbours, the likelier first.
        first: First line after the neighbour before it.
        last: Last line before the neighbour after it.
        bounded: Whether there are neighbours on both sides.
        grown: How many lines there are between them more than there were; None where unknown.
        taken: Where other passages stand.
    """

    expected: tuple[int, ...]
    first: int
    last: int
    bounded: bool
    grown: int | None
    taken: frozenset[Span]

    @classmethod
    def of(
        cls,
        lines: Span,
        chain: Sequence[Move],
        taken: frozenset[Span],
        length: int,
    ) -> Surroundings:
        """Look at the nearest passages before and after one.

        Args:
            lines: Where the passage stood.
            chain: Where other passages stood, and where they stand, in their order.
            taken: Where any passage stands.
            length: Lines of the document.
        """
        begin, end = lines
        before = max((pair for pair in chain if pair[0][1] < begin), default=None, key=_end)
        after = min((pair for pair in chain if pair[0][0] > end), default=None)
        shifts = [new[0] - old[0] for old, new in filter(None, (before, after))] or [0]
        first = before[1][1] + 1 if before else 1
        last = after[1][0] - 1 if after else length
        room = after[0][0] - (before[0][1] if before else 0) - 1 if after else 0
        expected = tuple(dict.fromkeys(begin + shift for shift in shifts))
        grown = last - first + 1 - room if after else None
        return cls(expected, first, last, bool(before and after), grown, taken)

    def nearest(self, starts: Iterable[int]) -> int:
        """Choose the line that is nearest to where the passage should begin."""
        return min(starts, key=self.distance)

    def holds(self, span: Span) -> bool:
        """Whether lines lie between the neighbours."""
        return self.first <= span[0] and span[1] <= self.last

    def windows(self, length: int) -> list[Span]:
        """List the places of that many lines between the neighbours, the nearest first."""
        starts = range(self.first, max(self.first, self.last - length + 1) + 1)
        far = 0 if self.grown == 0 else len(starts) if self.bounded else _NEAR
        spans = [(start, min(start + length - 1, self.last)) for start in starts]
        near = [s for s in spans if s[0] <= s[1] and self.distance(s[0]) <= far]
        return sorted(set(near) - self.taken, key=lambda span: self.distance(span[0]))

    def distance(self, start: int) -> int:
        """How far a line is from where the passage should begin."""
        return min(abs(start - expected) for expected in self.expected)


def _end(pair: Move) -> Span:
    return (pair[0][1], pair[0][0])


def follow(lines: Span, passages: Sequence[tuple[Span, Span]]) -> Span | None:
    """Find lines of which no digest is kept, by the passages around them.

    Args:
        lines: Where they stood.
        passages: Where other passages stood, and where they stand now; none that was lost.

    Returns:
        Where they stand now; None where the passages before and after have moved apart, so that
        lines were added or removed between.
    """
    before = [(then[1], now[0] - then[0]) for then, now in passages if then[1] < lines[0]]
    after = [(then[0], now[0] - then[0]) for then, now in passages if then[0] > lines[1]]
    within = [now[0] - then[0] for then, now in passages if _overlap(then, lines)]
    nearest = [max(before, default=(0, 0))[1], *within]
    nearest += [min(after)[1]] if after else []
    shift = nearest[0]
    return (lines[0] + shift, lines[1] + shift) if set(nearest) == {shift} else None


def _overlap(left: Span, right: Span) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]
