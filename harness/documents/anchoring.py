"""Where in its document a claim stands today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.documents.document import Document, Span

_SEPARATOR = re.compile(r"\s*([\[\]()]|,(?!\d)|(?<!\d),)\s*")
_LOOSE = frozenset("[](),")


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
    if document.digest(lines) == digest:
        return _same_text(document, [lines[0]], lines, figure)  # most stand where they stood
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


def stands_in(figure: str, passage: str) -> bool:
    """Whether a figure is printed in a passage, whole and not as part of a longer number."""
    return where(figure, passage) is not None


def where(figure: str, passage: str) -> tuple[int, int] | None:
    """Find where a passage prints a figure first; white space may differ.

    Returns:
        Offset of its first character, and of the one behind its last; None where it does not.
    """
    parts = _SEPARATOR.sub(r" \1 ", figure).split()
    first, last = (parts[0][0], parts[-1][-1]) if parts else ("", "")
    # Korean particles follow a number without a space, so only ASCII letters make it longer
    before = r"(?<![A-Za-z0-9_.])" if re.match(r"[A-Za-z0-9_.+-]", first) else ""
    after = r"(?![A-Za-z0-9_]|\.[0-9])" if re.match(r"[A-Za-z0-9_]", last) else ""
    # a comma between digits is part of their number
    before += r"(?<![0-9],)" if first.isdigit() else ""
    after += r"(?!,[0-9])" if last.isdigit() else ""
    found = re.search(before + _pattern(parts) + after, passage)
    return found.span() if found else None


def _pattern(parts: Sequence[str]) -> str:
    """Join the parts of a figure; brackets and commas need no space, but numbers keep theirs."""
    pattern = ""
    for left, part, right in zip(["", *parts], parts, [*parts[1:], ""], strict=False):
        if part == "," and left[-1:].isdigit() and right[:1].isdigit():
            pattern += r"(?:\s*,\s+|\s+,\s*)"
        elif part in _LOOSE:
            pattern += rf"\s*{re.escape(part)}\s*"
        else:
            gap = r"\s+" if left and left not in _LOOSE else ""
            pattern += gap + re.escape(part)
    return pattern.removeprefix(r"\s*").removesuffix(r"\s*")
