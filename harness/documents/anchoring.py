"""Finds where the passages of a spec stand in its document today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.documents.alignment import Chain, Placement, in_order
from harness.documents.document import Document, Span
from harness.documents.quoting import Misprint, PrintedColumn, misprint, stands_in

_Known = tuple[Span, str]
"""Where a passage stood, and the digest of its text."""


_DIGESTED = 4_000_000
"""Largest number of lines digested to find passages, counted per place: about five seconds."""

_LOOKED_AT, _FEW = 200_000, 3
"""Lines read to find reworded passages, and the least number of places tried for each."""

_MOST_ALIKE = 100
"""Places with the same text that are tried before and after where a passage should be."""


class State(StrEnum):
    """How a passage compares with the one that its spec was written from."""

    ANCHORED = "anchored"
    MOVED = "moved"
    REWORDED = "reworded"
    MISQUOTED = "misquoted"
    VANISHED = "vanished"
    ABSENT = "not at hand"

    @property
    def lost(self) -> bool:
        """Whether a person has to find it again."""
        return self in (State.REWORDED, State.MISQUOTED, State.VANISHED)


@dataclass(frozen=True, slots=True)
class Passage:
    """What a spec says of a passage of its document.

    Args:
        lines: Where it stood.
        digest: Its digest then; empty where the spec has none.
        figure: The figure as printed, which must stand in it.
        columns: Figures that must stand in its lines one after the other.
    """

    lines: Span
    digest: str = ""
    figure: str | None = None
    columns: tuple[PrintedColumn, ...] = ()

    @property
    def length(self) -> int:
        """How many lines it has."""
        return self.lines[1] - self.lines[0] + 1

    def at(self, first: int) -> Span:
        """The lines that it takes where it begins at ``first``."""
        return (first, first + self.length - 1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a passage.

    Args:
        state: What became of it.
        lines: Where it stands now; where it stood, if it cannot be found.
        misprint: The figure that is printed otherwise; None where none is known to be.
    """

    state: State
    lines: Span
    misprint: Misprint | None = None


def anchor_all(document: Document | None, passages: Sequence[Passage]) -> list[Anchor]:
    """Find passages, each with the help of those around it.

    A passage with unchanged text is found wherever it stands; where its text stands more than
    once, its neighbours decide. A changed passage is looked for between its neighbours.

    Args:
        document: The document; None where it is absent.
        passages: The passages of one spec, in any order.
    """
    if document is None:
        return [Anchor(State.ABSENT, passage.lines) for passage in passages]
    if all(passage.digest in ("", document.digest(passage.lines)) for passage in passages):
        return [_verbatim(document, passage, passage.lines) for passage in passages]
    reach = _reach(document, passages)
    found = _unchanged(document, passages, reach)
    moves = [(passages[i].lines, span) for i, span in found.items() if passages[i].digest]
    chain = Chain(in_order(moves))
    taken = frozenset(found.values())
    lost = sum(
        p.length for i, p in enumerate(passages) if (p.lines, found.get(i)) not in chain.moves
    )
    windows = max(_FEW, _LOOKED_AT // max(lost, 1))
    anchors = []
    for index, passage in enumerate(passages):
        span = found.get(index)
        if span is None or (passage.lines, span) not in chain.moves:
            around = Placement(passage.lines, chain, taken, len(document.lines))
            if span is None or _stands_changed(document, passage, span, around, reach):
                anchors.append(_changed(document, passage, around, reach, windows))
                continue
        anchors.append(_verbatim(document, passage, span))
    return anchors


def _reach(document: Document, passages: Sequence[Passage]) -> int | None:
    """Say how far from its old place a passage is looked for; None where all places are cheap."""
    lengths = {passage.length for passage in passages}
    size = len(document.lines)
    digested = sum(length * max(size - length + 1, 0) for length in lengths)
    each = sum(passage.length for passage in passages)
    return None if digested <= _DIGESTED else max(1, _DIGESTED // (2 * each))


def _unchanged(
    document: Document, passages: Sequence[Passage], reach: int | None
) -> dict[int, Span]:
    """Find the passages with unchanged text, by their position in ``passages``.

    A place that several passages could take goes to the one whose neighbours are nearest to it.
    """
    keys = {
        index: (passage.lines, passage.digest.partition("-")[0])
        for index, passage in enumerate(passages)
        if passage.digest
    }
    of = {key: passages[index] for index, key in keys.items()}
    places = {key: _starts(document, passage, key[1], reach) for key, passage in of.items()}
    alike = Counter(text for _, text in places)
    sure = {key: _at(key, *at) for key, at in places.items() if len(at) == alike[key[1]] == 1}
    unsure = {key: starts for key, starts in places.items() if key not in sure}
    found = {**sure, **_shared_out(unsure, sure, alike, len(document.lines))}
    kept = {index: passage.lines for index, passage in enumerate(passages) if not passage.digest}
    return kept | {index: found[key] for index, key in keys.items() if key in found}


def _at(key: _Known, first: int) -> Span:
    return (first, first + key[0][1] - key[0][0])


def _starts(document: Document, passage: Passage, text: str, reach: int | None) -> list[int]:
    """List the lines at which a passage with this digest begins."""
    return document.places(passage.length, passage.lines[0], reach).get(text, [])


def _shared_out(
    unsure: dict[_Known, list[int]], sure: dict[_Known, Span], alike: Counter[str], length: int
) -> dict[_Known, Span]:
    chain = Chain(in_order([(lines, span) for (lines, _), span in sure.items()]))
    offers = []
    for key, starts in unsure.items():
        around = Placement(key[0], chain, frozenset(), length)
        # as many passages as have this text can take no more places than these before this one
        near = around.nearest_of(starts, min(alike[key[1]], _MOST_ALIKE))
        offers += [(around.distance(start), key, _at(key, start)) for start in near]
    found: dict[_Known, Span] = {}
    given = set()
    for _, key, span in sorted(offers):
        if key not in found and (span, key[1]) not in given:
            found[key] = span
            given.add((span, key[1]))
    return found


def _stands_changed(
    document: Document, passage: Passage, span: Span, around: Placement, reach: int | None
) -> bool:
    """Whether a passage was changed in place, though its old text stands elsewhere."""
    if not passage.digest or around.holds(span):
        return False
    free = _same_wording(document, passage, around, reach)
    if any(around.holds(passage.at(first)) for first in free):
        return around.bounded
    window = next(iter(around.windows(passage.length)), None)
    return around.grown == 0 and bool(window and document.passage(window).strip())


def _verbatim(document: Document, passage: Passage, span: Span) -> Anchor:
    wrong = misprint(passage.figure, passage.columns, document.passage(span))
    if wrong is not None:
        return Anchor(State.MISQUOTED, span, wrong)
    return Anchor(State.ANCHORED if span == passage.lines else State.MOVED, span)


def _changed(
    document: Document, passage: Passage, around: Placement, reach: int | None, windows: int
) -> Anchor:
    """Find a passage whose text has changed."""
    if free := _same_wording(document, passage, around, reach):
        inside = [first for first in free if around.holds(passage.at(first))]
        return _misquoted(document, passage, passage.at(around.nearest(inside or free)))
    for span in around.windows(passage.length, windows):
        if passage.figure is not None and stands_in(passage.figure, document.passage(span)):
            return Anchor(State.REWORDED, span)
    if around.grown is None or around.grown < 0:
        return Anchor(State.VANISHED, passage.lines)
    span = next(iter(around.windows(passage.length)), passage.lines)
    if passage.figure is None:
        return Anchor(State.REWORDED, span)
    return _misquoted(document, passage, span)


def _same_wording(
    document: Document, passage: Passage, around: Placement, reach: int | None
) -> list[int]:
    """List the nearest free lines at which a passage's words stand, whatever its numbers."""
    starts = _starts(document, passage, passage.digest.partition("-")[2], reach)
    near = around.nearest_of(starts, _MOST_ALIKE)
    return [first for first in near if passage.at(first) not in around.taken]


def _misquoted(document: Document, passage: Passage, span: Span) -> Anchor:
    wrong = misprint(passage.figure, passage.columns, document.passage(span))
    return Anchor(State.MISQUOTED, span, wrong)
