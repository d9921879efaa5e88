"""The fences of Markdown: where they begin and end, what language they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harness.documents.document import Span

_BEFORE = " \t>"
_OPENING = re.compile(
    r"(?P<before>(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(?P<fence>`{3,}|~{3,})(?P<info>.*)$"
)
_CODE_CELL = re.compile(
    r"\{(?:code-cell|code-block|code|sourcecode|jupyter-execute|exec-code|plot)\}"
)
_LANGUAGE = re.compile(_CODE_CELL.pattern + r"\s*([\w+-]*)|\{?\.?([\w+-]+)")
_OUTPUT = re.compile(
    r"(?:^|\s)(?:out|outputs?|results?|stdout)$|^\{testoutput\}"
    r"|\.(?:out|output|result|cell-output[\w-]*)(?=[\s}])",
    re.I,
)
_CONTAINER = re.compile(r"\{[\w:+-]+\}")
_PYTHON = re.compile(
    r"python[23]?(?:\.\d+)?|py[3]?|ipython[23]?|pycon3?|pyi?console|python-repl|testcode|testsetup|doctest|code-cell",
    re.I,
)
PLAIN_LANGUAGES = re.compile(
    r"|none|text|txt|plain|plaintext|out|output|stdout|ansi|raw|pytb|python-output|testoutput", re.I
)
"""The languages that outputs are fenced with."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced passage.

    Args:
        opening: The line that opens it.
        closing: The line that closes it; the one after the document's last where none does.
        indent: How many characters stand before it.
        info: What stands behind its opening.
    """

    opening: int
    closing: int
    indent: int
    info: str

    @property
    def language(self) -> str:
        """The language that it names, in small letters; empty where it names none."""
        if not (found := _LANGUAGE.match(self.info)):
            return self.info.lower()
        named = (found[1] if found[2] is None else found[2]) or ""
        return named.lower() or ("python" if _CODE_CELL.match(self.info) else "")

    @property
    def is_python(self) -> bool:
        """Whether it holds Python, by its language."""
        return _PYTHON.fullmatch(self.language) is not None and not self.is_output

    @property
    def is_output(self) -> bool:
        """Whether it says that it holds an output: ``python out``, ``{.text .output}``."""
        return _OUTPUT.search(self.info) is not None

    @property
    def is_plain(self) -> bool:
        """Whether it names a language that outputs are written in, or none, or says so."""
        return self.is_output or PLAIN_LANGUAGES.fullmatch(self.language) is not None


def fence_at(lines: Sequence[str], number: int) -> Fence | None:
    """Read the fence that opens at a line; None where none does."""
    opened = _opened(lines[number - 1])
    if opened is None:
        return None
    indent, fence, info = opened
    rest = range(number + 1, len(lines) + 1)
    closing = next((n for n in rest if _closes(lines[n - 1], fence)), len(lines) + 1)
    return Fence(number, closing, indent, info)


def margin(lines: Sequence[str], span: Span, most: int) -> int:
    """Count the blanks and quotation marks before each line of a passage.

    Args:
        lines: The lines of the document.
        span: The passage.
        most: The most that may stand there: what stands before its fence.
    """
    shown = [line for line in lines[span[0] - 1 : span[1]] if line.strip(_BEFORE)]
    return min(most, *(len(line) - len(line.lstrip(_BEFORE)) for line in shown), most)


def without_containers(lines: Sequence[str]) -> list[str]:
    """Blank the fences of directives that hold text, such as notes, and leave what they hold."""
    left = list(lines)
    open_ones: list[str] = []
    number = 1
    while number <= len(lines):
        line = lines[number - 1]
        opened = _opened(line)
        if open_ones and _closes(line, open_ones[-1]):
            open_ones.pop()
            left[number - 1] = ""
        elif opened and _CONTAINER.match(opened[2]) and not _holds_code(opened):
            open_ones.append(opened[1])
            left[number - 1] = ""
        elif opened and (fence := fence_at(lines, number)):
            number = fence.closing
        number += 1
    return left


def _opened(line: str) -> tuple[int, str, str] | None:
    if "```" not in line and "~~~" not in line:
        return None
    found = _OPENING.match(line)
    if not found or (found["fence"][0] == "`" and "`" in found["info"]):
        return None
    return len(found["before"]), found["fence"], found["info"].strip()


def _holds_code(opened: tuple[int, str, str]) -> bool:
    fence = Fence(1, 1, 0, opened[2])
    known = fence.is_python or fence.is_plain or fence.language in _VERBATIM
    return known or _CODE_CELL.match(fence.info) is not None


_VERBATIM = {"mermaid", "math", "code", "sourcecode", "parsed-literal", "bash", "r", "julia"}
"""Directives of MyST and R Markdown that hold no Markdown."""


def _closes(line: str, fence: str) -> bool:
    text = line.strip(_BEFORE)
    return len(text) >= len(fence) and set(text) == {fence[0]}
