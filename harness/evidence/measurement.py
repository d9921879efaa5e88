"""One line of an evidence file, and whether it is stale (source, stack or digest has changed)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from harness.evidence.evidence import Evidence, Request
from harness.evidence.facts import FURTHER, Facts, package_of
from harness.evidence.source_digest import MEASURER, imported_modules, source_digest

_OF_THIS_MACHINE = (
    (re.compile(r"\b0x[0-9a-f]{6,}\b"), "0x…"),
    (re.compile(r"(?:/[\w.+-]+)+/(?=site-packages/)"), "…/"),
)
"""Addresses and folders in messages, which say nothing of the subject, and what stands for them."""

_OURS, _SUBJECTS = "harness.", "harness.models."


@dataclass(frozen=True, slots=True)
class Measurement:
    """Evidence, with the source and the stack that it was measured with.

    Args:
        evidence: What was measured; its failure has no traceback.
        source: Digest of the subject's source.
        stack: What the stack was made of.
        date: Day of the measurement, ISO 8601.
        whole: False where the digest in its file does not match it, because the file was edited.
    """

    evidence: Evidence
    source: str
    stack: Facts
    date: str
    whole: bool = True

    @classmethod
    def of(cls, evidence: Evidence, stack: Facts, date: str) -> Measurement:
        """Make a measurement of fresh evidence, with today's source, whatever the machine."""
        failure = evidence.failure
        if failure is not None:
            message = failure.message
            for pattern, other in _OF_THIS_MACHINE:
                message = pattern.sub(other, message)
            evidence = replace(evidence, failure=replace(failure, message=message, traceback=""))
        evidence = replace(evidence, seconds=round(evidence.seconds, 3))
        return cls(evidence, source_of(evidence.request), replace(stack, seconds=0.0), date)

    @property
    def row(self) -> dict[str, Any]:
        """Everything but the stack, as JSON data."""
        evidence, request = self.evidence, self.evidence.request
        row: dict[str, Any] = {"subject": request.subject}
        row["given"] = dict(sorted(request.given.items()))
        if request.search is not None:
            row["search"] = request.search.row
        if evidence.failure is None:
            row["value"] = evidence.value
        else:
            failure = asdict(evidence.failure)
            row["failure"] = {name: failure[name] for name in ("type", "message", "blocked")}
        return row | {"source": self.source, "seconds": evidence.seconds, "date": self.date}

    @property
    def digest(self) -> str:
        """Digest of the row and the stack, 16 hexadecimal digits."""
        return _short(text_of([self.row, self.stack.lasting]))

    def why_stale(self, now: Facts | None = None) -> str:
        """Say why the evidence does not count any more; empty where it does.

        Args:
            now: What the stack is made of today; None where that does not matter.
        """
        if not self.whole:
            return "its digest does not match; it was changed by hand"
        source = source_of(self.evidence.request)
        if not source:
            return "its source is not known"
        if self.source != source:
            return "measured with other source"
        return "; ".join(_changed(self, now)) if now else ""

    def repeats(self, other: Measurement) -> bool:
        """Whether it need not be written: it gives the same answer as another one, or none."""
        mine, theirs = self.evidence, other.evidence
        if mine.failure is not None and mine.failure.silent:
            return theirs.failure is None or not theirs.failure.silent or self._same(other)
        return self._same(other)

    def _same(self, other: Measurement) -> bool:
        if self.needed and self.stack.others and not other.stack.others:
            return False  # the other one does not say which packages it rests on
        alike = self.source == other.source and not [*_changed(other, self.stack)]
        return alike and other.whole and _answer(self.evidence) == _answer(other.evidence)

    @property
    def needed(self) -> set[str]:
        """Packages beside TensorFlow, Keras and NumPy that decide what is measured.

        The code of a document names its own; a subject imports them.
        """
        request = self.evidence.request
        modules = request.given.get("packages", [])
        modules = list(map(str, modules)) if isinstance(modules, list) else []
        if not _is_machinery(request):
            modules += imported_modules(request.subject)
        return set(map(package_of, modules)).intersection(FURTHER)


def source_of(request: Request) -> str:
    """Digest the source that a request is measured with; empty where that is not known.

    Requests to Harness itself, such as to run a document's printed code, depend on ``MEASURER``
    and on the digests of the document's lines in the arguments.
    """
    if not _is_machinery(request):
        return source_digest(request.subject)
    name = request.subject.partition(":")[2]
    given = request.given.get("blocks", [])
    blocks = given if isinstance(given, list) else [given]
    known = all(isinstance(block, dict) and block.get("digest") for block in blocks)
    own = [source_digest(subject) for subject in _called(request.given)]
    if not known or not all(own):
        return ""
    return _short(":".join([str(MEASURER), name, *own]))


def _called(given: dict[str, Any]) -> list[str]:
    """List the subjects that are called beside a document's own objects."""
    values = given.get("values", [])
    items = [item for item in values if isinstance(item, dict)] if isinstance(values, list) else []
    return [item[key] for item in items for key in ("through", "beside") if key in item]


def _is_machinery(request: Request) -> bool:
    """Whether it asks Harness itself, such as to run the printed code of a document."""
    module = f"{request.subject.partition(':')[0]}."
    return module.startswith(_OURS) and not module.startswith(_SUBJECTS)


def identity(request: Request, source: str) -> str:
    """Write what a measurement depends on, without the name of its subject."""
    search = request.search and request.search.row
    return json.dumps([source, request.given, search], sort_keys=True)


def text_of(value: Any) -> str:
    """Write JSON data as one line; numbers that are not finite as Python writes them."""
    return json.dumps(value, ensure_ascii=False)


def _changed(measurement: Measurement, now: Facts) -> Iterator[str]:
    """Say what a measurement rests on that the stack has in another version, or not at all.

    Evidence that names no further packages was recorded before they were looked at.
    """
    then = measurement.stack
    if then.named == now.named:
        return
    further = measurement.needed if then.others and now.others else ()
    for name in ("tensorflow", "keras", "numpy", "device", *sorted(further)):
        before, after = then.named.get(name, "none"), now.named.get(name, "none")
        if before != after:
            yield f"measured with {name} {before}, the stack has {after}"


def _answer(evidence: Evidence) -> str:
    """Write an answer as text, so that NaN equals NaN."""
    failure = evidence.failure
    return text_of([evidence.value, failure and [failure.type, failure.message, failure.blocked]])


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
