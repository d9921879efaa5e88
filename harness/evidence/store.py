"""The evidence of one stack as a file: one measurement a line, so that a diff can be reviewed."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from harness.evidence.evidence import Evidence, Failure, Request, Search
from harness.evidence.facts import Facts
from harness.evidence.source import source_digest

FORMAT = "harness-evidence/1"

_HEAD = 3
"""Lines before the first measurement."""

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


class StoreError(Exception):
    """Recorded evidence that cannot be read."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Evidence with what tells whether it still counts.

    Args:
        evidence: What was measured; its failure has no traceback.
        source: Digest of the subject's source.
        date: Day of the measurement, ISO 8601.
    """

    evidence: Evidence
    source: str
    date: str

    @classmethod
    def of(cls, evidence: Evidence, date: str) -> Measurement:
        """Keep evidence that was measured with today's source."""
        failure = evidence.failure
        if failure is not None:
            message = _ADDRESS.sub("0x…", failure.message)
            evidence = replace(evidence, failure=replace(failure, message=message, traceback=""))
        evidence = replace(evidence, seconds=round(evidence.seconds, 3))
        return cls(evidence, source_of(evidence.request), date)

    @property
    def stale(self) -> bool:
        """Whether it was measured with another source than today's, or one that is not known."""
        return not self.source or self.source != source_of(self.evidence.request)

    def repeats(self, other: Measurement) -> bool:
        """Whether this says nothing that another does not say: the same answer, or none."""
        if self.source != other.source:
            return False
        mine, theirs = self.evidence, other.evidence
        if mine.failure is not None and mine.failure.silent and theirs.failure is None:
            return True
        return _answer(mine) == _answer(theirs)


@dataclass(frozen=True)
class Store:
    """What was measured on one stack.

    Args:
        facts: What the stack is made of.
        measurements: By the key of their requests.
    """

    facts: Facts
    measurements: dict[str, Measurement]

    @property
    def places(self) -> dict[str, int]:
        """Line of each measurement in the file that holds this, by key."""
        return {key: line for line, key in enumerate(self.measurements, _HEAD + 1)}

    def merged(self, fresh: Store, asked: Collection[str] | None) -> Store:
        """Take new measurements in.

        Where a new one only repeats an old one, the old one stays, its day and seconds included.
        Old ones that were not repeated stay as long as the stack is the same.

        Args:
            fresh: What was measured now.
            asked: Keys of every request there is; others are dropped. None keeps them.
        """
        same = self.facts == replace(fresh.facts, seconds=self.facts.seconds)
        kept = dict(self.measurements) if same else {}
        for key, measurement in fresh.measurements.items():
            before = self.measurements.get(key)
            repeated = before is not None and measurement.repeats(before)
            kept[key] = before if repeated and before is not None else measurement
        if asked is not None:
            kept = {key: measurement for key, measurement in kept.items() if key in asked}
        return Store(self.facts if same else fresh.facts, kept)


def source_of(request: Request) -> str:
    """Digest the source that a request is measured with."""
    return source_digest(request.subject.partition(":")[0])


def store_text(store: Store) -> str:
    """Write a store as JSON: a line for the stack, then one for each measurement, in order.

    Numbers that are not finite are written as Python writes them: ``NaN``, ``Infinity``.
    """
    rows = sorted(map(_row, store.measurements.values()), key=_order)
    lines = ",\n".join(_json(row) for row in rows)
    head = f'"format": {_json(FORMAT)},\n"stack": {_json(store.facts.lasting)}'
    return f'{{{head},\n"measurements": [\n{lines}\n]}}\n'


def read_store(path: Path) -> Store:
    """Read a store.

    Raises:
        StoreError: It is cut off, or has another format.
        FileNotFoundError: There is none.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise StoreError(f"{path}: not whole: {error}") from error
    known = data.get("format") if isinstance(data, dict) else None
    if known != FORMAT:
        raise StoreError(f"{path}: format {known!r}, not {FORMAT!r}; use the harness that wrote it")
    try:
        return Store(Facts(**data["stack"]), _by_key(map(_measurement, data["measurements"])))
    except (KeyError, TypeError) as error:
        raise StoreError(f"{path}: not whole: {error}") from error


def _row(measurement: Measurement) -> dict[str, Any]:
    evidence = measurement.evidence
    request = evidence.request
    given = dict(sorted(request.given.items()))
    row: dict[str, Any] = {"subject": request.subject, "given": given}
    if request.search is not None:
        row["search"] = asdict(request.search)
    if evidence.failure is None:
        row["value"] = evidence.value
    else:
        failure = asdict(evidence.failure)
        row["failure"] = {name: failure[name] for name in ("type", "message", "blocked")}
    return {
        **row,
        "source": measurement.source,
        "seconds": evidence.seconds,
        "date": measurement.date,
    }


def _measurement(row: dict[str, Any]) -> Measurement:
    search = Search(**row["search"]) if "search" in row else None
    request = Request(row["subject"], row["given"], search)
    failure = Failure(**row["failure"]) if "failure" in row else None
    evidence = Evidence(request, row.get("value"), failure, row["seconds"])
    return Measurement(evidence, row["source"], row["date"])


def _by_key(measurements: Iterable[Measurement]) -> dict[str, Measurement]:
    return {measurement.evidence.request.key: measurement for measurement in measurements}


def _order(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["subject"], _json(row["given"]), _json(row.get("search"))


def _answer(evidence: Evidence) -> str:
    """Write an answer so that equal ones are equal, NaN included."""
    failure = evidence.failure
    return _json([evidence.value, failure and [failure.type, failure.message, failure.blocked]])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
