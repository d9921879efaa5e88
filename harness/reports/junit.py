"""The run as JUnit XML."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from harness.reports.explanation import explain
from harness.reports.record import ClaimRecord, DocumentRecord, RunRecord

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_ELEMENTS = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def junit(record: RunRecord) -> str:
    """Write a test suite for each document and a test case for each claim."""
    root = Element("testsuites", name="harness", time=f"{record.seconds:.3f}")
    for name, number in _numbers(list(record.claims)).items():
        root.set(name, number)
    for document in record.documents:
        if claims := record.of(document):
            _suite(root, document, claims, record)
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _suite(
    root: Element, document: DocumentRecord, claims: list[ClaimRecord], record: RunRecord
) -> None:
    seconds = sum(claim.seconds for claim in claims)
    suite = SubElement(
        root,
        "testsuite",
        name=document.spec,
        timestamp=record.started,
        time=f"{seconds:.3f}",
        **_numbers(claims),
    )
    for claim in claims:
        _case(suite, claim)


def _case(suite: Element, claim: ClaimRecord) -> None:
    spec, _, name = claim.id.partition("/")
    case = SubElement(
        suite,
        "testcase",
        classname=spec,
        name=name,
        file=claim.document,
        line=str(claim.lines[0]),
        time=f"{claim.seconds:.3f}",
    )
    properties = SubElement(case, "properties")
    for key in ("verdict", "basis", "outcome", "kind", "says", "found"):
        value = _clean(str(getattr(claim, key) or ""))
        SubElement(properties, "property", name=key, value=value)
    if element := claim.follows.junit:
        message = _clean(f"{claim.outcome}: {claim.why}")
        result = SubElement(case, element, message=message)
        if element != "skipped":
            result.set("type", claim.outcome)
            result.text = _clean(explain(claim))


def _numbers(claims: list[ClaimRecord]) -> dict[str, str]:
    counted = Counter(claim.follows.junit for claim in claims)
    numbers = {plural: str(counted[element]) for element, plural in _ELEMENTS.items()}  # type: ignore[index]
    return {"tests": str(len(claims)), **numbers}


def _clean(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
