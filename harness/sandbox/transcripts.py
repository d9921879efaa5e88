"""Printed output as it is stored: lines that are in the document are stored as references."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

STREAM, RESULT = "stream", "result"
"""The types of a part: printed output, and the value of a last expression, as in a notebook."""

LONGEST_OUTPUT = 1 << 16
"""The most characters of one block's output that are stored beside lines of the document."""

_SHORTEST = 8
"""The fewest characters of a line that is searched for in the whole document."""


def kept(
    parts: Iterable[dict[str, Any]], lines: Sequence[str], printed: Iterable[int]
) -> list[dict[str, Any]]:
    """Convert the output of a block to the form in which it is stored.

    Args:
        parts: Each with its ``type``, its ``text``, and for a result the class ``of`` the value.
        lines: The lines of the document.
        printed: Numbers of the lines, counted from 1, that show the block's output there.

    Returns:
        The parts with ``text`` as a list: a text as it is, or the numbers of the first and the
        last line of the document with the same text; ``left_out`` counts the characters that are
        not stored. Lines of the document need no room, so that an output is stored whole however
        long it is where the document has all of it.
    """
    places = _places(lines, printed)
    found = []
    room = LONGEST_OUTPUT
    for part in parts:
        segments, room = _within(_segments(part["text"], lines, places), room)
        row = {**part, "text": segments}
        length = len(restored(row, lines))
        if length < len(part["text"]):
            row["left_out"] = len(part["text"]) - length
            room = 0
        found.append(row)
    return found


def fingerprint(text: str) -> str:
    """Digest a block's output as it was printed: 16 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def restored(part: dict[str, Any], lines: Sequence[str]) -> str:
    """Return the text of a stored part as it was printed.

    Args:
        part: The part.
        lines: The lines of the same document.
    """
    texts: list[str] = []
    for segment in part["text"]:
        if isinstance(segment, str):
            texts.append(segment)
        else:
            texts.extend(lines[segment[0] - 1 : segment[1]])
    return "\n".join(texts)


def _places(lines: Sequence[str], printed: Iterable[int]) -> dict[str, int]:
    """Number the lines of the document by their text; lines that show the output come first."""
    places: dict[str, int] = {}
    for number in printed:
        if lines[number - 1].strip():
            places.setdefault(lines[number - 1], number)
    for number, line in enumerate(lines, 1):
        if len(line.strip()) >= _SHORTEST:
            places.setdefault(line, number)
    return places


def _segments(text: str, lines: Sequence[str], places: dict[str, int]) -> list[Any]:
    found: list[Any] = []
    own: list[str] = []
    for line in text.split("\n"):
        following = found[-1][1] + 1 if found and not own else 0
        if following and following <= len(lines) and lines[following - 1] == line:
            found[-1][1] = following
        elif line in places:
            found += ["\n".join(own)] if own else []
            found.append([places[line], places[line]])
            own = []
        else:
            own.append(line)
    return [*found, "\n".join(own)] if own else found


def _within(segments: list[Any], room: int) -> tuple[list[Any], int]:
    """Keep the segments that there is room for, and say how much is left."""
    kept_ones: list[Any] = []
    for segment in segments:
        if isinstance(segment, str):
            if len(segment) > room:
                return [*kept_ones, segment[:room]], 0
            room -= len(segment)
        kept_ones.append(segment)
    return kept_ones, room
