"""The format ``harness-check/1``: what came of checking a document, for programs to read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter

from harness.results.page_facts import STRICT, UncheckedLine
from harness.results.record import read_json, record_text

CHECK_FORMAT = "harness-check/1"


@dataclass(frozen=True)
class WrittenDifference:
    """A difference that makes an output wrong, or one of form.

    Args:
        line: Line of the document.
        printed: What the document prints; empty where nothing of it is there.
        here: What was printed here; empty where nothing of it is here.
        kind: ``value``, ``shape``, ``order``, ``missing``, ``extra``, ``text`` or ``form``.
        file_line: The line of the file, which differs from ``line`` in a notebook.
        part: The named part that it lies in; empty for none.
        note: The form rule, or more about it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    line: int
    printed: str
    here: str
    kind: str
    file_line: int
    part: str = ""
    note: str = ""


@dataclass(frozen=True)
class WrittenOutput:
    """What a document prints for a block.

    Args:
        lines: First and last line.
        label: ``confirmed``, ``refuted``, ``raises``, ``random``, ``volatile``, ``blocked`` or
            ``picture``.
        form: The notes on what is written otherwise, with the same values.
        differences: All differences that make the output wrong, and those of form.
        why: The reason; may be empty.
        figures: How many figures were compared.
        equal: How many of them are the same, digit by digit.
        random: How many figures differ from run to run.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    lines: list[int]
    label: str
    form: list[str]
    differences: list[WrittenDifference]
    why: str
    figures: int = 0
    equal: int = 0
    random: int = 0


@dataclass(frozen=True)
class WrittenBlock:
    """A block of a document.

    Args:
        index: Its place among the document's blocks, counted from 1.
        slug: Its name in the document.
        lines: First and last line of its code.
        cell: The number of its cell in a notebook; null elsewhere.
        outcome: The label of its output, or else of its code.
        output: Its output; null where the document prints none.
        file_lines: Its lines in the file, which differ from ``lines`` in a notebook.
        line: The line that the outcome is about.
        why: The reason; may be empty.
        help: What would help; may be empty.
        root: The line of the failure that it follows from; null where it follows from none.
        notes: What else is to be said.
        known: Why a person has accepted the finding; empty where nobody has.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    index: int
    slug: str
    lines: list[int]
    cell: int | None
    outcome: str
    output: WrittenOutput | None
    file_lines: list[int]
    line: int
    why: str = ""
    help: str = ""
    root: int | None = None
    notes: list[str] = field(default_factory=list)
    known: str = ""


@dataclass(frozen=True)
class WrittenDocument:
    """A document that was checked.

    Args:
        document: Its path as it was named.
        stack: What its code ran on.
        seconds: How long that took.
        blocks: Its blocks.
        unchecked: What nothing checks.
        notes: What is to be said of the whole.
        complete: False where the check was interrupted.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    document: str
    stack: dict[str, str]
    seconds: float
    blocks: list[WrittenBlock]
    unchecked: list[UncheckedLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = True


@dataclass(frozen=True)
class _One(WrittenDocument):
    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    format: Literal["harness-check/1"] = field(kw_only=True)


@dataclass(frozen=True)
class _Several:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    format: Literal["harness-check/1"]
    documents: list[WrittenDocument]


def read_check(path: Path) -> list[WrittenDocument]:
    """Read the documents of a file of the format ``harness-check/1``.

    Raises:
        RunError: It is not there, or holds something else; the message names the place.
    """
    text, name, what = record_text(path), str(path), "file of harness check"
    if '"documents"' in text[:200]:
        return read_json(_several(), text, name, CHECK_FORMAT, what).documents
    return [read_json(_one(), text, name, CHECK_FORMAT, what)]


def check_schema() -> str:
    """Write the JSON Schema of the format: one document, or several."""
    either: TypeAdapter[Any] = TypeAdapter(_One | _Several)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": CHECK_FORMAT}
    return json.dumps(schema | either.json_schema(), indent=2, ensure_ascii=False) + "\n"


@cache
def _one() -> TypeAdapter[_One]:
    return TypeAdapter(_One)


@cache
def _several() -> TypeAdapter[_Several]:
    return TypeAdapter(_Several)
