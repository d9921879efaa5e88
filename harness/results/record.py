"""Run records: how a run is written to a file, read again, and checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from harness.documents import State
from harness.files.writing import write_text
from harness.results.page_facts import BlockFacts, is_span
from harness.results.run import STRICT, Result, Run
from harness.texts.plain import writable
from harness.texts.reading import read_text
from harness.verdicts import LABELS, OUTCOMES, Basis, Severity, Word

RUN_FORMAT = "harness-run/1"
_Read = TypeVar("_Read")

_MOST = 512 * 2**20
"""Bytes that a record may have; that of 100,000 claims has a quarter of them."""

_WORDS = {
    "verdict": frozenset(map(str, Word)),
    "basis": frozenset([None, *map(str, Basis)]),
    "outcome": frozenset(outcome.label for outcome in OUTCOMES),
    "anchor": frozenset(map(str, State)),
    "severity": frozenset(["", *map(str, Severity)]),
}


class RunError(Exception):
    """A run record or a baseline that cannot be read."""


def write_run(run: Run, path: Path) -> None:
    """Write a run record as JSON, whole or not at all.

    Raises:
        OSError: The file cannot be written.
    """
    write_text(path, run_text(run))


def run_text(run: Run) -> str:
    """Write a run as the JSON text of its record."""
    data = {"format": RUN_FORMAT, **writable(run)}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_run(path: Path) -> Run:
    """Read a run record.

    Raises:
        RunError: It is not there, is cut off, or has another format.
    """
    return parse_run(record_text(path), str(path))


def record_text(path: Path) -> str:
    """Read the text of a run record or of a baseline.

    Raises:
        RunError: It is not there, is too large, or is no UTF-8.
    """
    try:
        return read_text(path, _MOST)
    except OSError as error:
        raise RunError(f"{path}: {error.strerror}; run 'harness verify' first") from error
    except ValueError as error:
        raise RunError(f"{path}: not a whole run record: {error}") from error


def parse_run(text: str, name: str) -> Run:
    """Read a run from the text of its record.

    Args:
        text: The record as JSON.
        name: What to call it in a message.

    Raises:
        RunError: It is cut off, has another format, or something in it is not as reports need
            it; the message names the place.
    """
    file = read_json(_reader(), text, name, RUN_FORMAT)
    return checked_run(Run(**{part.name: getattr(file, part.name) for part in fields(Run)}), name)


def read_json(
    reader: TypeAdapter[_Read], text: str, name: str, form: str, what: str = "run record"
) -> _Read:
    """Read JSON text as data of a known shape.

    Args:
        reader: Knows the shape.
        text: The JSON text.
        name: What to call it in a message.
        form: The format that it must have.
        what: What a file of this format is.

    Raises:
        RunError: It has another shape; the message says in one line what is wrong first.
    """
    try:
        return reader.validate_json(text)
    except ValidationError as error:
        raise RunError(f"{name}: {_mistake(error, form, what)}") from error


def checked_run(run: Run, name: str, what: str = "run record") -> Run:
    """Check what every report takes for granted in a run and no type says.

    Args:
        run: The run.
        name: What to call its file in a message.
        what: What that file is.

    Raises:
        RunError: Something is wrong; the message names the place.
    """
    for mistake in _mistakes(run):
        raise RunError(f"{name}: not a whole {what}: {mistake}")
    return run


@dataclass(frozen=True)
class _File(Run):
    """A run with its format, as it stands in its record."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    format: Literal["harness-run/1"] = field(kw_only=True)


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def _mistake(error: ValidationError, form: str, what: str) -> str:
    found = error.errors(include_url=False)
    for item in found:
        if item["loc"] in ((), ("format",)) and item["type"] != "json_invalid":
            known = item["input"] if item["type"] == "literal_error" else None
            if str(known).startswith("harness-baseline/") and form == RUN_FORMAT:
                return "a baseline, where a run record is needed"
            return f"format {known!r:.60}, not {form!r}; use the harness that wrote it"
    place = ".".join(map(str, found[0]["loc"]))
    more = f"; {len(found) - 1} more" if found[1:] else ""
    said = f"{place}: {found[0]['msg']}" if place else found[0]["msg"]
    return f"not a whole {what}: {' '.join(said.split())}{more}"


def _mistakes(run: Run) -> Iterator[str]:
    if "name" not in run.stack:
        yield "stack: has no name"
    try:
        if not run.started.isprintable():  # Python overlooks a NUL at the end
            raise ValueError
        datetime.fromisoformat(run.started).astimezone(UTC) + timedelta(seconds=run.seconds)
    except (OSError, OverflowError, ValueError):
        yield f"started: {run.started[:40]!r} and {run.seconds} s are no time"
    yield from _repeated("documents", "spec", (document.spec for document in run.documents))
    yield from _repeated("claims", "id", (result.id for result in run.claims))
    for index, document in enumerate(run.documents):
        if document.path.startswith("/") or ".." in document.path.split("/"):
            yield f"documents.{index}.path: leads out of the folder of the run"
        for number, item in enumerate(document.page.unchecked if document.page else ()):
            if not is_span(item.lines):
                yield f"documents.{index}.page.unchecked.{number}.lines: are no first and last line"
    for index, result in enumerate(run.claims):
        if mistake := _mistake_in(result):
            yield f"claims.{index}.{mistake}"


def _repeated(part: str, key: str, names: Iterable[str]) -> Iterator[str]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if first.setdefault(name, index) != index:
            yield f"{part}.{index}.{key}: {part}.{first[name]} is {name[:80]!r}, too"


def _mistake_in(result: Result) -> str:
    for name, known in _WORDS.items():
        if (found := getattr(result, name)) not in known:
            return f"{name}: {found[:40]!r} is none of {', '.join(sorted(filter(None, known)))}"
    if not is_span(result.lines):
        return f"lines: {result.lines[:3]} are no first and last line"
    if not all(result.id.partition("/")[::2]):
        return f"id: {result.id[:80]!r} is no SPEC/ID"
    terms: dict[str, Any] = result.terms or {}
    for name in ("erratum", "drift", "appears", "not_reproducible"):
        if not isinstance(terms.get(name, {}), dict):
            return f"terms.{name}: is no mapping"
    file, _, line = result.spec.rpartition(":")
    if not file or not (line.isdecimal() and line.isascii() and len(line) < 10):
        return f"spec: {result.spec[-80:]!r} is no FILE:LINE"
    if result.block and (mistake := _mistake_in_block(result.block)):
        return f"block.{mistake}"
    return f"seconds: {result.seconds} is no time" if result.seconds < 0 else ""


def _mistake_in_block(block: BlockFacts) -> str:
    output = block.output
    labels = {"outcome": block.outcome} | ({"output.label": output.label} if output else {})
    for name, label in labels.items():
        if label not in LABELS:
            return f"{name}: {label[:40]!r} is none of {', '.join(sorted(LABELS))}"
    spans = {"code": block.code} | ({"output.lines": output.lines} if output else {})
    for name, span in spans.items():
        if not is_span(span):
            return f"{name}: {span[:3]} are no first and last line"
    return f"line: {block.line} is no line" if block.line < 0 else ""
