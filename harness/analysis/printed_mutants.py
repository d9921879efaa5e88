"""Makes mutants of printed output: the page as it would be if it printed something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from harness.printed.outputs import PrintedFigure, figures

PrintedLines = Sequence[tuple[int, str]]
"""Lines of a document with their numbers."""

_WORD = re.compile(r"[A-Za-z_]\w*")
_NUMBERED = re.compile(r"(\w*?[A-Za-z])_\d+")
_TOLD = re.compile(r"[^\W_]")
"""What a line has that is more than drawn."""

_FIELDS = re.compile(r"\S+(?: \S+)*")
_MINUS = "-\N{MINUS SIGN}"
_CLOSING = {")": "(", "]": "[", "}": "{"}


class Edit(NamedTuple):
    """A change of one line.

    Args:
        line: Its number.
        start: Where what is replaced begins, counted from 0.
        end: Where it ends.
        text: What stands there instead; None drops the whole line.
    """

    line: int
    start: int
    end: int
    text: str | None


class Mutant(NamedTuple):
    """An output that differs from the printed one in one place.

    Args:
        what: What differs, in a few words.
        line: Line of the document where it differs.
        column: Where in that line, counted from 0.
        edits: How its lines differ.
    """

    what: str
    line: int
    column: int
    edits: tuple[Edit, ...]


def edited(lines: PrintedLines, edits: Sequence[Edit]) -> list[tuple[int, str]]:
    """Return the lines with some edits made, at most one of which overlaps any place."""
    found: dict[int, str | None] = dict(lines)
    for edit in sorted(edits, key=lambda edit: (edit.line, -edit.start)):
        text = found[edit.line]
        if text is not None:
            whole = None if edit.text is None else text[: edit.start] + edit.text + text[edit.end :]
            found[edit.line] = whole
    return [(line, text) for line, text in found.items() if text is not None]


def figure_mutants(lines: PrintedLines) -> Iterator[Mutant]:
    """Change each digit place, sign and exponent of each compared figure, and order neighbours.

    Args:
        lines: The output as the document prints it.
    """
    texts = dict(lines)
    compared = [item for item in figures(lines) if item.text and item.text in texts[item.line]]
    for figure in compared:
        yield from _digits(figure)
        yield from _signs(figure, texts[figure.line])
    for left, right in pairwise(compared):
        text = texts[left.line]
        ordered = _innermost(text, left.column) != "{" or ":" in text
        if left.line == right.line and left.text != right.text and ordered:
            yield _swapped(left, right, text)


def word_mutants(lines: PrintedLines) -> Iterator[Mutant]:
    """Change a letter of each word and name; of an automatic name, one before its number."""
    for line, text in lines:
        for match in _WORD.finditer(text):
            word = match.group()
            automatic = _NUMBERED.fullmatch(word)
            place = (automatic.end(1) if automatic else len(word)) - 1
            other = "x" if word[place] != "x" else "y"
            column = match.start() + place
            edit = Edit(line, column, column + 1, other)
            yield Mutant(f"a letter of {word}", line, match.start(), (edit,))


def row_mutants(lines: PrintedLines) -> Iterator[Mutant]:
    """Drop each row, and exchange neighbours that differ."""
    rows = [(line, text) for line, text in lines if _TOLD.search(text)]
    for line, text in rows:
        yield Mutant("a row left out", line, 0, (Edit(line, 0, len(text), None),))
    for (first, text), (second, other) in pairwise(rows):
        if text.strip() != other.strip():
            edits = (Edit(first, 0, len(text), other), Edit(second, 0, len(other), text))
            yield Mutant("two rows exchanged", first, 0, edits)


def element_mutants(lines: PrintedLines) -> Iterator[Mutant]:
    """Drop each figure that has another one beside it in its line."""
    texts = dict(lines)
    for left, right in pairwise(figures(lines)):
        if left.line == right.line and left.column < right.column:
            edit = Edit(left.line, left.column, right.column, "")
            between = texts[left.line][left.column + len(left.text) : right.column]
            if not between.strip(" ,;\t"):
                yield Mutant(f"{left.text} left out", left.line, left.column, (edit,))


def column_mutants(lines: PrintedLines) -> Iterator[Mutant]:
    """Drop each column of each run of lines that have equally many, two at least."""
    for run in _tables(lines):
        fields = [(line, list(_FIELDS.finditer(text))) for line, text in run]
        for index in range(len(fields[0][1])):
            edits = tuple(
                Edit(line, found[index].start(), found[index].end(), "") for line, found in fields
            )
            yield Mutant(f"column {index + 1} left out", edits[0].line, edits[0].start, edits)


def _digits(figure: PrintedFigure) -> Iterator[Mutant]:
    for place, sign in enumerate(figure.text):
        if sign.isascii() and sign.isdigit():
            other = str(int(sign) + 1) if sign != "9" else "8"
            column = figure.column + place
            edit = Edit(figure.line, column, column + 1, other)
            yield Mutant(f"{figure.text} with {other} for {sign}", figure.line, column, (edit,))


def _signs(figure: PrintedFigure, text: str) -> Iterator[Mutant]:
    """Change the sign of a figure and of its exponent."""
    line, start = figure.line, figure.column
    if figure.text[0] in _MINUS or text[start - 1 : start] in tuple(_MINUS):
        at = start if figure.text[0] in _MINUS else start - 1
        if at == 0 or not text[at - 1].isalnum():
            yield Mutant(
                f"{figure.text} without its sign", line, start, (Edit(line, at, at + 1, ""),)
            )
    elif figure.text[0].isdigit() and not re.match(r"[\w.+/:-]", text[max(start - 1, 0) : start]):
        at = start - 1 if text[:start].endswith("  ") else start
        yield Mutant(f"-{figure.text}", line, start, (Edit(line, at, start, "-"),))
    if power := re.search(r"(?<=\d[eE])[+-]|(?<=\.[eE])[+-]", figure.text):
        other = "+" if power.group() == "-" else "-"
        edit = Edit(line, start + power.start(), start + power.end(), other)
        yield Mutant(f"{figure.text} with e{other}", line, start, (edit,))


def _swapped(left: PrintedFigure, right: PrintedFigure, text: str) -> Mutant:
    ends = left.column + len(left.text), right.column + len(right.text)
    whole = right.text + text[ends[0] : right.column] + left.text
    edit = Edit(left.line, left.column, ends[1], whole)
    return Mutant(f"{left.text} and {right.text} exchanged", left.line, left.column, (edit,))


def _innermost(text: str, column: int) -> str:
    """Return the bracket around a place of a line; order means nothing inside a set."""
    opened: list[str] = []
    for sign in text[:column]:
        if sign in "([{":
            opened.append(sign)
        elif opened and opened[-1] == _CLOSING.get(sign):
            opened.pop()
    return opened[-1] if opened else ""


def _tables(lines: PrintedLines) -> Iterator[list[tuple[int, str]]]:
    """Find runs of two lines and more that have the same number of columns."""
    run: list[tuple[int, str]] = []
    for line, text in [*lines, (0, "")]:
        count = len(re.split(r"\s{2,}", text.strip())) if _TOLD.search(text) else 0
        if run and count != len(re.split(r"\s{2,}", run[0][1].strip())):
            if len(run) > 1:
                yield run
            run = []
        if count > 1:
            run.append((line, text))
