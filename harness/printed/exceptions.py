"""Exceptions as Python, IPython and doctest print them: type and message; frames are volatile."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Optional, Sequence

from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table, places_of

_TRACEBACK = re.compile(r"(\s*)Traceback \((?:most recent call last|innermost last)\):\s*$")
_IPYTHON = re.compile(r"([A-Za-z_][\w.]*)\s+Traceback \(most recent call last\)\s*$")
_DASHES = re.compile(r"-{20,}\s*$")
_SYNTAX = re.compile(r'\s*(?:File ".*", line \d+|(?:Cell|Input) In ?\[\d+\](?:, line \d+)?)\s*$')
_CHAIN = re.compile(
    r"\s*(The above exception was the direct cause of the following exception"
    r"|During handling of the above exception, another exception occurred):\s*$"
)
_LAST = re.compile(r"(\s*)((?:[A-Za-z_][\w.]*\.(?:<locals>\.)?)?)([A-Za-z_]\w*)(?::(?:\s+(.*))?)?$")
_KNOWN = re.compile(
    r"\w+(?:Error|Exception|Warning|Interrupt|Exit|ExceptionGroup)$|Exception$|Stop(?:Async)?Iteration$"
)
_FRAMES = {"frames": "frames of the traceback"}
_SYNTAX_LINES = 6
"""The most lines between the place of a wrong syntax and the name of the exception."""

_GAP = 2
"""The most blank lines around the sentence between two chained exceptions."""


class _Frames(NamedTuple):
    """What stands above the last lines of an exception: how, up to where, and its name there."""

    style: str
    last: int
    name: "re.Match[str]"


def read_exception(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the exception, or the chain of them, that begins at a line.

    Args:
        lines: Lines of an output.
        index: Index of the first of them.
    """
    frames = _frames(lines, index) or _alone(lines[index], index)
    if not frames:
        return None
    rows: List[Row] = []
    style = frames.style
    start: Optional[int] = index
    link: Optional[Line] = None
    while frames and start is not None:
        end = _message_end(lines, frames.last)
        rows.append(_row(lines, start, frames, end, link))
        said = _next_words(lines, end)
        if said is None or not _CHAIN.match(lines[said].text):
            break
        link, start = lines[said], _next_words(lines, said + 1)
        frames = _frames(lines, start) if start is not None else None
    optional = frozenset(["frames", "module"])
    return Table("exception", tuple(rows), end, style, _FRAMES, optional)


def _frames(lines: Sequence[Line], index: int) -> Optional[_Frames]:
    """Find the last lines of a traceback that begins at a line."""
    if _DASHES.match(lines[index].text) and index + 1 < len(lines):
        index += 1
    name = _IPYTHON.match(lines[index].text)
    if name:
        return _ipython(lines, index, name.group(1).rpartition(".")[2])
    traceback = _TRACEBACK.match(lines[index].text)
    if traceback:
        return _python(lines, index + 1, len(traceback.group(1)))
    return _syntax(lines, index) if _SYNTAX.match(lines[index].text) else None


def _python(lines: Sequence[Line], start: int, indent: int) -> Optional[_Frames]:
    """Find the first line after the frames that is not further to the right."""
    for place in range(start, len(lines)):
        text = lines[place].text
        words = text.lstrip()
        if _TRACEBACK.match(text):
            break
        if words and words != "..." and len(text) - len(words) <= indent:
            last = _LAST.match(text) if len(text) - len(words) == indent else None
            return _Frames("Python", place, last) if last else None
    return None


def _ipython(lines: Sequence[Line], index: int, name: str) -> Optional[_Frames]:
    """Find the line that begins with the name of the exception."""
    for place in range(index + 1, len(lines)):
        text = lines[place].text
        if _IPYTHON.match(text) or _TRACEBACK.match(text):
            break
        last = _LAST.match(text) if name in text else None
        if last and last.group(3) == name and not last.group(1):
            return _Frames("IPython", place, last)
    return None


def _syntax(lines: Sequence[Line], index: int) -> Optional[_Frames]:
    """Find the name of an exception of syntax, which has no traceback."""
    for place, line in enumerate(lines[index + 1 : index + _SYNTAX_LINES], index + 1):
        last = _LAST.match(line.text)
        if last and not last.group(1) and _KNOWN.match(last.group(3)):
            return _Frames("Python", place, last)
        if not line.text.startswith(" "):
            break
    return None


def _alone(line: Line, index: int) -> Optional[_Frames]:
    """Read the last line of a traceback without the others."""
    last = _LAST.match(line.text)
    if last and not last.group(1) and ":" in line.text and _KNOWN.match(last.group(3)):
        return _Frames("last line", index, last)
    return None


def _message_end(lines: Sequence[Line], last: int) -> int:
    """Return the index after a message: it goes on to a blank line or another exception."""
    place = last + 1
    while place < len(lines) and lines[place].text.strip():
        text = lines[place].text
        if _TRACEBACK.match(text) or _DASHES.match(text) or _alone(lines[place], place):
            break
        place += 1
    return place


def _next_words(lines: Sequence[Line], start: int) -> Optional[int]:
    """Return the index of the next line with words, if it is near."""
    for place, line in enumerate(lines[start : start + _GAP + 1], start):
        if line.text.strip():
            return place
    return None


def _row(lines: Sequence[Line], start: int, frames: _Frames, end: int, link: Optional[Line]) -> Row:
    """Make a row of an exception; ``follows`` says how it is chained to the one before."""
    line, last = lines[frames.last], frames.name
    cells = [Cell("type", last.group(3), line.number, last.start(3))]
    if last.group(2):
        cells.append(Cell("module", last.group(2)[:-1], line.number, last.start(2)))
    first = Line(line.number, last.group(4) or "")
    shown = [first, *lines[frames.last + 1 : end]]
    message = " ".join(word for part in shown for word in part.text.split())
    column = last.start(4) if last.group(4) else len(line.text)
    pieces = [(part.text, part.number, 0) for part in shown]
    pieces[0] = (first.text, line.number, column)
    cells.append(Cell("message", message, line.number, column, places_of(message, pieces)))
    if frames.last > start:
        above = "\n".join(part.text for part in lines[start : frames.last])
        cells.append(Cell("frames", above, lines[start].number, 0))
    follows = _CHAIN.match(link.text) if link else None
    if link and follows:
        cells.append(Cell("follows", follows.group(1), link.number, follows.start(1)))
    return Row("exception", tuple(cells))
