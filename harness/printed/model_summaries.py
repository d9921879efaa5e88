"""Summaries of networks that Keras 2 and 3 print, as rows of layers and totals.

A row of a layer is labelled by its place: ``layer 3``, or ``layer 3.1`` within a nested model.
Cells hold the text as printed; a text over several lines is put together, and one that Keras 2 cut
at the edge of its column ends in an ellipsis, as Keras 3 marks it.
"""

from __future__ import annotations

import re
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from harness.printed.screen import Line
from harness.printed.summary_layouts import (
    RULER,
    CellPiece,
    Slices,
    SummaryLayout,
    is_header,
    read_layout,
)
from harness.printed.tables import Cell, Place, Row, Table, places_of

_MODEL = re.compile(r'\s*(\w+): "(.*)"\s*$')
_TOTAL = re.compile(r"\s*((?:[A-Z][\w-]* )?[Pp]arams): (\S+)(?: \((.+)\))?\s*$")
_ELIDED = re.compile(r"\s*(?:\.{3}|…|⋮|:)\s*$")
_LIST = re.compile(r"\['[^']*'(?:, '[^']*')*\]$")
_GAP = 3
"""The most lines without words between two parts of a summary."""

_INDENT = "        "

_Group = List[Slices]


class _Body(NamedTuple):
    groups: List[_Group]
    end: int
    style: str
    elided: bool


def read_summary(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the summary of a network that begins at a line.

    Args:
        lines: Lines of an output.
        index: Index of the first of them.
    """
    model = _MODEL.match(lines[index].text)
    place = _past_rulers(lines, index + 1 if model else index)
    if place is None or not is_header(lines[place].text) or (place > index + 1 and not model):
        return None
    more = _more_header(lines, place)
    above = "".join(line.text for line in lines[place - 1 : place])
    layout = read_layout(lines[place], more, len(above.rstrip()))
    body = _body(lines, place + 1 + len(more), layout)
    if not body.groups:
        return None
    totals, end = _totals(lines, body.end)
    rows = [_header(lines[index], model)] if model else []
    rows += _layers(body.groups, layout) + totals
    optional = frozenset(["memory"])
    return Table("summary", tuple(rows), end, body.style, optional=optional, elided=body.elided)


def _past_rulers(lines: Sequence[Line], index: int) -> Optional[int]:
    """Return the index of the next line with words, if it is near."""
    for place, line in enumerate(lines[index : index + _GAP + 1], index):
        if not RULER.match(line.text):
            return place
    return None


def _more_header(lines: Sequence[Line], place: int) -> List[Line]:
    """List the lines on which the names of narrow columns go on."""
    found: List[Line] = []
    for line in lines[place + 1 : place + 2 + _GAP]:
        if RULER.match(line.text):
            return found
        if not line.text.startswith(_INDENT):
            break
        found.append(line)
    return []


def _header(line: Line, model: "re.Match[str]") -> Row:
    kind = Cell("kind", model.group(1), line.number, model.start(1))
    return Row("header", (kind, Cell("name", model.group(2), line.number, model.start(2))))


def _body(lines: Sequence[Line], start: int, layout: SummaryLayout) -> _Body:
    """Collect the lines of each layer."""
    groups: List[_Group] = []
    rulers = [0, 0]
    fresh, gap, end, elided = True, 0, start, False
    for place in range(start, len(lines)):
        text = lines[place].text
        if RULER.match(text) or (groups and _ELIDED.match(text)):
            fresh, gap = True, gap + 1
            elided = elided or bool(_ELIDED.match(text))
            if gap > _GAP:
                break
            continue
        slices = None if is_header(text) or _TOTAL.match(text) else layout.split(lines[place])
        if not slices or (fresh and not _begins(slices, layout)):
            break
        if fresh and groups:
            rulers[lines[place - 1].text.lstrip().startswith("_")] += 1
        if fresh:
            groups.append([])
        groups[-1].append(slices)
        fresh, gap, end = False, 0, place + 1
    if len(groups) == 1:
        (only,) = groups
        groups = _apart(only, layout)
    return _Body(groups, end, _style(layout, rulers), elided)


def _style(layout: SummaryLayout, rulers: List[int]) -> str:
    if layout.boxed or not any(rulers):
        return layout.style
    return layout.style + (" with rulers" if rulers[1] > rulers[0] else " with blank lines")


def _begins(slices: Slices, layout: SummaryLayout) -> bool:
    """Whether a line can be the first of a layer."""
    texts = dict(zip(layout.names, (piece.text for piece in slices.pieces)))
    return bool(texts.get("layer") and texts.get("parameters", "?"))


def _apart(group: _Group, layout: SummaryLayout) -> List[_Group]:
    """Split lines into layers where nothing is drawn between them."""
    groups: List[_Group] = []
    for slices in group:
        if not groups or (_begins(slices, layout) and "(" in slices.pieces[0].text):
            groups.append([])
        groups[-1].append(slices)
    return groups


def _layers(groups: List[_Group], layout: SummaryLayout) -> List[Row]:
    """Make a row of each layer."""
    rows, counters = [], [0]
    for group in groups:
        level = group[0].level
        counters = (counters + [0] * level)[: level + 1]
        counters[level] += 1
        label = "layer " + ".".join(map(str, counters))
        columns = zip(layout.names, zip(*(slices.pieces for slices in group)))
        cells = [cell for name, pieces in columns for cell in _cells(name, pieces, layout.boxed)]
        rows.append(Row(label, tuple(cells)))
    return rows


def _cells(name: str, pieces: Tuple[CellPiece, ...], boxed: bool) -> List[Cell]:
    """Put a cell together from its lines."""
    shown = [piece for piece in pieces if piece.text] or [*pieces[:1]]
    text = (" " if boxed else "").join(piece.text for piece in shown)
    first, cut = shown[0], shown[-1].cut
    if name == "layer":
        return _name_and_type(text, shown)
    if name == "connected to":
        text = _connections(shown, boxed)
        first = first._replace(column=first.column + 2 * first.text.startswith("['"))
    elif len(shown) > 1:
        text = re.sub(r",(?=\S)", ", ", text) if name == "shape" else text.replace("0(", "0 (")
    if cut and name == "shape" and _is_open(text):
        text += "…"
    return [Cell(name, text, first.line, first.column, _places(text, shown))]


def _places(text: str, pieces: Sequence[CellPiece]) -> Tuple[Place, ...]:
    """Find where a text stands, if it is not one piece as it was printed."""
    if [text.rstrip("…")] == [piece.text.rstrip("…") for piece in pieces]:
        return ()
    return places_of(text, [piece[:3] for piece in pieces])


def _is_open(text: str) -> bool:
    """Whether a bracket is not closed."""
    return text.count("(") + text.count("[") > text.count(")") + text.count("]")


def _name_and_type(text: str, pieces: List[CellPiece]) -> List[Cell]:
    """Split ``dense_1 (Dense)``; what Keras 2 cut ends in an ellipsis, as what Keras 3 cuts."""
    mark = "…" if pieces[-1].cut else ""
    name, bracket, kind = text.rpartition("(")
    if not bracket:
        name, kind = text + mark, mark
    elif kind.endswith(")"):
        kind = kind[:-1]
    else:
        kind += mark or bracket
    first = pieces[0]
    places = places_of(text, [piece[:3] for piece in pieces])
    places = places or (Place(0, first.line, first.column),)
    typed = _places_from(places, text.rfind("(") + 1)
    return [
        Cell("name", name.rstrip(), first.line, first.column, places),
        Cell("type", kind, typed[0].line, typed[0].column, typed),
    ]


def _places_from(places: Tuple[Place, ...], start: int) -> Tuple[Place, ...]:
    """Say where the rest of a text stands."""
    offset, line, column = [place for place in places if place.offset <= start][-1]
    begun = Place(0, line, column + start - offset)
    return (begun, *(p._replace(offset=p.offset - start) for p in places if p.offset > start))


def _connections(pieces: List[CellPiece], boxed: bool) -> str:
    """Write what feeds a layer as Keras 3 does; Keras 2 writes a list, before that lines."""
    if boxed:
        return " ".join(piece.text for piece in pieces)
    joined = "".join(piece.text for piece in pieces)
    if joined in ("", "[]"):
        return "-"
    if not joined.startswith("['"):
        return ", ".join(piece.text + "…" * _is_cut(piece) for piece in pieces)
    listed = joined.replace("','", "', '")
    return listed[2:-2].replace("', '", ", ") if _LIST.match(listed) else joined


def _is_cut(piece: CellPiece) -> bool:
    """Whether the numbers behind the name of a layer were cut."""
    return piece.cut and not piece.text.endswith("]")


def _totals(lines: Sequence[Line], end: int) -> Tuple[List[Row], int]:
    """Read the numbers of parameters below the layers."""
    rows: Dict[str, Row] = {}
    while True:
        place = _past_rulers(lines, end)
        match = _TOTAL.match(lines[place].text) if place is not None else None
        if place is None or not match or match.group(1) in rows:
            break
        rows[match.group(1)] = _total(lines[place], match)
        end = place + 1
    while end < len(lines) and lines[end].text.strip() and RULER.match(lines[end].text):
        end += 1
    return list(rows.values()), end


def _total(line: Line, match: "re.Match[str]") -> Row:
    names = [("total", 1), ("parameters", 2)] + ([("memory", 3)] if match.group(3) else [])
    cells = (Cell(name, match.group(at), line.number, match.start(at)) for name, at in names)
    return Row(match.group(1), tuple(cells))
