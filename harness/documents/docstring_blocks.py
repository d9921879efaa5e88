"""Reads the examples in the docstrings of a Python module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from harness.documents.block_parts import Block, Found, Unread
from harness.documents.document import Span
from harness.documents.prompt_blocks import read_example
from harness.documents.python_source import parsed_source

_RAW = re.compile(r"\s*[rR]")
_ESCAPED = "a backslash in a docstring that is not raw"
_WITH_DOCSTRINGS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def read_docstrings(lines: Sequence[str]) -> list[Found]:
    """Read the examples of a module's docstrings, each named after what it documents.

    Args:
        lines: The lines of the module.
    """
    module = parsed_source(lines)
    if module is None:
        return [Unread((1, len(lines)), "a module that Python does not take")] if lines else []
    found: list[Found] = []
    for name, (first, last) in sorted(_docstrings(module), key=lambda item: item[1]):
        raw = _RAW.match(lines[first - 1]) is not None
        number = first
        while number <= last:
            step = read_example(lines, number, last)
            found += [_named(lines, item, name, raw) for item in step[0]] if step else []
            number = step[1] if step else number + 1
    if not found and lines:
        return [Unread((1, len(lines)), "unmarked: a module without examples or cells")]
    return found


def _named(lines: Sequence[str], item: Found, name: str, raw: bool) -> Found:
    """Name an example; one with an escape is no text of the document until Python reads it."""
    if not isinstance(item, Block):
        return item
    shown = lines[item.code[0] - 1 : (item.output or item.code)[1]]
    escaped = not raw and any("\\" in line for line in shown)
    return replace(item, slug=name, skipped=item.skipped or (_ESCAPED if escaped else ""))


def _docstrings(module: ast.Module) -> Iterator[tuple[str, Span]]:
    """List docstrings with the names of what they document, dots between."""
    pending: list[tuple[str, ast.AST]] = [("module", module)]
    while pending:
        name, node = pending.pop()
        if isinstance(node, _WITH_DOCSTRINGS) and (span := _docstring(node.body)):
            yield name, span
        for child in ast.iter_child_nodes(node):
            if isinstance(child, _WITH_DOCSTRINGS[1:]):
                pending.append(
                    (f"{name}.{child.name}" if node is not module else child.name, child)
                )
            elif isinstance(child, ast.If | ast.Try | ast.With):
                pending.append((name, child))


def _docstring(body: Sequence[ast.stmt]) -> Span | None:
    first = body[0] if body else None
    if not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Constant):
        return None
    return (
        (first.lineno, first.end_lineno or first.lineno)
        if isinstance(first.value.value, str)
        else None
    )
