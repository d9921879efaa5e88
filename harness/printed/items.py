"""Items of printed text: its tables, and between them paragraphs of words, figures and brackets."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence, Tuple

from harness.printed.readers import read_table
from harness.printed.screen import Line
from harness.printed.tables import Table, tokens_in
from harness.printed.tokens import ELISION, FIGURE, RULER, Token, tokens_of
from harness.printed.trees import Node, flat, joined_text, paragraphs_in, within_brackets


class Item(NamedTuple):
    """A table or a paragraph.

    Args:
        lines: Its lines.
        key: A text that is equal for equal items.
        nodes: The tokens and brackets of a paragraph; empty for a table.
        table: The table; None for a paragraph.
    """

    lines: Tuple[Line, ...]
    key: str
    nodes: Sequence[Node] = ()
    table: Optional[Table] = None

    @property
    def is_gap(self) -> bool:
        """Whether it only says that lines are left out."""
        return bool(self.nodes) and all(
            isinstance(node, Token) and node.kind in (ELISION, RULER) and "=" not in node.text
            for node in self.nodes
        ) and any(node.text[:1] in ".…" for node in self.nodes)  # fmt: skip


def items_of(lines: Sequence[Line], times: bool = False) -> List[Item]:
    """Read lines as items, in order.

    Args:
        lines: The lines.
        times: Whether a time is one token.
    """
    rows = [tokens_of(line, times) for line in lines]
    inside = within_brackets(rows)
    found: List[Item] = []
    begin = index = 0
    while index < len(lines):
        table = read_table(lines, index) if rows[index] and index not in inside else None
        if table is None:
            index += 1
            continue
        found += _paragraphs(lines[begin:index], rows[begin:index])
        found.append(Item(tuple(lines[index : table.end]), _table_key(table), (), table))
        begin = index = table.end
    return found + _paragraphs(lines[begin:], rows[begin:])


def as_paragraphs(item: Item, times: bool = False) -> List[Item]:
    """Read the lines of a table as paragraphs."""
    if item.table is None:
        return [item]
    return _paragraphs(item.lines, [tokens_of(line, times) for line in item.lines])


def compared_tokens(item: Item) -> List[Token]:
    """List the figures of an item that a comparison looks at."""
    if item.table is None:
        tokens = list(flat(item.nodes))
    else:
        tokens = [
            token
            for row in item.table.rows
            for cell in row.cells
            if cell.name not in item.table.volatile
            for token in tokens_in(cell)
        ]
    return [token for token in tokens if token.kind == FIGURE]


def _paragraphs(lines: Sequence[Line], rows: Sequence[Sequence[Token]]) -> List[Item]:
    return [
        Item(paragraph.lines, joined_text(paragraph.nodes), paragraph.nodes)
        for paragraph in paragraphs_in(lines, rows)
    ]


def _table_key(table: Table) -> str:
    cells = [
        "{}={}".format(cell.name, cell.text)
        for row in table.rows
        for cell in row.cells
        if cell.name not in table.volatile
    ]
    return "\n".join([table.kind, table.style, *cells])
