"""Lines of printed text, as a terminal shows them."""

from __future__ import annotations

import re
from typing import Iterable, List, NamedTuple, Tuple

_CONTROL = re.compile("[\x1b\r\b]")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


class Line(NamedTuple):
    """A line of printed text.

    Args:
        number: Its number in the document, or among what was printed here; counted from 1.
        text: The line without its end.
    """

    number: int
    text: str


def terminal(text: str) -> List[str]:
    """Split text into lines as a terminal shows it: a carriage return overwrites its line."""
    if not _CONTROL.search(text):
        return [line if line.strip() else "" for line in text.split("\n")]
    lines = []
    for line in _ESCAPE.sub("", text).split("\n"):
        shown = [part.replace("\b", "") for part in line.split("\r")]
        lines.append(next((part for part in reversed(shown) if part.strip()), ""))
    return lines


def numbered(text: str) -> List[Line]:
    """Number the lines of text that was printed here."""
    return [Line(number, line) for number, line in enumerate(terminal(text), 1)]


def document_lines(lines: Iterable[Tuple[int, str]]) -> List[Line]:
    """Read lines of a document, with their numbers there, as a terminal shows them."""
    return [Line(number, shown) for number, text in lines for shown in terminal(text)[:1]]
