"""Printed output as it is stored: lines that are in the document are stored as references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

STREAM, RESULT = "stream", "result"
"""The types of a part: printed output, and the value of a last expression, as in a notebook."""

LONGEST_OUTPUT = 1 << 16
"""The most characters of one block's output that are stored."""

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
        not stored.
    """
    places = _places(lines, printed)
    found = []
    room = LONGEST_OUTPUT
    for part in parts:
        text = part["text"]
        row = {**part, "text": _segments(text[:room], lines, places)}
        if len(text) > room:
            row["left_out"] = len(text) - room
        room = max(0, room - len(text))
        found.append(row)
    return found


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
    for line in text.split("\n"):
        last = found[-1] if found else None
        following = last[1] + 1 if isinstance(last, list) else 0
        if isinstance(last, list) and following <= len(lines) and lines[following - 1] == line:
            last[1] = following
        elif line in places:
            found.append([places[line], places[line]])
        elif isinstance(last, str):
            found[-1] = last + "\n" + line
        else:
            found.append(line)
    return found
