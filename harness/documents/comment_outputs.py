"""Finds results that code states in its own comments: ``#> 3``, ``# → 3``, ``len(x)  # 3``."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from harness.documents.block_parts import OutputPiece, PieceKind
from harness.documents.python_source import parsed_source, without_magics

_PRINTED = r"(?P<printed>#>)"
_ARROW = r"(?P<arrow>#\s*(?:=>|->|-->|→|⇒|➜|⟶))"
_WORD = r"(?P<word>#\s*(?:Out ?(?:\[\d+\])?:|(?:outputs?|prints|returns|results?)\b:?))"
_MARK = re.compile(rf"(?:{_PRINTED}|{_ARROW}|{_WORD}|#) ?", re.I)
_VALUE = re.compile(
    r"[-+]?\d[\d_,]*(?:\.\d*)?(?:e[-+]?\d+)?j?"
    r"|True|False|None|nan|-?inf"
    r"|(?:(?:np|tf|torch)\.)?(?:array|tensor|Size|TensorShape|dtype|(?:frozen)?set|(?:float|u?int)\d+)?"
    r"[\[({](?:[\s\d.,:\[\](){}+\-eE]|'[^']*'|\"[^\"]*\"|nan|inf|True|False|None|dtype=[\w.]+)*[\])}]"
    r"|'[^']*'|\"[^\"]*\"",
    re.I,
)
"""A comment without a mark that states a value, all of it."""


_IN_PLACE = frozenset(
    {
        *("append", "add", "extend", "insert", "remove", "sort", "reverse", "clear", "update"),
        *("seed", "manual_seed", "set_seed", "sleep", "close", "compile", "set_title"),
    }
)
"""Methods that return nothing; a figure behind them counts something else."""


class _Comment(NamedTuple):
    line: int
    column: int
    text: str
    alone: bool


def comment_outputs(texts: Sequence[str], first: int, column: int) -> tuple[OutputPiece, ...]:
    """Find the pieces of output in the comments of code.

    A comment counts behind the statement that it ends, or on lines of its own right below it.
    ``#>`` always counts; an arrow behind an expression or before a value; other marks and plain
    comments only before a value.

    Args:
        texts: The lines of the code, without what stands before ``column``.
        first: The number of the first line in the document.
        column: How many characters stand before the code in each line.
    """
    if not any("#" in text or '"""' in text for text in texts):
        return ()
    module = parsed_source(texts)
    quoted = _quoted(module, first, column) if module else []
    nodes = ast.walk(module) if module else ()
    ends = {node.end_lineno or 0: node for node in nodes if isinstance(node, ast.stmt)}
    counts = _counts if module else _printed  # a newer Python may take what this one does not
    pieces: list[OutputPiece] = []
    before: ast.stmt | None = None  # the statement that comments on lines of their own belong to
    heading = False
    last = 0
    for comment in _comments(texts):
        follows = comment.alone and comment.line == last + 1
        if not follows:
            before = ends.get(comment.line - comment.alone)
            heading = False
        last = comment.line
        mark = _MARK.match(comment.text)
        text = comment.text[mark.end() :] if mark else ""
        if mark and mark["word"] and comment.alone and not text.strip():
            heading = before is not None
        elif mark and (heading or counts(mark, text.strip(), before, comment.alone)):
            start = column + comment.column + mark.end()
            _add(pieces, first + comment.line - 1, start, joins=follows)
        if not comment.alone:
            before = ends.get(comment.line)
    return tuple(sorted([*pieces, *quoted], key=lambda piece: piece.span or (0, 0)))


def _quoted(module: ast.Module, first: int, column: int) -> list[OutputPiece]:
    """Find outputs in texts right below a ``print``, as pytest-examples writes them."""
    return [
        OutputPiece(
            PieceKind.STREAM,
            (first + node.lineno, first + (node.end_lineno or 0) - 2),
            column + node.col_offset,
            comment=True,
        )
        for before, node in pairwise(module.body)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and node.value.value.startswith("\n")
        and (node.end_lineno or 0) - node.lineno > 1
        and node.lineno == (before.end_lineno or 0) + 1
        and isinstance(before, ast.Expr)
        and ast.unparse(before).startswith(("print(", "pprint("))
    ]


def _comments(texts: Sequence[str]) -> Iterator[_Comment]:
    source = iter([f"{text}\n" for text in without_magics(texts)])
    try:
        for token in tokenize.generate_tokens(lambda: next(source, "")):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                yield _Comment(line, column, token.string, not token.line[:column].strip())
    except (tokenize.TokenError, SyntaxError):
        return


def _printed(mark: re.Match[str], _text: str, _before: ast.stmt | None, _alone: bool) -> bool:
    return bool(mark["printed"])


def _shows_nothing(node: ast.stmt) -> bool:
    """Whether a statement surely shows no value: a call that works in place."""
    call = node.value if isinstance(node, ast.Expr) else None
    name = call.func if isinstance(call, ast.Call) else None
    return isinstance(name, ast.Attribute) and name.attr in _IN_PLACE


def _names_value(node: ast.stmt | None) -> bool:
    """Whether a statement prints, or is a name, an item or an operation: its value is shown."""
    value = node.value if isinstance(node, ast.Expr) else None
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "print"
    return value is not None and not isinstance(value, ast.Constant)


def _counts(mark: re.Match[str], text: str, before: ast.stmt | None, alone: bool) -> bool:
    expression = isinstance(before, ast.Expr)
    if before is None or mark["printed"]:
        return before is not None
    if mark["arrow"] and expression and text:
        return True
    value = _VALUE.fullmatch(text) is not None and not _shows_nothing(before)
    marked = bool(mark["arrow"] or mark["word"])
    return value and (marked or (_names_value(before) if alone else expression))


def _add(pieces: list[OutputPiece], line: int, column: int, *, joins: bool) -> None:
    """Add a line, to the piece above where it goes on."""
    above = pieces[-1] if pieces else None
    if joins and above and above.span and above.span[1] == line - 1 and above.column == column:
        pieces[-1] = OutputPiece(above.kind, (above.span[0], line), column, comment=True)
    else:
        pieces.append(OutputPiece(PieceKind.RESULT, (line, line), column, comment=True))
