"""Series of pandas that were printed as text: labels, values, and a last line with the type."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional, Sequence, Tuple

from harness.printed.frame_columns import strips_of
from harness.printed.screen import Line
from harness.printed.tables import Cell, Row, Table

_ROW = re.compile(r" *\S.*? {3,}\S.*| {3,}\.\.+ *")
_TAIL = re.compile(
    r"(?:Freq: (?P<freq>[^,]+), )?(?:Name: (?P<name>.*?), )?(?:Length: (?P<length>\d+), )?"
    r"dtype: (?P<dtype>\S.*?) *"
)
_EMPTY = re.compile(r"Series\(\[\], " + _TAIL.pattern.rstrip(" *") + r"\) *")
_CATEGORIES = re.compile(r"Categories \((?P<number>\d+), (?P<dtype>.+?)\): (?P<categories>\[.*)")
VALUE_COUNTS = "value-counts"
"""The style of what ``value_counts()`` prints since pandas 2.0."""

COUNTS = ("count", "proportion")
"""The names that it gives to such a series."""

_TYPE = re.compile(
    r"(?:u?int|float|complex|Int|UInt|Float)\d+|bool|boolean|object|str|string|category"
    r"|(?:datetime|timedelta)64\[.*\]"
)
_LONGEST = 20
"""The most lines of a list of categories."""


def read_series(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the series that begins at the index of a line; None if there is none."""
    empty = _EMPTY.fullmatch(lines[index].text)
    if empty:
        return Table("series", (Row("tail", _named(empty, lines[index])),), index + 1)
    names, first = _start(lines, index)
    if first is None:
        return None
    body = list(_body(lines, first))
    end = first + len(body)
    tail = _TAIL.fullmatch(lines[end].text) if end < len(lines) else None
    split = _split([line.text for line in body]) if tail else 0
    if not tail or not split or (names and len(names.text.rstrip()) > split):
        return None
    rows = list(_rows(body, split, "dtype" if _are_types(body, split) else "value"))
    if names:
        rows.insert(0, Row("names", (_label(names, split),)))
    rows.append(Row("tail", _named(tail, lines[end])))
    end, categories = _categories(lines, end + 1)
    elided = any(row.label == "..." for row in rows)
    if tail["name"] in COUNTS and tail["dtype"] in ("int64", "float64"):
        rows, style = _counted(rows), VALUE_COUNTS
    else:
        style = ""
    return Table("series", (*rows, *categories), end, style, elided=elided)


def _start(lines: Sequence[Line], index: int) -> Tuple[Optional[Line], Optional[int]]:
    """Return the line with the names of the index, and the index of the first row, if there are.

    A line that might follow a row begins nothing: the series began above, or there is none.
    """
    text = lines[index].text.rstrip()
    if text.startswith(" "):
        return None, None
    after = "".join(line.text for line in lines[index + 1 : index + 2])
    row_follows = not after.startswith(" ") and _is_row(after)
    if not _is_row(text) or (row_follows and after.rstrip()[len(text) :]):
        return lines[index], index + 1 if row_follows else None
    before = "".join(line.text for line in lines[index - 1 : index]).rstrip()
    return None, None if len(before) == len(text) and _is_row(before) else index


def _is_row(text: str) -> bool:
    return "   " in text and bool(_ROW.fullmatch(text))


def _body(lines: Sequence[Line], first: int) -> Iterator[Line]:
    """List the rows, which are as long as the first; dots stand in the middle of their column."""
    width = len(lines[first].text.rstrip())
    for line in (lines[index] for index in range(first, len(lines))):
        is_as_long = len(line.text.rstrip()) == width
        if not _is_row(line.text) or not (is_as_long or not line.text.strip(" .")):
            return
        yield line


def _split(texts: Sequence[str]) -> int:
    """Return where the values begin: after the last gutter of three blanks; 0 if there is none."""
    spans = list(strips_of(texts))
    behind = [right.start for right, left in zip(spans[1:], spans) if right.start - left.end > 2]
    return max(behind, default=0)


def _cell(name: str, line: Line, start: int, end: int) -> Cell:
    piece = line.text[start:end]
    column = start + len(piece) - len(piece.lstrip(" "))
    return Cell(name, piece.strip(" "), line.number, column)


def _label(line: Line, split: int) -> Cell:
    cell = _cell("index label", line, 0, split)
    return cell._replace(text=" ".join(cell.text.split()))


def filled(above: str, shown: str) -> str:
    """Fill the blanks at the beginning of a label with the words above them."""
    start = len(shown) - len(shown.lstrip(" "))
    kept = above[: above[:start].rfind(" ") + 1]
    return kept.ljust(start) + shown[start:]


def _counted(rows: Sequence[Row]) -> List[Row]:
    """Name the counts as pandas did before 2.0: by the column, whose name now stands above."""
    above = [cell for row in rows if row.label == "names" for cell in row.cells]
    names = [cell._replace(name="name") for cell in above]
    others = [cell for cell in rows[-1].cells if cell.name != "name"]
    found = [row for row in rows[:-1] if row.label != "names"]
    return [*found, Row("tail", (*names, *others))]


def _are_types(body: Sequence[Line], split: int) -> bool:
    """Whether all values are types, as ``dtypes`` of a frame lists them."""
    texts = [line.text[split:].strip(" ") for line in body]
    return all(_TYPE.fullmatch(text) for text in texts)


def _rows(body: Sequence[Line], split: int, name: str) -> Iterator[Row]:
    above = ""
    for line in body:
        label = _label(line, split)
        value = _cell(name, line, split, len(line.text))
        if not label.text.strip(". "):
            yield Row("...", (label, value))
            continue
        shown = line.text[:split]
        above = filled(above, shown)
        yield Row(" ".join(above.split()), (label, value))


def _named(match: "re.Match[str]", line: Line) -> Tuple[Cell, ...]:
    return tuple(
        Cell(name, text, line.number, match.start(name))
        for name, text in match.groupdict().items()
        if text is not None
    )


def _categories(lines: Sequence[Line], end: int) -> Tuple[int, List[Row]]:
    """Read the categories that follow a series of them; they may be wrapped."""
    found = _CATEGORIES.fullmatch(lines[end].text) if end < len(lines) else None
    if not found:
        return end, []
    cells = list(_named(found, lines[end]))
    for line in lines[end : end + _LONGEST]:
        if line is not lines[end]:
            cells.append(_cell("categories", line, 0, len(line.text)))
        if line.text.rstrip().endswith("]"):
            numbered = [
                cell._replace(name="categories ({})".format(n)) if n > 3 else cell
                for n, cell in enumerate(cells, 1)
            ]
            return end + len(cells) - 2, [Row("categories", tuple(numbered))]
    return end, []
