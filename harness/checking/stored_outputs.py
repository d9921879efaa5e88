"""Reads the outputs that a notebook stores for a cell as the ending of its code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from harness.checking.execution import StatementEnding
from harness.documents.document import Span

_PICTURES = ("image/", "png", "jpeg", "svg")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_HEADER = re.compile(r"([A-Za-z_][\w.]*)\s+Traceback \(most recent call last\)")
_PLACE = re.compile(r"^-+> ?(\d+)|(?:Cell In ?\[\d+\]|ipython-input\S*),? line (\d+)", re.MULTILINE)
"""Where IPython shows the line of a cell: at an arrow, and before that for wrong syntax."""

_AFTER_FAILURE = "its cell fails above"

_MISSING = re.compile(
    r"No module named '([\w.]+)'|name '(\w+)' is not defined|has no attribute '(\w+)'"
)


def stored_endings(
    outputs: Sequence[Any], statements: Sequence[Span], *, html: bool = False
) -> tuple[StatementEnding, ...]:
    """Read the outputs of a cell: streams and values joined, without stderr.

    Nobody stores which statement printed what: it counts as the output of the last one that ran.

    Args:
        outputs: The outputs, nbformat 3 or 4.
        statements: The lines of each statement of the cell in the document; there is one at least.
        html: Whether values that have an HTML form are shown in it.
    """
    found = [output for output in outputs if isinstance(output, dict)]
    result = next((_text(output, html) for output in reversed(found) if _is_value(output)), "")
    raised = next((_raised(it, statements) for it in found if "traceback" in it), None)
    last = _place(raised["line"], statements) if raised else len(statements) - 1
    ending = StatementEnding(
        statements[last],
        _output_text(found, html),
        raises=raised,
        result={"of": "", "length": len(result)} if result else None,
        pictures=sum(any(str(key).startswith(_PICTURES) for key in _data(it)) for it in found),
    )
    before = map(StatementEnding, statements[:last])
    return (*before, ending, *not_reached(statements[last + 1 :], _AFTER_FAILURE))


def not_reached(statements: Sequence[Span], why: str) -> tuple[StatementEnding, ...]:
    """Say of statements that they were not executed.

    Args:
        statements: The lines of each in the document.
        why: Why not, in a clause.
    """
    return tuple(StatementEnding(lines, stopped=why) for lines in statements)


def fails(outputs: Sequence[Any]) -> bool:
    """Whether an exception is among the outputs of a cell."""
    return any(isinstance(output, dict) and "traceback" in output for output in outputs)


def _is_value(output: Mapping[str, Any]) -> bool:
    return output.get("output_type") in ("execute_result", "pyout", "display_data")


def _data(output: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what an output shows, by its media type; nbformat 3 keeps it in the output itself."""
    data = output.get("data", output)
    return data if isinstance(data, Mapping) else {}


def _text(output: Mapping[str, Any], html: bool) -> str:
    """Return what an output prints; stderr and pictures print nothing."""
    if not _is_value(output):
        error = output.get("name", output.get("stream")) == "stderr"
        return "" if error else _joined(output.get("text"))
    data = _data(output)
    if any(str(key).startswith(_PICTURES) for key in data):
        return ""
    drawn = next((data[key] for key in ("text/html", "html") if key in data), None)
    plain = next((data[key] for key in ("text/plain", "text") if key in data), None)
    return _joined(drawn if drawn is not None and (html or plain is None) else plain)


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(map(str, text or ()))


def _output_text(outputs: Sequence[Mapping[str, Any]], html: bool) -> str:
    """Join what outputs print; each value has lines of its own."""
    found = ""
    for output in outputs:
        text = _text(output, html)
        if text and _is_value(output):
            begun = found and not found.endswith("\n")
            found += "\n" if begun else ""
            text += "\n"
        found += text
    return found


def _raised(output: Mapping[str, Any], statements: Sequence[Span]) -> dict[str, Any]:
    """Read an exception; its line is one of the document."""
    trace = _COLOUR.sub("", "\n".join(map(str, output["traceback"])))
    chain = list(_HEADER.finditer(trace))
    message = " ".join(str(output.get("evalue", "")).split())
    name, missing = str(output.get("ename", "")), _MISSING.search(message)
    causes = [found[1] for found in reversed(chain)]
    return {
        "type": name,
        "message": message,
        "line": _line(trace[chain[-1].start() :] if chain else trace, statements),
        "missing": next(filter(None, missing.groups())) if missing else None,
        "causes": causes if causes[:1] == [name] else [name, *causes],
    }


def _line(trace: str, statements: Sequence[Span]) -> int | None:
    """Find the line that raises: the first frame of a traceback is that of the cell."""
    found = _PLACE.search(trace)
    line = statements[0][0] + int(found[1] or found[2]) - 1 if found else 0
    return line if statements[0][0] <= line <= statements[-1][1] else None


def _place(line: int | None, statements: Sequence[Span]) -> int:
    """Find the statement that has a line; the last one where it is not known."""
    places = [at for at, (_, last) in enumerate(statements) if line is not None and line <= last]
    return places[0] if places else len(statements) - 1
