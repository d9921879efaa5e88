"""Where in its document a claim stands today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from harness.documents.document import Document, Span


class State(StrEnum):
    """How a claim's passage compares with the one its spec was written from."""

    ANCHORED = "anchored"
    MOVED = "moved"
    REWORDED = "reworded"
    MISQUOTED = "misquoted"
    VANISHED = "vanished"
    ABSENT = "not at hand"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a claim.

    Args:
        state: What became of the passage.
        lines: Where it stands now; where it stood, if it cannot be found.
    """

    state: State
    lines: Span


def anchor(document: Document | None, lines: Span, digest: str, figure: str | None) -> Anchor:
    """Find the passage of a claim.

    Args:
        document: The document; None where it is not at hand.
        lines: Where the passage stood.
        digest: Its digest then; empty where none was recorded.
        figure: The figure as printed, which must stand in the passage.
    """
    if document is None:
        return Anchor(State.ABSENT, lines)
    if not digest:
        stands = figure is None or stands_in(figure, document.passage(lines))
        return Anchor(State.ANCHORED if stands else State.MISQUOTED, lines)
    text, _, wording = digest.partition("-")
    length = lines[1] - lines[0] + 1
    places = document.places(length)
    if text in places:
        return _same_text(document, places[text], lines, figure)
    if wording in places:
        first = _nearest(places[wording], lines[0])
        return Anchor(State.MISQUOTED, (first, first + length - 1))
    if figure is not None and stands_in(figure, document.passage(lines)):
        return Anchor(State.REWORDED, lines)
    return Anchor(State.VANISHED, lines)


def _same_text(document: Document, starts: list[int], lines: Span, figure: str | None) -> Anchor:
    first = _nearest(starts, lines[0])
    span = (first, first + lines[1] - lines[0])
    if figure is not None and not stands_in(figure, document.passage(span)):
        return Anchor(State.MISQUOTED, span)
    return Anchor(State.ANCHORED if span == lines else State.MOVED, span)


def _nearest(starts: list[int], line: int) -> int:
    return min(starts, key=lambda start: abs(start - line))


def stands_in(figure: str, passage: str) -> bool:
    """Whether a figure is printed in a passage, whole and not as part of a longer number."""
    needle = re.escape(_spaced(figure))
    before, after = r"(?<![\w.,])", r"(?!\w|[.,]\d)"
    # Korean particles follow a number without a space, so only ASCII letters make it longer
    if not re.match(r"[\w.+-]", figure.strip(), re.ASCII):
        before = ""
    if not re.search(r"\w$", figure.strip(), re.ASCII):
        after = ""
    return re.search(before + needle + after, _spaced(passage), re.ASCII) is not None


def _spaced(text: str) -> str:
    return re.sub(r"\s*([\[\]()]|,(?!\d)|(?<!\d),)\s*", r" \1 ", " ".join(text.split())).strip()
