"""A file's lines: of a text as they stand, of a Jupyter notebook those of its cells."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Tuple

NOTEBOOK = ".ipynb"

_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d*)?(?:[eE][+-]?\d+)?")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Part(NamedTuple):
    """A piece of a notebook.

    Args:
        kind: ``code``, ``output`` or ``text``.
        lines: Its lines.
    """

    kind: str
    lines: Tuple[str, ...]


def lines_of(path: Path) -> Tuple[str, ...]:
    """Read a file's lines without their ends.

    Raises:
        OSError: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
        ValueError: It is named as a notebook and is none.
    """
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix != NOTEBOOK:
        return tuple(text.splitlines())
    found: List[str] = []
    for part in parts_of(text):
        found += [*part.lines, ""]
    return tuple(found[:-1])


def parts_of(text: str) -> Iterator[Part]:
    """List the pieces of a Jupyter notebook; as lines, one empty line stands between two.

    Args:
        text: The notebook as JSON, nbformat 3 or 4.

    Raises:
        ValueError: It is no notebook.
    """
    try:
        notebook = json.loads(text)
        for cell in _cells(notebook):
            kind = "code" if cell["cell_type"] == "code" else "text"
            yield Part(kind, _joined(cell.get("source", cell.get("input", ""))))
            for output in cell.get("outputs", ()):
                shown = _shown(output)
                if shown:
                    yield Part("output", shown)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("no Jupyter notebook: {!r}".format(error)) from error


def digest_of(lines: Sequence[str]) -> str:
    """Digest some lines: their text, and their wording with every number left out."""
    text = "\n".join(line.rstrip() for line in lines)
    wording = " ".join(_NUMBER.sub("#", text).split())
    return "{}-{}".format(_short(text), _short("#" + wording))


def _cells(notebook: Dict[str, Any]) -> List[Dict[str, Any]]:
    if "worksheets" in notebook:  # nbformat 3
        return [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]
    cells: List[Dict[str, Any]] = notebook["cells"]
    return cells


def _shown(output: Dict[str, Any]) -> Tuple[str, ...]:
    """Return an output's plain text; pictures have none."""
    if "traceback" in output:
        return _joined([_COLOUR.sub("", line) + "\n" for line in output["traceback"]])
    return _joined(output.get("text", output.get("data", {}).get("text/plain", "")))


def _joined(source: Any) -> Tuple[str, ...]:
    text = source if isinstance(source, str) else "".join(source)
    return tuple(text.splitlines())


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
