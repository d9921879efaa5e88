"""Changes of a source by the places that Python's parser gives, lines and bytes of lines."""

from __future__ import annotations

import ast
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harness.documents.python_source import parsed_source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True, order=True)
class SourceEdit:
    """A passage of a line that becomes another text.

    Args:
        line: The number of the line, from 1.
        begin: How many bytes of the line, in UTF-8, stand before the passage.
        end: How many stand before what follows it.
        text: What it becomes.
    """

    line: int
    begin: int
    end: int
    text: str


def replacement(node: ast.expr, text: str) -> SourceEdit:
    """Return the edit that replaces a node that stands in one line.

    Args:
        node: The node, such as a number.
        text: What it becomes.
    """
    return SourceEdit(node.lineno, node.col_offset, node.end_col_offset or node.col_offset, text)


def insertions(node: ast.expr, before: str, after: str) -> list[SourceEdit]:
    """Return the edits that write something around a node.

    Args:
        node: The node.
        before: What is to stand before it.
        after: What is to stand after it.
    """
    line, column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    head = SourceEdit(node.lineno, node.col_offset, node.col_offset, before)
    return [edit for edit in (head, SourceEdit(line, column, column, after)) if edit.text]


def with_edits(source: str, edits: Iterable[SourceEdit]) -> str:
    """Apply edits that do not overlap.

    Args:
        source: The source.
        edits: The edits, in any order.
    """
    lines = [line.encode("utf-8", "surrogatepass") for line in _LINE.findall(source)]
    for edit in sorted(set(edits), reverse=True):
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.begin] + edit.text.encode() + line[edit.end :]
    return b"".join(lines).decode("utf-8", "surrogatepass")


def placed_nodes(source: str) -> Iterator[ast.AST]:
    """Walk through a source, but for what stands in f-strings: Python 3.11 does not place it.

    Args:
        source: The source; what Python does not take has no nodes.
    """
    module = parsed_source(source.split("\n"))
    todo: deque[ast.AST] = deque([module] if module else [])
    while todo:
        node = todo.popleft()
        if not isinstance(node, ast.JoinedStr):
            yield node
            todo.extend(ast.iter_child_nodes(node))
