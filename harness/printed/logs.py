"""Training logs and progress bars of Keras and tqdm, as steps and metrics by name.

A row is an epoch, or a bar without one. A bar is drawn again and again; of its states only the last
counts. Times are volatile.
"""

from __future__ import annotations

import re
from typing import Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table

_EPOCH = re.compile(r"\s*Epoch ((\d+)/\d+)\s*$")
_CALLBACK = re.compile(r"\s*(Epoch \d+: \S.*)$")
_COLOURS = re.compile(r"\[\d+(?:;\d+)*m")
_STEPS = re.compile(r"\s*(\d+/(?:\d+|Unknown))(?!\S)")
_ONE_LINE = "Keras, one line an epoch"
_BARS = (
    ("Keras 2", re.compile(r" \[[=>.]*\](?= |$)")),
    ("Keras 3", re.compile(r"\s+[━╸╺─][━╸╺─\s]*(?=\s|$)")),
    (_ONE_LINE, re.compile("")),
)
_OLD = re.compile(r"\s*- (?=\d+s - )")
_REDRAWN = re.compile(r"(?<!\d)(\d+)/(\d+) (?:\[[=>.]{2}|\s*━)")
_TQDM = re.compile(
    r"\s*(?:(?P<description>\S.*?): +)?(?P<percent>\d+%)\|[^|]*\| (?P<steps>\S+/\S+) "
    r"\[(?P<time>[\d:]+)<(?P<left>[\d:?]+), +(?P<rate>[^,\]]*)(?P<rest>[^\]]*)\]\s*$"
)
_DURATION = r"(?:\d+(?:\.\d+)?(?:s|ms|us|µs|ns|h)|\d+:\d\d(?::\d\d)?)"
_TIMES = (
    ("time left", re.compile("ETA: " + _DURATION + "$")),
    ("time", re.compile(_DURATION + "$")),
    ("time per step", re.compile(_DURATION + "/(?:step|sample|batch)$")),
    ("time per epoch", re.compile(_DURATION + "/epoch$")),
)
_VOLATILE = dict.fromkeys(("rate", *(name for name, _ in _TIMES)), "times")
_METRIC = re.compile(r"([A-Za-z_][^:=]*)(?:: |=)\s*(\S.*)$")
_GAP = 2
"""The most blank lines within a log."""


class _Entry(NamedTuple):
    """What a line of a log says: an epoch begins, a callback's message, or a state of a bar."""

    label: str
    cells: Tuple[Cell, ...]
    style: str = ""

    def text(self, name: str) -> str:
        """Return the text of a cell; empty where there is none."""
        return next((cell.text for cell in self.cells if cell.name == name), "")


def read_log(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the training log or the progress bars that begin at a line.

    Args:
        lines: Lines of an output.
        index: Index of the first of them.
    """
    entries = _entries(lines[index], None)
    end = index + 1
    for place in range(index + 1, len(lines)) if entries else ():
        more = _entries(lines[place], entries[-1])
        entries += more
        if more:
            end = place + 1
        elif lines[place].text.strip() or place - end >= _GAP:
            break
    return _table(entries, end) if entries else None


def _table(entries: List[_Entry], end: int) -> Table:
    merged = _merged(entries)
    rows = tuple(Row(entry.label, entry.cells) for entry in merged)
    style = next((entry.style for entry in merged if entry.style), "")
    fixed = {*_VOLATILE, "epoch", "message", "steps", "description", "percent", "postfix"}
    names = frozenset(cell.name for row in rows for cell in row.cells)
    optional = frozenset(_VOLATILE)
    return Table("log", rows, end, style, _VOLATILE, optional, names - fixed, unordered=True)


def _merged(entries: List[_Entry]) -> List[_Entry]:
    """Make a row of each epoch and bar: a later state of the same bar replaces an earlier one."""
    rows: List[_Entry] = []
    begun: Tuple[Cell, ...] = ()
    at: Optional[int] = None
    state: Optional[_Entry] = None
    for entry in entries:
        if not entry.style:
            rows.append(entry)
        if entry.label.startswith("epoch"):
            begun, at, state = entry.cells, len(rows) - 1, None
        elif entry.style:
            if at is None or (state and not _continues(state, entry)):
                begun, at = (), len(rows)
                rows.append(entry)
            rows[at] = _Entry(rows[at].label, begun + entry.cells, entry.style)
            state = entry
    return rows


def _continues(before: _Entry, after: _Entry) -> bool:
    """Whether a state of a bar is a later one of the same bar."""
    if "tqdm" in (before.style, after.style):
        same = before.text("description") == after.text("description")
        return before.style == after.style and same and before.text("percent") != "100%"
    done, _, total = before.text("steps").partition("/")
    later, _, whole = after.text("steps").partition("/")
    if done == total or total not in (whole, "Unknown") or not (done and later):
        return False
    return (len(done), done) <= (len(later), later)


def _entries(line: Line, before: Optional[_Entry]) -> List[_Entry]:
    """Read a line of a log; messages and lines without steps only stand after others."""
    epoch = _EPOCH.match(line.text)
    if epoch:
        return [_Entry("epoch " + epoch.group(2), (_cell("epoch", epoch, line),))]
    callback = _CALLBACK.match(line.text) if before else None
    if callback:
        return [_Entry("message", (_cell("message", callback, line),))]
    if "%|" in line.text:
        return _tqdm(line)
    old = _OLD.match(line.text) if before and before.label.startswith("epoch") else None
    if old:
        cells = _fields(line, old.end(), len(line.text))
        return [_Entry("steps", tuple(_unique(cells)), _ONE_LINE)] if cells else []
    return _states(line)


def _cell(name: str, match: "re.Match[str]", line: Line, group: "str | int" = 1) -> Cell:
    return Cell(name, match.group(group).rstrip(), line.number, match.start(group))


def _states(line: Line) -> List[_Entry]:
    """Read the states of a bar, which stand behind one another where no cursor went back."""
    shown = Line(line.number, _without_colours(line.text))
    starts = list(_starts(shown.text))
    ends = [*starts[1:], len(shown.text)]
    states = [_state(shown, start, end) for start, end in zip(starts, ends)]
    return [state for state in states if state] if all(states) else []


def _without_colours(text: str) -> str:
    """Put blanks in place of colours whose escape character was lost."""
    return _COLOURS.sub(lambda code: " " * len(code.group()), text) if "━" in text else text


def _starts(text: str) -> Iterator[int]:
    """Find where a bar begins, and begins again: in ``mae: 0.74052/2 [==`` at the last 2."""
    first = _STEPS.match(text)
    if not first:
        return
    yield first.start()
    for found in _REDRAWN.finditer(text, first.end()):
        done, total = found.groups()
        done = done[-len(total) :]
        while done[1:] and (done.startswith("0") or (len(done), done) > (len(total), total)):
            done = done[1:]
        yield found.end(1) - len(done)


def _state(line: Line, start: int, end: int) -> Optional[_Entry]:
    """Read one state of a bar: steps, what is drawn, times and metrics."""
    steps = _STEPS.match(line.text, start, end)
    if not steps:
        return None
    for style, bar in _BARS:
        drawn = bar.match(line.text, steps.end(), end)
        if drawn:
            cells = _fields(line, drawn.end(), end)
            if cells is None or not (cells or drawn.group()):
                return None
            return _Entry("steps", tuple(_unique([_cell("steps", steps, line), *cells])), style)
    return None


def _fields(line: Line, start: int, end: int) -> Optional[List[Cell]]:
    """Read times and metrics, which stand between dashes; None if there is something else."""
    cells: List[Cell] = []
    for field in line.text[start:end].split(" - "):
        place = start + len(field) - len(field.lstrip())
        found = [] if field.lstrip().startswith("ETA") else _metric(field, line.number, start)
        found = found or _times(field.strip(), line.number, place)
        if field.strip() and not found:
            return None
        cells += found
        start += len(field) + 3
    return cells


def _times(field: str, line: int, place: int) -> List[Cell]:
    words = [field] if field.startswith("ETA") else field.split()
    names = [next((name for name, time in _TIMES if time.match(word)), "") for word in words]
    if not all(names):
        return []
    return [Cell(name, word, line, place + field.find(word)) for name, word in zip(names, words)]


def _metric(field: str, line: int, start: int) -> List[Cell]:
    found = _METRIC.match(field.strip())
    if not found:
        return []
    start += len(field) - len(field.lstrip()) + found.start(2)
    return [Cell(found.group(1), found.group(2), line, start)]


def _unique(cells: List[Cell]) -> Iterator[Cell]:
    """Number the cells that have the same name."""
    seen: Dict[str, int] = {}
    for cell in cells:
        is_first = cell.name not in seen
        seen[cell.name] = seen.get(cell.name, 0) + 1
        name = "{} {}".format(cell.name, seen[cell.name])
        yield cell if is_first else cell._replace(name=name)


def _tqdm(line: Line) -> List[_Entry]:
    """Read a bar of tqdm with what its user put behind it."""
    bar = _TQDM.match(line.text)
    if not bar:
        return []
    names = {"left": "time left"}
    shown = ("description", "percent", "steps", "time", "left", "rate")
    cells = [_cell(names.get(name, name), bar, line, name) for name in shown if bar.group(name)]
    place = bar.start("rest")
    for field in bar.group("rest").split(", "):
        if field.strip(" ,"):
            found = _metric(field, line.number, place)
            cells += found or [Cell("postfix", field.strip(), line.number, place)]
        place += len(field) + 2
    return [_Entry("steps", tuple(_unique(cells)), "tqdm")]
