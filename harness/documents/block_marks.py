"""Reads what a document says of a block's output: that it varies, is cut, or is an exception.

``random``: it may vary. ``unchecked``: the author's own tests leave it out. ``ellipsis``: ``...``
stands for any text. ``whitespace``: blanks do not count. ``raises``: an exception is expected.
``any message``: the text of the exception does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from harness.documents.block_parts import Block, Found

_OPTIONS = re.compile(r"#\s*doctest:(.*)")
_BY_OPTION = {
    "+ELLIPSIS": "ellipsis",
    "+NORMALIZE_WHITESPACE": "whitespace",
    "+IGNORE_EXCEPTION_DETAIL": "any message",
    "+IGNORE_OUTPUT": "unchecked",
    "+IGNORE_RESULT": "unchecked",
}
"""Options of doctest and of its plugins for pytest and xdoctest."""

_VARIES = re.compile(
    r"#\s*(?:(?:(?:the |this |your )?(?:outputs?|results?|values?|numbers?|it)? ?)?"
    r"(?:may|might|will|can) (?:vary|differ|be different)\b"
    r"|random(?: outputs?)?\s*$|varies\s*$|non-?deterministic\s*$)",
    re.I,
)
"""Comments of NumPy's and SciPy's documentation, and like ones."""

_BY_COMMENT = (
    (re.compile(r"#\s*(?:NBVAL|PYTEST_VALIDATE)_IGNORE_OUTPUT\b"), "unchecked"),
    (re.compile(r"#\s*NBVAL_RAISES_EXCEPTION\b"), "raises"),
)
"""nbval."""

_ERROR = re.compile(r"\s*#\|\s*error:\s*true\b|.*\berror\s*=\s*(?:TRUE|true)\b")
"""Quarto and knitr."""

_BY_TAG = {
    "raises-exception": "raises",
    "nbval-raises-exception": "raises",
    "nbval-ignore-output": "unchecked",
}
_OPTION = re.compile(r"\+?[\w-]+")
_BY_NAME = {
    **_BY_TAG,
    **_BY_OPTION,
    "okexcept": "raises",
    "raises": "raises",
    "allow_errors": "raises",
}
"""Options of directives and cells: IPython's, jupyter-execute's, MyST's."""


def tag_marks(tags: Any) -> tuple[str, ...]:
    """Return the marks that the tags of a notebook's cell stand for."""
    known = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return _once(_BY_TAG[tag] for tag in known if tag in _BY_TAG)


def named_marks(options: Sequence[str]) -> tuple[str, ...]:
    """Return the marks that the option lines of a directive or a cell stand for."""
    words = [word for text in options for word in _OPTION.findall(text)]
    errors = ["raises" for text in options if _ERROR.match(text)]
    return _once([*(_BY_NAME[word] for word in words if word in _BY_NAME), *errors])


def with_marks(lines: Sequence[str], item: Found) -> Found:
    """Add the marks that stand in the comments of a block's code and of its output."""
    if not isinstance(item, Block):
        return item
    found = _once([*item.marks, *_marks(lines, item)])
    return replace(item, marks=found) if found != item.marks else item


def _marks(lines: Sequence[str], block: Block) -> Iterator[str]:
    for text in block.source(lines):
        if "#" in text:
            yield from _comment_marks(text)
    shown = [piece.text(lines) for piece in block.outputs if piece.span and piece.plain]
    if any(_VARIES.search(text) for texts in shown for text in texts if "#" in text):
        yield "random"


def _comment_marks(text: str) -> Iterator[str]:
    if options := _OPTIONS.search(text):
        yield from (mark for name, mark in _BY_OPTION.items() if name in options[1])
    yield from (mark for pattern, mark in _BY_COMMENT if pattern.search(text))
    if _VARIES.search(text):
        yield "random"


def _once(marks: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(marks))
