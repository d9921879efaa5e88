"""The lines of a document: of a text file, or of the cells of a Jupyter notebook."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Tuple

from harness.texts.reading import DOCUMENT, read_text

NOTEBOOK = ".ipynb"

_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d*)?(?:[eE][+-]?\d+)?")
_LONG = 1000
_MOST_MARKS = 64
"""The most combining marks in a row in a line that is composed; more take very long."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which no encoding can write."""


class NotebookPart(NamedTuple):
    """A piece of a notebook.

    Args:
        kind: ``code``, ``output`` or ``text``.
        lines: Its lines.
        cell: The number of its cell, counted from 1.
        raw: The cell, or the output, as the notebook has it.
    """

    kind: str
    lines: Tuple[str, ...]
    cell: int
    raw: Dict[str, Any]


def lines_of(path: Path) -> Tuple[str, ...]:
    """Read a file's lines without their line ends.

    Raises:
        OSError: It cannot be read, or is no regular file.
        UnicodeDecodeError: It is not UTF-8.
        ValueError: Its name is a notebook's, but it is none.
    """
    return lines_in(read_text(path, DOCUMENT), path.suffix)


def lines_in(text: str, suffix: str) -> Tuple[str, ...]:
    """Split a file's text into lines.

    Args:
        text: The text.
        suffix: The suffix of the file's name.

    Raises:
        ValueError: The suffix is a notebook's, but it is none.
    """
    if suffix != NOTEBOOK:
        return split_lines(text)
    found: List[str] = []
    for part in parts_of(text):
        found += [*part.lines, ""]
    return tuple(found[:-1])


def parts_of(text: str) -> Iterator[NotebookPart]:
    """List the pieces of a Jupyter notebook; among its lines, an empty one separates two.

    Args:
        text: The notebook as JSON, nbformat 3 or 4.

    Raises:
        ValueError: It is no notebook.
    """
    for number, cell in enumerate(_cells(text), 1):
        try:
            kind = "code" if cell["cell_type"] == "code" else "text"
            yield NotebookPart(
                kind, _joined(cell.get("source", cell.get("input", ""))), number, cell
            )
            for output in cell.get("outputs", ()):
                shown = _shown(output)
                if shown:
                    yield NotebookPart("output", shown, number, output)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("no Jupyter notebook: cell {}: {!r}".format(number, error)) from error


def digest_of(lines: Sequence[str]) -> str:
    """Digest lines: their text, and separately their wording without numbers."""
    texts = [composed(line) for line in lines]
    return digest(texts, [wording_of(text) for text in texts])


def digest(texts: Sequence[str], wordings: Sequence[str]) -> str:
    """Digest lines by their composed texts and their wordings."""
    wording = " ".join(wording for wording in wordings if wording)
    return "{}-{}".format(text_digest(texts), _short("#" + wording))


def text_digest(texts: Sequence[str]) -> str:
    """Digest lines by their composed texts alone: the first half of their digest."""
    return _short("\n".join(texts))


def composed(line: str) -> str:
    """Normalise a line to one Unicode form without blanks at its end."""
    line = line.rstrip()
    if line.isascii() or (len(line) > _LONG and _is_piled(line)):
        return line
    return unicodedata.normalize("NFC", line)


def _is_piled(line: str) -> bool:
    marks = 0
    for character in line:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            return True
    return False


def wording_of(text: str) -> str:
    """Replace the numbers of a line."""
    return " ".join(_NUMBER.sub("#", text).split())


def _cells(text: str) -> List[Any]:
    try:
        notebook = json.loads(text)
        if "worksheets" in notebook:  # nbformat 3
            return [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]
        return list(notebook["cells"])
    except RecursionError:
        raise ValueError("no Jupyter notebook: its JSON is nested too deeply") from None
    except (KeyError, TypeError) as error:
        raise ValueError("no Jupyter notebook: {!r}".format(error)) from error
    except ValueError as error:
        raise ValueError("no Jupyter notebook: {}".format(error)) from error


def _shown(output: Dict[str, Any]) -> Tuple[str, ...]:
    """Return an output's plain text; pictures have none."""
    if "traceback" in output:
        last = "{}: {}".format(output.get("ename", ""), output.get("evalue", ""))
        return _joined([_COLOUR.sub("", line) + "\n" for line in output["traceback"] or [last]])
    return _joined(output.get("text", output.get("data", {}).get("text/plain", "")))


def _joined(source: Any) -> Tuple[str, ...]:
    text = source if isinstance(source, str) else "".join(source)
    return split_lines(_HALF.sub("\N{REPLACEMENT CHARACTER}", text))


def split_lines(text: str) -> Tuple[str, ...]:
    """Split a text at line ends as editors do, not at other separators of Unicode."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines if lines[-1] else lines[:-1])


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
