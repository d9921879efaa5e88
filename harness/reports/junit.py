"""A run, or a comparison of two, as JUnit XML."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from harness.reports.shared import Location, document_location, explain
from harness.results.change import Change, Comparison, Sort
from harness.results.run import Result, Run
from harness.texts.plain import presentable


def junit(run: Run) -> str:
    """Write a test suite for each document and a test case for each claim."""
    run = run.presentable
    root = Element("testsuites", name="harness", time=f"{run.seconds:.3f}")
    for document in run.documents:
        if claims := run.results_of(document):
            suite = _suite(root, document.spec, run)
            suite.set("time", f"{sum(claim.seconds for claim in claims):.3f}")
            for claim in claims:
                _judged(_case(suite, claim, document_location(claim, run)), claim)
    return _text(root)


def junit_changes(comparison: Comparison) -> str:
    """Write a test case for each claim of either run; what is red fails."""
    comparison = presentable(comparison)
    root = Element("testsuites", name="harness compare")
    changes = {change.id: change for change in comparison.changes}
    claims = comparison.base.by_id | comparison.head.by_id
    by_spec = groupby(claims.values(), key=lambda claim: claim.id.partition("/")[0])
    for spec, group in by_spec:
        suite = _suite(root, spec, comparison.head)
        for claim in group:
            place = document_location(claim, comparison.head)
            _compared(_case(suite, claim, place), changes.get(claim.id))
    if others := [change for change in comparison.changes if change.claim is None]:
        suite = _suite(root, "specs and stacks", comparison.head)
        for change in others:
            case = SubElement(suite, "testcase", classname="harness", name=change.id)
            _compared(case, change)
    return _text(root)


def _suite(root: Element, name: str, run: Run) -> Element:
    return SubElement(root, "testsuite", name=name, timestamp=run.started)


def _case(suite: Element, claim: Result, place: Location) -> Element:
    spec, _, name = claim.id.partition("/")
    return SubElement(
        suite,
        "testcase",
        classname=spec,
        name=name,
        file=place.file,
        line=str(place.first),
        time=f"{claim.seconds:.3f}",
    )


def _judged(case: Element, claim: Result) -> None:
    if element := claim.outcome_entry.junit:
        result = SubElement(case, element, message=f"{claim.outcome}: {claim.why}")
        if element != "skipped":
            result.set("type", claim.outcome)
            result.text = explain(claim)
    keys = ("verdict", "basis", "outcome", "kind", "severity", "cause", "says", "found")
    rows = [f"{key}: {getattr(claim, key) or ''}" for key in keys]
    rows += [f"repair: {remedy.brief}" for remedy in claim.repair]
    said = "\n".join(rows)
    SubElement(case, "system-out").text = said


def _compared(case: Element, change: Change | None) -> None:
    if change is None:
        return
    said = f"{change.sort}: {'; '.join(change.what)}"
    if change.red:
        SubElement(case, "failure", message=said, type=change.sort).text = change.why
    elif change.because:
        SubElement(case, "skipped", message=f"{said}; accepted: {change.because}")
    elif change.sort is Sort.UNSEEN:
        SubElement(case, "skipped", message=said)


def _text(root: Element) -> str:
    """Count the cases of every suite, and write all as text."""
    for suite in root:
        _count(suite)
        suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    _count(root)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _count(element: Element) -> None:
    element.set("tests", str(len(element.findall(".//testcase"))))
    element.set("failures", str(len(element.findall(".//failure"))))
    element.set("errors", str(len(element.findall(".//error"))))
