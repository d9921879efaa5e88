"""Where the lines of a Jupyter notebook stand in its file, which is JSON."""

from __future__ import annotations

import json
import re
from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

from harness.texts.lines import NotebookPart, parts_of

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],]|[^\s{}\[\],:"]+')

_Path = Tuple[Any, ...]


class FileLine(NamedTuple):
    """Where a line of a notebook stands.

    Args:
        cell: The number of its cell, counted from 1.
        output: Whether it is printed, and no source.
        number: Its number within the source of the cell, or within all that the cell prints.
        file_line: Its line in the file.
    """

    cell: int
    output: bool
    number: int
    file_line: int


def file_lines(text: str) -> Tuple[FileLine, ...]:
    """List where each line of a notebook stands, as ``lines_in`` counts them.

    Args:
        text: The notebook as JSON, nbformat 3 or 4.

    Raises:
        ValueError: It is no notebook.
        LookupError: Its JSON repeats keys, so that its text is not what a reader takes.
    """
    found: List[FileLine] = []
    cells = _by_cell(text)
    outputs: Dict[int, int] = {}
    number = 0
    for part in parts_of(text):
        shown = part.kind == "output"
        if not shown:
            outputs = {id(raw): at for at, raw in enumerate(part.raw.get("outputs", ()))}
        number = number if shown and found and found[-1].output else 0
        keys, value = _source(part)
        place = ("outputs", outputs[id(part.raw)], *keys) if shown else keys
        lines = _line_starts(_elements(value, place, cells[part.cell - 1]))
        last = lines[-1] if lines else (found[-1].file_line if found else 1)
        lines = [*lines, *[last] * (len(part.lines) - len(lines))][: len(part.lines)]
        for line in [*lines, last]:  # an empty line follows each piece
            number += 1
            found.append(FileLine(part.cell, shown, number, line))
    return tuple(found[:-1])


def _by_cell(text: str) -> List[Dict[_Path, int]]:
    """List for each cell where its strings begin, by their keys within the cell."""
    found: Dict[_Path, Dict[_Path, int]] = {}
    for path, line in _strings(text):
        depth = {"cells": 2, "worksheets": 4}.get(path[0] if path else "", 0)
        if depth and len(path) > depth:
            found.setdefault(path[:depth], {})[path[depth:]] = line
    return list(found.values())


def _strings(text: str) -> Iterator[Tuple[_Path, int]]:
    """Go through JSON that is known to be right; yield where each string begins, and its keys."""
    path: List[Any] = []
    line, last = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", last, token.start())
        last = token.start()
        sign = text[last]
        if sign in "{[":
            path.append(None if sign == "{" else 0)
        elif sign in "}]":
            path.pop()
        elif sign == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif sign == '"' and path and path[-1] is None:
            path[-1] = json.loads(token.group())
        elif sign == '"':
            yield tuple(path), line


def _elements(value: Any, keys: _Path, strings: Dict[_Path, int]) -> List[Tuple[str, int]]:
    """List the strings that make up a piece, each with its line of the file."""
    if isinstance(value, str):
        return [(value, strings[keys])]
    end = "\n" if keys[-1] == "traceback" else ""
    return [(text + end, strings[(*keys, index)]) for index, text in enumerate(value)]


def _source(part: NotebookPart) -> Tuple[_Path, Any]:
    raw = part.raw
    if part.kind != "output":
        name = "source" if "source" in raw else "input"
        return (name,), raw.get(name, "")
    if "traceback" in raw:
        return ("traceback",), raw["traceback"]
    if "text" in raw:
        return ("text",), raw["text"]
    return ("data", "text/plain"), raw["data"]["text/plain"]


def _line_starts(elements: List[Tuple[str, int]]) -> List[int]:
    """List the line of the file in which each line of the joined strings begins."""
    found: List[int] = []
    begun = 0
    for text, line in elements:
        *ended, rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for _ in ended:
            found.append(begun or line)
            begun = 0
        if rest:
            begun = begun or line
    return [*found, begun] if begun else found
