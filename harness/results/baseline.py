"""The baseline: the accepted run as a file that people review, one claim a line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from harness.documents import State
from harness.results.record import checked_run, parse_run, read_json, record_text
from harness.results.run import STRICT, Accepted, DocumentSummary, KindSummary, Result, Run
from harness.texts.plain import writable

_FORMAT = "harness-baseline/1"
_LONGEST_MEASURED = 80
"""Characters of JSON that a measured value may have in a baseline; a longer one is left out."""

_AS_IN_RUN = ("started", "stack", "complete", "whole", "stacks", "documents", "kinds")
_BY_LINE = ("documents", "kinds", "accepted", "blocked", "claims")
_REASONS = {
    "erratum": "erratum",
    "drift": "drift",
    "not yet": "appears",
    "not reproducible": "not_reproducible",
}
"""Where the terms of a claim give the reason of its outcome."""


def baseline_text(run: Run) -> str:
    """Write a run as the JSON text of a baseline: a header, then one claim a line.

    Accepted changes come newest first, so that accepting one more adds one line. What is left out
    of a claim: times, sentences, long measured values, and keys that have their usual value.
    ``blocked`` lists the ids of claims that are known to be blocked where the baseline is checked;
    such a claim may stand under ``claims`` as well, as it was judged elsewhere.
    """
    documents = {document.spec: document.document for document in run.documents}
    values = {
        "format": _FORMAT,
        **{name: getattr(run, name) for name in _AS_IN_RUN},
        "accepted": run.accepted[::-1],
        **({"blocked": run.blocked} if run.blocked else {}),
        "claims": [_line(result, documents) for result in run.claims],
    }
    parts = (
        f"{_json(name)}: {_rows(value) if name in _BY_LINE else _json(value)}"
        for name, value in values.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


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
    same: dict[str, Any] = {name: getattr(file, name) for name in _AS_IN_RUN}
    claims = tuple(_result(line, documents) for line in file.claims)
    run = Run(
        seconds=0.0, claims=claims, accepted=file.accepted[::-1], blocked=file.blocked, **same
    )
    return checked_run(run, name, "baseline")


@dataclass(frozen=True, kw_only=True)
class _Line:
    """One claim of a baseline, its keys in the order in which a reviewer reads them.

    They mean what they mean in a run record; those with the value given here are left out. A
    document is named where it is not the one that the header names for the claim's spec.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    document: str = ""
    lines: list[int]
    kind: str
    subject: str | None = None
    given: dict[str, Any] = field(default_factory=dict)
    figure: str | None = None
    expected: Any = None
    measured: Any = None
    verdict: str
    basis: str | None = None
    outcome: str
    cause: str = ""
    erratum: bool = False
    drift: bool = False
    terms: dict[str, Any] | None = None
    spec: str


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
    blocked: tuple[str, ...] = ()


class _Head(BaseModel):
    format: str


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def _is_baseline(text: str) -> bool:
    """Read no more than the format; what is wrong with the rest is found later."""
    try:
        return _Head.model_validate_json(text).format.startswith("harness-baseline/")
    except ValidationError:
        return False


def _rows(values: Any) -> str:
    if isinstance(values, dict):
        rows = (f"{_json(name)}: {_json(value)}" for name, value in values.items())
        return "{\n" + ",\n".join(rows) + "\n}"
    return "[\n" + ",\n".join(map(_json, values)) + "\n]"


def _json(value: Any) -> str:
    return json.dumps(writable(value), ensure_ascii=False, allow_nan=False)


def _line(result: Result, documents: dict[str, str]) -> dict[str, Any]:
    left_out = set()
    if documents.get(result.id.partition("/")[0]) == result.document:
        left_out.add("document")
    if result.terms is not None:
        left_out |= {"erratum", "drift"}
    if len(_json(result.measured)) > _LONGEST_MEASURED:
        left_out.add("measured")
    if result.cause == result.id.partition("/")[2]:
        left_out.add("cause")
    usual = {part.name: part.default for part in fields(_Line)} | {"given": {}}
    found = {name: getattr(result, name) for name in usual if name not in left_out}
    return {name: value for name, value in found.items() if value != usual[name]}


def _result(line: _Line, documents: dict[str, str]) -> Result:
    """Make a result of a line, with the reason of its outcome out of its terms."""
    values = {part.name: getattr(line, part.name) for part in fields(_Line)}
    terms = line.terms or {}
    recorded = terms.get(_REASONS.get(line.outcome, ""))
    values |= {
        "document": line.document or documents.get(line.id.partition("/")[0], ""),
        "erratum": line.erratum or "erratum" in terms,
        "drift": line.drift or "drift" in terms,
        "why": str(recorded.get("why", "")) if isinstance(recorded, dict) else "",
    }
    return Result(**values, says="", found="", anchor=State.ABSENT.value, seconds=0.0)
