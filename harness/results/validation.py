"""What every report takes for granted in a record, checked where the file is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from harness.documents import State
from harness.results.result import DocumentSummary, Result
from harness.verdicts import OUTCOMES, Basis, Word

_WORDS = {
    "verdict": frozenset(map(str, Word)),
    "basis": frozenset([None, *map(str, Basis)]),
    "outcome": frozenset(outcome.label for outcome in OUTCOMES),
    "anchor": frozenset(map(str, State)),
}

_RECORDED = ("erratum", "drift", "appears")


def check_run(
    claims: Sequence[Result],
    documents: Sequence[DocumentSummary],
    started: str,
    seconds: float,
    stack: Mapping[str, str],
) -> None:
    """Check what no type says.

    Raises:
        ValueError: Something is wrong; it names the place.
    """
    if "name" not in stack:
        raise ValueError("stack: has no name")
    try:
        datetime.fromisoformat(started).astimezone(UTC) + timedelta(seconds=seconds)
    except (OSError, OverflowError, ValueError):
        raise ValueError(f"started: {started[:40]!r} and {seconds} s are no time") from None
    _check_unique("documents", "spec", (document.spec for document in documents))
    _check_unique("claims", "id", (claim.id for claim in claims))
    for index, document in enumerate(documents):
        if document.path.startswith("/") or ".." in document.path.split("/"):
            raise ValueError(f"documents.{index}.path: leads out of the folder of the run")
    for index, claim in enumerate(claims):
        if mistake := _mistake(claim):
            raise ValueError(f"claims.{index}.{mistake}")


def _check_unique(part: str, key: str, names: Iterable[str]) -> None:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if first.setdefault(name, index) != index:
            raise ValueError(f"{part}.{index}.{key}: {part}.{first[name]} is {name[:80]!r}, too")


def _mistake(claim: Result) -> str:
    for name, known in _WORDS.items():
        if (found := getattr(claim, name)) not in known:
            return f"{name}: {found[:40]!r} is none of {', '.join(sorted(filter(None, known)))}"
    if len(claim.lines) != 2 or not 0 < claim.lines[0] <= claim.lines[1]:
        return f"lines: {claim.lines[:3]} are no first and last line"
    if not all(claim.id.partition("/")[::2]):
        return f"id: {claim.id[:80]!r} is no SPEC/ID"
    for name in _RECORDED:
        if not isinstance((claim.terms or {}).get(name, {}), dict):
            return f"terms.{name}: is no mapping"
    file, _, line = claim.spec.rpartition(":")
    if not file or not (line.isdecimal() and line.isascii() and len(line) < 10):
        return f"spec: {claim.spec[-80:]!r} is no FILE:LINE"
    return f"seconds: {claim.seconds} is no time" if claim.seconds < 0 else ""
