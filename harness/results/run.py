"""The record of one run, from which every report is made."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from harness.files.writing import write_text
from harness.results.result import STRICT
from harness.results.result import Accepted as Accepted
from harness.results.result import Answer as Answer
from harness.results.result import DocumentSummary as DocumentSummary
from harness.results.result import KindSummary as KindSummary
from harness.results.result import Result as Result
from harness.results.validation import check_run
from harness.texts.plain import writable
from harness.texts.reading import read_text
from harness.verdicts import OUTCOMES

FORMAT = "harness-run/1"

MOST = 512 * 2**20
"""Bytes that a record may have; one of 100,000 claims has a quarter of them."""


class RunError(Exception):
    """A run record that cannot be read."""


@dataclass(frozen=True)
class Run:
    """What one run found.

    Args:
        started: ISO 8601, in UTC.
        seconds: What the whole run took, reports left out.
        stack: What it was measured on.
        claims: One record for each claim, in the order of the specs.
        documents: One record for each spec.
        split: Seconds by stage.
        complete: False where the run was interrupted.
        whole: False where only some claims were asked for.
        stacks: Names of the stacks that have recorded evidence; None in an older record.
        kinds: The kinds of its claims, by name.
        accepted: In a baseline, the changes that were accepted, oldest first.
        answers: What subjects answered that ask no stack, by the key of the question: commands that
            measure nothing judge by it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    started: str
    seconds: float
    stack: dict[str, str]
    claims: tuple[Result, ...]
    documents: tuple[DocumentSummary, ...]
    split: dict[str, float] = field(default_factory=dict)
    complete: bool = True
    whole: bool = True
    stacks: tuple[str, ...] | None = None
    kinds: dict[str, KindSummary] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Claims by outcome, in the table's order; outcomes that never occurred are left out."""
        counted = Counter(claim.outcome for claim in self.claims)
        return {o.label: counted[o.label] for o in OUTCOMES if counted[o.label]}

    @property
    def exit_code(self) -> int:
        """What the run asks for: 3 our fault, 1 a changed verdict, 0 all as recorded."""
        return max((claim.follows.exit_code for claim in self.claims), default=0)

    def of(self, document: DocumentSummary) -> list[Result]:
        """List one document's claims."""
        return list(self._by_spec.get(document.spec, []))

    @cached_property
    def by_id(self) -> dict[str, Result]:
        """The claims by their ids."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Where documents lie, by their specs; those that lie elsewhere are left out."""
        return {document.spec: document.path for document in self.documents if document.path}

    @cached_property
    def _by_spec(self) -> dict[str, list[Result]]:
        found: dict[str, list[Result]] = {}
        for claim in self.claims:
            found.setdefault(claim.id.partition("/")[0], []).append(claim)
        return found

    def with_outcome(self, *labels: str) -> list[Result]:
        """List the claims with any of these outcomes."""
        return [claim for claim in self.claims if claim.outcome in labels]

    @property
    def changed(self) -> list[Result]:
        """List the claims whose verdict is not the recorded one, and those that broke."""
        return [claim for claim in self.claims if claim.follows.exit_code]


def write_run(record: Run, path: Path) -> None:
    """Write a record as JSON, whole or not at all.

    Raises:
        OSError: The file cannot be written.
    """
    write_text(path, run_text(record))


def run_text(record: Run) -> str:
    """Write a record as JSON."""
    data = {"format": FORMAT, **writable(record)}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_run(path: Path) -> Run:
    """Read a record.

    Raises:
        RunError: It is not there, is cut off, or has another format.
    """
    try:
        text = read_text(path, MOST)
    except OSError as error:
        raise RunError(f"{path}: {error.strerror}; run 'harness verify' first") from error
    except ValueError as error:
        raise RunError(f"{path}: not a whole run record: {error}") from error
    return parse_run(text, str(path))


def parse_run(text: str, name: str) -> Run:
    """Read the text of a record.

    Args:
        text: The record as JSON.
        name: What to call it in a message.

    Raises:
        RunError: It is cut off, has another format, or something in it is not as reports need
            it; the message names the place.
    """
    try:
        file = _reader().validate_json(text)
        check_run(file.claims, file.documents, file.started, file.seconds, file.stack)
    except ValidationError as error:
        raise RunError(f"{name}: {_mistake(error)}") from error
    except ValueError as error:
        raise RunError(f"{name}: not a whole run record: {error}") from error
    return Run(**{part.name: getattr(file, part.name) for part in fields(Run)})


@dataclass(frozen=True)
class _File(Run):
    """A record with its format, as it stands in its file."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    format: Literal["harness-run/1"] = field(kw_only=True)


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def _mistake(error: ValidationError) -> str:
    """Say in one line what is wrong first: the format, or else the first place."""
    found = error.errors(include_url=False)
    for item in found:
        if item["loc"] in ((), ("format",)) and item["type"] != "json_invalid":
            known = item["input"] if item["type"] == "literal_error" else None
            return f"format {known!r:.60}, not {FORMAT!r}; use the harness that wrote it"
    place = ".".join(map(str, found[0]["loc"]))
    more = f"; {len(found) - 1} more" if found[1:] else ""
    said = f"{place}: {found[0]['msg']}" if place else found[0]["msg"]
    return f"not a whole run record: {' '.join(said.split())}{more}"
