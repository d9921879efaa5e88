"""A cell as Python parses it: the statements of its outermost level, compiled one by one."""

from __future__ import annotations
import __future__

import ast
import linecache
import re
from types import CodeType
from typing import Any, List, Tuple

AWAITS = getattr(ast, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0)
"""The flag by which Python compiles ``await`` outside of functions."""

_FEATURES = 0
for _feature in __future__.all_feature_names:
    _FEATURES |= getattr(__future__, _feature).compiler_flag
_ENDS = re.compile("\r\n|\r|\n")
_compile = compile  # a cell may replace builtins


class ParsedCell:
    """The statements of a cell.

    Args:
        source: Python.
        name: The file name in tracebacks, by which they and `inspect` find the source.

    Raises:
        SyntaxError: Python does not take it.
    """

    def __init__(self, source: str, name: str) -> None:
        self.source, self.name = source, name
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        self._body: List[Any] = _tree(source, name).body

    def __len__(self) -> int:
        return len(self._body)

    def lines(self, at: int) -> Tuple[int, int]:
        """Return the first and the last line of a statement, counted from 1."""
        return _span(self._body[at])

    def is_expression(self, at: int) -> bool:
        """Whether a statement has a value."""
        return isinstance(self._body[at], ast.Expr)

    def is_quiet(self, at: int) -> bool:
        """Whether a statement ends its line with ``;``, which hides its value in a notebook."""
        node = self._body[at]
        line = _ENDS.split(self.source)[node.end_lineno - 1].encode()
        rest = line[node.end_col_offset :].decode().strip()
        return rest.startswith(";") and rest[1:].lstrip()[:1] in ("", "#")

    def compiled(self, at: int, mode: str, flags: int = 0) -> Tuple[CodeType, int]:
        """Compile a statement.

        Args:
            at: Its number, counted from 0.
            mode: ``eval`` for its value, ``single`` for Python's own prompt, or ``exec``.
            flags: What earlier statements switched on (``from __future__ import``).

        Returns:
            The code, and the flags for later statements.
        """
        node = self._body[at]
        if mode == "eval":
            tree: Any = ast.Expression(node.value)
        else:
            tree = ast.Interactive([node]) if mode == "single" else ast.Module([node], [])
        code = _compile(tree, self.name, mode, flags | AWAITS, dont_inherit=True)
        return code, flags | code.co_flags & _FEATURES


def statement_place(source: str, at: int) -> Tuple[Tuple[int, int], int]:
    """Return the lines of a statement and the number of all, without its interpreter.

    Args:
        source: The cell; where this Python does not take it, all its lines are meant.
        at: The statement's number, counted from 0.
    """
    try:
        body = _compile(
            source, "<cell>", "exec", ast.PyCF_ONLY_AST | AWAITS, dont_inherit=True
        ).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        body = []
    if not 0 <= at < len(body):
        return (1, max(1, len(_ENDS.split(source)))), len(body)
    return _span(body[at]), len(body)


def _tree(source: str, name: str) -> Any:
    return _compile(source, name, "exec", ast.PyCF_ONLY_AST | AWAITS, dont_inherit=True)


def _span(node: Any) -> Tuple[int, int]:
    lines = [node.lineno, *(it.lineno for it in getattr(node, "decorator_list", ()))]
    return min(lines), node.end_lineno or node.lineno
