"""Turns a code block of a document into Python that can be run."""

from __future__ import annotations

import ast
import re
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

from harness.texts.magic_words import CELL_MAGIC, INSTALLERS, PYTHON_CELLS

_MAGIC = re.compile(r"^(\s*)(?:[%!]|\?\w|(?:{})\s+[\w-]+)".format("|".join(INSTALLERS)))
_ASSIGNED = re.compile(r"^(\s*)(\w+(?:\s*,\s*\w+)*)\s*=\s*(?:!\s*\S|%\w)")
"""What a shell or a magic returns, bound to names."""

_PROMPT, _MORE = ">>> ", "... "
_BINDS = re.compile(
    r"^[^\S\n]*(?:def|class)[^\S\n]+(\w+)|^(\w+)[^\S\n]*=[^=]"
    r"|^[^\S\n]*import[^\S\n]+[\w.]+[^\S\n]+as[^\S\n]+(\w+)",
    re.M,
)


class BlockSource(NamedTuple):
    """The Python of a block.

    Args:
        text: Python, with `pass` for commands of a shell or of IPython.
        lines: The line in the document of each line of the text.
        skipped: The lines of the document that are not executed.
    """

    text: str
    lines: Tuple[int, ...]
    skipped: Tuple[int, ...]


def prepared_examples(
    lines: Sequence[str], span: Sequence[int], changes: Dict[int, List[Dict[str, Any]]]
) -> List[BlockSource]:
    """Make Python of a block; where it is a session of Python's prompt, of each example apart.

    Args:
        lines: The document's lines.
        span: First and last line of the block, which may hold outputs among the examples.
        changes: Repairs by line.
    """
    block = lines[span[0] - 1 : span[1]]
    shown = next((line for line in block if line.strip()), "")
    margin = len(shown) - len(shown.lstrip())
    if not shown.startswith(_PROMPT, margin):
        return [prepared(lines, span, changes)]
    texts = [line[margin:] for line in lines[: span[1]]]
    code = [text[len(_PROMPT) :] for text in texts]
    starts = [n for n in range(span[0], span[1] + 1) if texts[n - 1].startswith(_PROMPT)]
    return [prepared(code, (n, _example_end(texts, n)), changes) for n in starts]


def _example_end(texts: Sequence[str], first: int) -> int:
    """Find the last line of an example's code."""
    end = first
    while end < len(texts) and (texts[end] + " ").startswith(_MORE):
        end += 1
    return end


def prepared(
    lines: Sequence[str], span: Sequence[int], changes: Dict[int, List[Dict[str, Any]]]
) -> BlockSource:
    """Make Python of a block: apply repairs, skip shell and magic, remove indentation.

    Args:
        lines: The document's lines.
        span: First and last line of the block.
        changes: Repairs by line.
    """
    texts: List[str] = []
    numbers: List[int] = []
    skipped: List[int] = []
    python = _tree("\n".join(lines[span[0] - 1 : span[1]])) is not None
    begun = False
    for number in range(span[0], span[1] + 1):
        for text in _changed(lines[number - 1], changes.get(number, ())):
            magic = CELL_MAGIC.match(text)
            if magic and magic[1] in PYTHON_CELLS:
                skipped.append(number)
                text = ""
            elif not begun and magic:
                return BlockSource("", (), tuple(range(number, span[1] + 1)))
            elif _MAGIC.match(text):
                skipped.append(number)
                text = _MAGIC.sub(r"\1pass  #", text, count=1)
            elif not python and _ASSIGNED.match(text):
                skipped.append(number)
                text = _ASSIGNED.sub(r"\1pass  #", text, count=1)
            begun = begun or bool(text.strip())
            texts.append(text)
            numbers.append(number)
    margin = min((len(t) - len(t.lstrip()) for t in texts if t.strip()), default=0)
    source = "\n".join(text[margin:] for text in texts)
    statements = [t for t in texts if t.strip() and not t.lstrip().startswith("#")]
    if all(text.lstrip().startswith("pass  #") for text in statements):
        return BlockSource("", (), tuple(skipped))
    return BlockSource(source, tuple(numbers), tuple(skipped))


def names_assigned(line: str) -> List[str]:
    """List the names that a line binds to what a shell or a magic returns."""
    found = _ASSIGNED.match(line)
    return re.findall(r"\w+", found.group(2)) if found else []


def bound(source: str, first: int = 1) -> List[str]:
    """List the names that code binds at its outermost level, from a line on."""
    tree = _tree(source)
    if tree is None:
        return [name for names in _BINDS.findall(source) for name in names if name]
    found = []
    late = [part for part in tree.body if (getattr(part, "end_lineno", None) or first) >= first]
    for node in (node for part in late for node in ast.walk(part)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.append(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found += [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    return found


def _tree(source: str) -> Optional[ast.Module]:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _changed(line: str, repairs: Iterable[Dict[str, Any]]) -> List[str]:
    before = []
    for repair in repairs:
        if repair.get("of"):
            line = line.replace(repair["of"], repair["to"])
        else:
            before.append(line[: len(line) - len(line.lstrip())] + repair["to"])
    return [*before, line]
