"""Where in its document a claim stands today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.documents.document import Document, Span
from harness.documents.neighbours import Surroundings, in_order
from harness.documents.standing import Column, Misprint, misprint, stands_in

_Known = tuple[Span, str]
"""Where a passage stood, and the digest of its text."""


class State(StrEnum):
    """How a claim's passage compares with the one its spec was written from."""

    ANCHORED = "anchored"
    MOVED = "moved"
    REWORDED = "reworded"
    MISQUOTED = "misquoted"
    VANISHED = "vanished"
    ABSENT = "not at hand"

    @property
    def lost(self) -> bool:
        """Whether a person has to look at it."""
        return self in (State.REWORDED, State.MISQUOTED, State.VANISHED)


@dataclass(frozen=True, slots=True)
class Passage:
    """What a spec says of a passage of its document.

    Args:
        lines: Where it stood.
        digest: Its digest then; empty where none was recorded.
        figure: The figure as printed, which must stand in it.
        columns: Figures that must stand in its lines one after the other.
    """

    lines: Span
    digest: str = ""
    figure: str | None = None
    columns: tuple[Column, ...] = ()

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


def anchor(document: Document | None, lines: Span, digest: str, figure: str | None) -> Anchor:
    """Find one passage, knowing of no other.

    Args:
        document: The document; None where it is not at hand.
        lines: Where the passage stood.
        digest: Its digest then; empty where none was recorded.
        figure: The figure as printed, which must stand in the passage.
    """
    return anchor_all(document, [Passage(lines, digest, figure)])[0]


def anchor_all(document: Document | None, passages: Sequence[Passage]) -> list[Anchor]:
    """Find passages, each with the help of those around it.

    A passage whose text is unchanged is found wherever it stands; where its text stands more than
    once, its neighbours tell which is meant. What changed is looked for between its neighbours.

    Args:
        document: The document; None where it is not at hand.
        passages: The passages of one spec, in any order.
    """
    if document is None:
        return [Anchor(State.ABSENT, passage.lines) for passage in passages]
    if all(passage.digest in ("", document.digest(passage.lines)) for passage in passages):
        return [_verbatim(document, passage, passage.lines) for passage in passages]
    found = _unchanged(document, passages)
    chain = in_order([(passages[i].lines, span) for i, span in found.items() if passages[i].digest])
    taken = frozenset(found.values())
    settled = set(chain)
    anchors = []
    for index, passage in enumerate(passages):
        span = found.get(index)
        if span is None or (passage.lines, span) not in settled:
            around = Surroundings.of(passage.lines, chain, taken, len(document.lines))
            if span is None or _stands_changed(document, passage, span, around):
                anchors.append(_changed(document, passage, around))
                continue
        anchors.append(_verbatim(document, passage, span))
    return anchors


def _unchanged(document: Document, passages: Sequence[Passage]) -> dict[int, Span]:
    """Find the passages whose text is what it was, by their position.

    Where a text stands more than once, or as many passages had it as it stands now no more, each
    place goes to the passage whose neighbours are nearest to it.
    """
    places: dict[_Known, list[Span]] = {}
    for passage in passages:
        key = (passage.lines, passage.digest.partition("-")[0])
        starts = document.places(passage.length).get(key[1], [])
        places[key] = [passage.at(first) for first in starts] if key[1] else [passage.lines]
    wanted = Counter((span, text) for (_, text), spans in places.items() for span in spans)
    sure = {
        key: spans[0]
        for key, spans in places.items()
        if len(spans) == 1 and wanted[spans[0], key[1]] == 1
    }
    unsure = {key: spans for key, spans in places.items() if key not in sure}
    found = {**sure, **_shared_out(unsure, sure, len(document.lines))}
    keys = [(passage.lines, passage.digest.partition("-")[0]) for passage in passages]
    return {index: found[key] for index, key in enumerate(keys) if key in found}


def _shared_out(
    unsure: dict[_Known, list[Span]], sure: dict[_Known, Span], length: int
) -> dict[_Known, Span]:
    chain = in_order([(lines, span) for (lines, text), span in sure.items() if text])
    offers = []
    for key, spans in unsure.items():
        around = Surroundings.of(key[0], chain, frozenset(), length)
        offers += [(around.distance(span[0]), key, span) for span in spans]
    found: dict[_Known, Span] = {}
    given = set()
    for _, key, span in sorted(offers):
        if key not in found and (span, key[1]) not in given:
            found[key] = span
            given.add((span, key[1]))
    return found


def _stands_changed(document: Document, passage: Passage, span: Span, around: Surroundings) -> bool:
    """Whether a passage was changed where it stood, though its old text stands elsewhere."""
    if not passage.digest or around.holds(span):
        return False
    starts = document.places(passage.length).get(passage.digest.partition("-")[2], [])
    free = [passage.at(first) for first in starts if passage.at(first) not in around.taken]
    if any(map(around.holds, free)):
        return around.bounded
    window = next(iter(around.windows(passage.length)), None)
    return around.grown == 0 and bool(window and document.passage(window).strip())


def _verbatim(document: Document, passage: Passage, span: Span) -> Anchor:
    wrong = misprint(passage.figure, passage.columns, document.passage(span))
    if wrong is not None:
        return Anchor(State.MISQUOTED, span, wrong)
    return Anchor(State.ANCHORED if span == passage.lines else State.MOVED, span)


def _changed(document: Document, passage: Passage, around: Surroundings) -> Anchor:
    """Find a passage whose text is not what it was."""
    starts = document.places(passage.length).get(passage.digest.partition("-")[2], [])
    if free := [first for first in starts if passage.at(first) not in around.taken]:
        inside = [first for first in free if around.holds(passage.at(first))]
        return _misquoted(document, passage, passage.at(around.nearest(inside or free)))
    for span in around.windows(passage.length):
        if passage.figure is not None and stands_in(passage.figure, document.passage(span)):
            return Anchor(State.REWORDED, span)
    if around.grown is None or around.grown < 0:
        return Anchor(State.VANISHED, passage.lines)
    span = next(iter(around.windows(passage.length)), passage.lines)
    if passage.figure is None:
        return Anchor(State.REWORDED, span)
    return _misquoted(document, passage, span)


def _misquoted(document: Document, passage: Passage, span: Span) -> Anchor:
    wrong = misprint(passage.figure, passage.columns, document.passage(span))
    return Anchor(State.MISQUOTED, span, wrong)
