"""The baseline: the accepted run as a file that people review, one claim a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from harness.documents import State
from harness.results.record import RunError, checked_run, parse_run, read_json, record_text
from harness.results.run import STRICT, Accepted, DocumentSummary, KindSummary, Result, Run
from harness.texts.plain import jsonable

_FORMAT = "harness-baseline/1"
_LONGEST_MEASURED = 80
"""Characters of JSON that a measured value may have in a baseline; a longer one is left out."""

_REASONS = {"erratum": "erratum", "drift": "drift", "not yet": "appears"}
"""Where the terms of a claim give the reason of its outcome."""


def baseline_text(run: Run) -> str:
    """Write a run as the JSON text of a baseline: a header, then one claim a line.

    Accepted changes come newest first, so that accepting one more adds one line. What is left out
    of a claim: times, sentences, long measured values, and keys that have their usual value.
    """
    return "{\n" + ",\n".join(_parts(run)) + "\n}\n"


def read_baseline(path: Path) -> Run:
    """Read a baseline; a run record serves as one, too.

    Raises:
        RunError: It is not there, is cut off, or has another format.
    """
    return parse_baseline(record_text(path), str(path))


def parse_baseline(text: str, name: str) -> Run:
    """Read a run from the text of a baseline or of a run record.

    Args:
        text: The file as JSON.
        name: What to call it in a message.

    Raises:
        RunError: It is cut off, has another format, or something in it is not as reports need
            it; the message names the place.
    """
    if not _is_baseline(text):
        return parse_run(text, name)
    file = read_json(_reader(), text, name, _FORMAT, "baseline")
    documents = {document.spec: document.document for document in file.documents}
    claims = []
    for index, line in enumerate(file.claims):
        document = line.document or documents.get(line.id.partition("/")[0])
        if document is None:
            raise RunError(f"{name}: not a whole baseline: claims.{index}: of no known document")
        claims.append(_result(line, document))
    run = Run(
        started=file.started,
        seconds=0.0,
        stack=file.stack,
        claims=tuple(claims),
        documents=file.documents,
        complete=file.complete,
        whole=file.whole,
        stacks=file.stacks,
        kinds=file.kinds,
        accepted=file.accepted[::-1],
    )
    return checked_run(run, name, "baseline")


@dataclass(frozen=True)
class _Line:
    """One claim of a baseline; keys with the values given here are left out.

    Keys mean what they mean in a run record. The document is named where the header names another
    one for the claim's spec.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    lines: list[int]
    kind: str
    verdict: str
    outcome: str
    spec: str
    document: str = ""
    subject: str | None = None
    given: dict[str, Any] = field(default_factory=dict)
    figure: str | None = None
    expected: Any = None
    measured: Any = None
    basis: str | None = None
    terms: dict[str, Any] | None = None
    erratum: bool = False
    drift: bool = False


_ORDER = (
    *("id", "document", "lines", "kind", "subject", "given", "figure", "expected", "measured"),
    *("verdict", "basis", "outcome", "erratum", "drift", "terms", "spec"),
)
"""Keys of a line, in the order in which a reviewer reads them."""


@dataclass(frozen=True)
class _File:
    """A baseline as it stands in its file."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    format: Literal["harness-baseline/1"]
    started: str
    stack: dict[str, str]
    complete: bool
    whole: bool
    stacks: tuple[str, ...] | None
    documents: tuple[DocumentSummary, ...]
    kinds: dict[str, KindSummary]
    accepted: tuple[Accepted, ...]
    claims: tuple[_Line, ...]


@dataclass(frozen=True)
class _AnyFile:
    """Any JSON file that names its format."""

    format: str


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def _is_baseline(text: str) -> bool:
    try:
        return TypeAdapter(_AnyFile).validate_json(text).format.startswith("harness-baseline/")
    except ValidationError:
        return False


def _parts(run: Run) -> Iterator[str]:
    head: dict[str, Any] = {"format": _FORMAT, "started": run.started, "stack": run.stack}
    head |= {"complete": run.complete, "whole": run.whole, "stacks": run.stacks}
    yield from (f"{_json(name)}: {_json(value)}" for name, value in head.items())
    yield _rows("documents", map(_json, run.documents))
    kinds = (f"{_json(name)}: {_json(kind)}" for name, kind in run.kinds.items())
    yield _rows("kinds", kinds, "{}")
    yield _rows("accepted", map(_json, run.accepted[::-1]))
    documents = {document.spec: document.document for document in run.documents}
    yield _rows("claims", (_json(_line(result, documents)) for result in run.claims))


def _rows(name: str, rows: Iterable[str], brackets: str = "[]") -> str:
    joined = ",\n".join(rows)
    return f"{_json(name)}: {brackets[0]}\n{joined}\n{brackets[1]}"


def _json(value: Any) -> str:
    return json.dumps(jsonable(value), ensure_ascii=False, allow_nan=False)


def _line(result: Result, documents: dict[str, str]) -> dict[str, Any]:
    left_out = set()
    if documents.get(result.id.partition("/")[0]) == result.document:
        left_out.add("document")
    if result.terms is not None:
        left_out |= {"erratum", "drift"}
    if len(_json(result.measured)) > _LONGEST_MEASURED:
        left_out.add("measured")
    usual = {part.name: part.default for part in fields(_Line)} | {"given": {}}
    return {
        name: value
        for name in _ORDER
        if name not in left_out
        for value in [getattr(result, name)]
        if usual[name] is MISSING or value != usual[name]
    }


def _result(line: _Line, document: str) -> Result:
    """Make a result of a line, with the reason of its outcome out of its terms."""
    values = {part.name: getattr(line, part.name) for part in fields(_Line)}
    terms = line.terms or {}
    recorded = terms.get(_REASONS.get(line.outcome, ""))
    values |= {
        "document": document,
        "erratum": line.erratum or "erratum" in terms,
        "drift": line.drift or "drift" in terms,
        "why": str(recorded.get("why", "")) if isinstance(recorded, dict) else "",
    }
    return Result(**values, says="", found="", anchor=State.ABSENT.value, seconds=0.0)
