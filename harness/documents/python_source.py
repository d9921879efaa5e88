"""Looks at Python source without running it: whether it parses, what it binds."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence

from harness.texts.magic_words import CELL_MAGIC, MARKED, PYTHON_CELLS

_MOST = 400
"""The most lines of a passage without a mark that is tried as code."""


def parsed_source(lines: Sequence[str]) -> ast.Module | None:
    """Parse source; magics and shell lines of a notebook count as blank.

    Args:
        lines: The source.

    Returns:
        Its tree; None where Python does not take it.
    """
    module = _parsed(lines)
    magics = module is None and any(map(MARKED.match, lines))
    return _parsed(_blanked(lines)) if magics else module


def without_magics(lines: Sequence[str]) -> Sequence[str]:
    """Blank the magics and shell lines of a notebook, if Python does not take the lines as such.

    Args:
        lines: The source; ``% x`` alone on a line may also go on with the expression above.
    """
    if not any(map(MARKED.match, lines)) or _parsed(lines):
        return lines
    return _blanked(lines)


def is_blank(lines: Sequence[str]) -> bool:
    """Whether lines hold nothing but comments."""
    return all(not text or text.startswith("#") for text in map(str.strip, lines))


def _blanked(lines: Sequence[str]) -> list[str]:
    return ["" if MARKED.match(line) else line for line in lines]


def _parsed(lines: Sequence[str]) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an escape that Python will not know some day
            return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def looks_like_code(lines: Sequence[str]) -> bool:
    """Whether lines without a mark are surely code: they import, define, or bind a call's value."""
    if len(lines) > _MOST or not any(map(_promising, lines)):
        return False
    module = parsed_source(lines)
    return module is not None and any(map(_is_statement, module.body))


def _promising(line: str) -> bool:
    return line.startswith(("import ", "from ", "def ", "class ", "@")) or (
        "=" in line and "(" in line
    )


def _is_statement(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        return any(isinstance(part, ast.Call) for part in ast.walk(node.value))
    return isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef)


def first_name(lines: Sequence[str]) -> str:
    """Return the first name that source binds by assignment or definition; may be empty."""
    module = parsed_source(lines)
    return next(filter(None, map(_bound, module.body if module else ())), "")


def _bound(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    while isinstance(target, ast.Tuple | ast.List) and target.elts:
        target = target.elts[0]
    return target.id if isinstance(target, ast.Name) else ""


def cell_magic(lines: Sequence[str]) -> str:
    """Return the magic that makes a cell something other than Python; empty where none does."""
    first = next((line for line in lines if line.strip()), "")
    found = CELL_MAGIC.match(first)
    return f"%%{found[1]}" if found and found[1] not in PYTHON_CELLS else ""
