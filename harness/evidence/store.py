"""The evidence of one stack as a file: one measurement a line, so that a diff can be reviewed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, ValidationError

from harness.evidence.evidence import Evidence, Failure, Request, Search
from harness.evidence.facts import Facts
from harness.evidence.measurement import Measurement, identity, source_of, text_of
from harness.texts.reading import read_text

EVIDENCE_FORMAT = "harness-evidence/2"

_LARGEST = 256 << 20
"""Bytes that a file of evidence may have."""

_FIRST = '"harness-evidence/1"'
"""The format whose digests of source were those of whole files."""

_HEAD_CHARACTERS = 200
"""Characters at the beginning of a file that name its format."""

_FILES = "files "
"""How digests of the first format begin here, so that no digest of today equals them."""

_HEAD = 4
"""Lines before the first measurement."""


class StoreError(Exception):
    """An evidence file that cannot be read."""


@dataclass(frozen=True)
class Store:
    """What was measured on one stack.

    Args:
        facts: What the stack is made of, as it was when something was measured last.
        measurements: By the key of their requests.
    """

    facts: Facts
    measurements: dict[str, Measurement]

    def place(self, request: Request) -> tuple[int, str]:
        """Find the line that answers a request, and its key; the line is 0 if there is none."""
        key = self._key(request)
        return self._lines.get(key, 0), key

    def find(self, request: Request) -> Measurement | None:
        """Find what was measured for a request, also if its subject was renamed.

        A measurement that counts comes before one that is stale.
        """
        found = self.measurements.get(self._key(request))
        return found and _named(found, request)

    def _key(self, request: Request) -> str:
        named = self.measurements.get(request.key)
        if named is not None and not named.why_stale(self.facts):
            return request.key
        return self._by_identity.get(identity(request, source_of(request)), request.key)

    @cached_property
    def _lines(self) -> dict[str, int]:
        return {key: line for line, key in enumerate(self.measurements, _HEAD + 1)}

    @cached_property
    def _by_identity(self) -> dict[str, str]:
        return {
            identity(measurement.evidence.request, measurement.source): key
            for key, measurement in self.measurements.items()
            if measurement.source and measurement.whole
        }

    def merged(self, fresh: Store, asked: Collection[Request] | None) -> Store:
        """Add new measurements.

        Where a new one only repeats an old one, the old one stays with its day and seconds. A
        blocked or crashed measurement never replaces an answer, not even a stale one.

        Args:
            fresh: What was measured now.
            asked: Every request; measurements that answer none are dropped. None keeps all.
        """
        news = {}
        for key, measurement in fresh.measurements.items():
            before = self.find(measurement.evidence.request)
            if before is None or not measurement.repeats(before):
                news[key] = measurement
        facts = replace(fresh.facts, seconds=0.0) if news else self.facts
        merged = Store(facts, self.measurements | news)
        if asked is None:
            return merged
        found = [(request, merged.find(request)) for request in asked]
        return Store(facts, {r.key: m for r, m in found if m is not None})


def _named(measurement: Measurement, request: Request) -> Measurement:
    """Give a measurement the present name of its subject."""
    if measurement.evidence.request == request or not measurement.whole:
        return measurement
    return replace(measurement, evidence=replace(measurement.evidence, request=request))


def store_text(store: Store) -> str:
    """Write a store as JSON: a few lines for the stack, then one for each measurement, in order.

    Numbers that are not finite are written as Python writes them: ``NaN``, ``Infinity``.
    """
    measurements = sorted(store.measurements.values(), key=_order)
    stacks = {
        _id(facts): facts.lasting for facts in [store.facts, *(m.stack for m in measurements)]
    }
    lines = ",\n".join(
        text_of(m.row | {"stack": _id(m.stack), "digest": m.digest if m.whole else "changed"})
        for m in measurements
    )
    head = f'"format": {text_of(EVIDENCE_FORMAT)},\n"stack": {text_of(_id(store.facts))}'
    known = text_of(dict(sorted(stacks.items())))
    return f'{{{head},\n"stacks": {known},\n"measurements": [\n{lines}\n]}}\n'


def read_store(path: Path) -> Store:
    """Read a store.

    Raises:
        StoreError: It is cut off, or has another format.
        FileNotFoundError: There is none.
    """
    try:
        return _store(_FILE.validate_json(_upgraded(read_text(path, _LARGEST))))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["loc"] == ("format",) and first["type"] == "literal_error":
            message = f"format {first['input']!r}, not {EVIDENCE_FORMAT!r}; record it again"
            raise StoreError(f"{path}: {message}") from error
        place = "".join(f"{step}." for step in first["loc"])[:-1]
        why = f"{place}: {first['msg']}" if place else first["msg"]
        raise StoreError(f"{path}: not whole: {why}") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(f"{path}: not whole: {error.args[0]}") from error


def _upgraded(text: str) -> str:
    """Write the first format as the second: it has one stack, and digests that are of no use."""
    if _FIRST not in text[:_HEAD_CHARACTERS]:
        return text
    data = json.loads(text)
    facts = {"cpu": "unknown", "threads": 0, **data.get("stack", {})}
    rows = [
        {**row, "source": f"{_FILES}{row.get('source')}", "stack": "first", "digest": "first"}
        for row in data.get("measurements", [])
    ]
    new = {"format": EVIDENCE_FORMAT, "stack": "first", "stacks": {"first": facts}}
    return text_of({**data, **new, "measurements": rows})


class _Strict(BaseModel):
    """A strict model; so are the data classes that its fields hold."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _Row(_Strict):
    subject: str
    given: dict[str, JsonValue]
    search: Search | None = None
    value: JsonValue = None
    failure: Failure | None = None
    source: str
    seconds: float
    date: str
    stack: str
    digest: str


class _File(_Strict):
    format: Literal["harness-evidence/2"]
    stack: str
    stacks: dict[str, Facts]
    measurements: list[_Row]


_FILE = TypeAdapter(_File)


def _store(file: _File) -> Store:
    for name in [file.stack, *(row.stack for row in file.measurements)]:
        if name not in file.stacks:
            raise LookupError(f"stacks: there is no {name!r}")
    found = [_measurement(row, file.stacks[row.stack]) for row in file.measurements]
    return Store(file.stacks[file.stack], _by_key(found))


def _measurement(row: _Row, stack: Facts) -> Measurement:
    request = Request(row.subject, row.given, row.search)
    failure = row.failure and replace(row.failure, traceback="")  # no digest covers it
    evidence = Evidence(request, row.value, failure, row.seconds)
    read = Measurement(evidence, row.source, stack, row.date)
    sealed = (read.digest, _id(stack)) == (row.digest, row.stack)
    return replace(read, whole=sealed or row.source.startswith(_FILES))


def _by_key(measurements: Iterable[Measurement]) -> dict[str, Measurement]:
    found: dict[str, Measurement] = {}
    for number, measurement in enumerate(measurements):
        request = measurement.evidence.request
        if request.key in found:
            raise LookupError(f"measurements.{number}: {request.subject} is there twice")
        found[request.key] = measurement
    return found


def _order(measurement: Measurement) -> tuple[str, str, str]:
    request = measurement.evidence.request
    given = text_of(dict(sorted(request.given.items())))
    return request.subject, given, text_of(request.search and request.search.row)


def _id(facts: Facts) -> str:
    """Name what a stack was made of; 8 hexadecimal digits."""
    return hashlib.sha256(text_of(facts.lasting).encode()).hexdigest()[:8]
