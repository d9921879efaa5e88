"""Rows of a table in HTML, read with the parser of the standard library."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Dict, List, NamedTuple, Optional, Tuple

_BLANKS = re.compile(r"[ \t\r\n\f]+")


class HtmlCell(NamedTuple):
    """A cell of a row in HTML: its text, its place, and how many columns and rows it takes."""

    text: str
    line: int
    column: int
    is_head: bool
    columns: int
    rows: int


class HtmlRows(HTMLParser):
    """Collects the rows of the first table, what is below it, and its caption."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heads: List[List[HtmlCell]] = []
        self.rows: List[List[HtmlCell]] = []
        self.caption: List[HtmlCell] = []
        self.below: List[HtmlCell] = []
        self.stray: List[str] = []
        self._texts: List[str] = []
        self._open: Optional[Tuple[str, Dict[str, Optional[str]], Tuple[int, int]]] = None
        self._is_head = False
        self._row: Optional[List[HtmlCell]] = None
        self._ignored = False

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        """Open a row, or a cell."""
        if tag == "style":
            self._ignored = True
        elif tag in ("thead", "tbody", "tfoot"):
            self._is_head = tag == "thead"
        elif tag == "tr":
            self._close()
            self._row = []
            (self.heads if self._is_head else self.rows).append(self._row)
        elif tag in ("td", "th", "caption", "p"):
            self._close()
            line, column = self.getpos()
            start = column + len(self.get_starttag_text() or "")
            self._open = (tag, dict(attrs), (line, start))
        elif tag == "br" and self._open:
            self._texts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag == "style":
            self._ignored = False
        elif self._open and tag in (self._open[0], "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell; note text beside the cells."""
        if self._open:
            self._texts.append(data)
        elif not self._ignored and data.strip():
            self.stray.append(data)

    def _close(self) -> None:
        if not self._open:
            return
        tag, attributes, (line, column) = self._open
        text = _BLANKS.sub(" ", "".join(self._texts)).strip(" ")
        spans = [_span(attributes.get(name)) for name in ("colspan", "rowspan")]
        piece = HtmlCell(
            "" if text == "\xa0" else text, line, column, tag == "th", spans[0], spans[1]
        )
        self._open, self._texts = None, []
        if tag == "caption":
            self.caption.append(piece)
        elif tag == "p" or self._row is None:
            self.below.append(piece)
        else:
            self._row.append(piece)


def _span(text: Optional[str]) -> int:
    return int(text) if text and re.fullmatch(r"[1-9]\d{0,5}", text) else 1
