"""The run as JUnit XML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from harness.reports.explanation import explain
from harness.reports.record import ClaimRecord, DocumentRecord, RunRecord

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def junit(record: RunRecord) -> str:
    """Write a test suite for each document and a test case for each claim."""
    root = Element("testsuites", name="harness", time=f"{record.seconds:.3f}")
    _count(root, record.claims)
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
    suite = SubElement(root, "testsuite", name=document.spec, timestamp=record.started)
    suite.set("time", f"{seconds:.3f}")
    _count(suite, claims)
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


def _count(element: Element, claims: Sequence[ClaimRecord]) -> None:
    counted = Counter(claim.follows.junit for claim in claims)
    element.set("tests", str(len(claims)))
    element.set("failures", str(counted["failure"]))
    element.set("errors", str(counted["error"]))
    element.set("skipped", str(counted["skipped"]))


def _clean(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
