"""Where a report points: a document's lines, a spec's line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.results.run import Result, Run


@dataclass(frozen=True, slots=True)
class Place:
    """Some lines of a file.

    Args:
        file: Its path below the folder of the run; of a document that lies elsewhere, its name.
        first: First line, counted from 1.
        last: Last line.
        inside: Whether the file lies below the folder of the run.
    """

    file: str
    first: int
    last: int
    inside: bool = True


def document_place(claim: Result, record: Run) -> Place:
    """Find the lines that state a claim."""
    path = record.paths.get(claim.id.partition("/")[0], "")
    return Place(path or claim.document, claim.lines[0], claim.lines[-1], bool(path))


def spec_place(claim: Result) -> Place:
    """Find the line of the spec at which a claim begins."""
    file, _, line = claim.spec.rpartition(":")
    number = int(line) if re.fullmatch("[0-9]{1,9}", line) else 1
    return Place(file or claim.spec, number, number)


def nearest_place(claim: Result, record: Run) -> Place:
    """Find a claim's lines in a file that the reader of a pull request has."""
    found = document_place(claim, record)
    return found if found.inside else spec_place(claim)
