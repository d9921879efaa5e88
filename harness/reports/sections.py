"""A run by document: its claims by line, its findings and its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from harness.results.run import DocumentSummary, Result, Run
from harness.verdicts import OUTCOMES, Outcome


@dataclass(frozen=True)
class Section:
    """One document with its claims, line after line."""

    document: DocumentSummary
    claims: list[Result]

    @property
    def findings(self) -> list[Result]:
        """List the claims that the document is known to be wrong about."""
        return [claim for claim in self.claims if claim.follows.finding]

    @cached_property
    def counts(self) -> Counter[str]:
        """Claims by outcome."""
        return Counter(claim.outcome for claim in self.claims)


@dataclass(frozen=True)
class Group:
    """Findings under one heading.

    Args:
        anchor: The heading's id on a page.
        title: The heading.
        document: File name of the document; empty where there are several.
        claims: The findings.
    """

    anchor: str
    title: str
    document: str
    claims: Sequence[Result]


def sections(record: Run) -> list[Section]:
    """Gather a run's claims by document; documents without any are left out."""
    listed = {document.spec: document for document in record.documents}
    found: dict[str, list[Result]] = {spec: [] for spec in listed}
    for claim in record.claims:
        spec = claim.id.partition("/")[0]
        listed.setdefault(spec, DocumentSummary(spec, claim.document, spec, 0))
        found.setdefault(spec, []).append(claim)
    return [
        Section(listed[spec], sorted(claims, key=lambda claim: claim.lines[0]))
        for spec, claims in found.items()
        if claims
    ]


def findings_of(record: Run, found: Sequence[Section]) -> list[Group]:
    """List what a person must see first: changed verdicts, then each document's findings."""
    first = Group("changed", "Not as recorded", "", record.changed)
    rest = [
        Group(f"findings-{number}", section.document.title, section.document.document, claims)
        for number, section in enumerate(found, 1)
        if (claims := section.findings)
    ]
    return [first, *rest] if first.claims else rest


def occurring(record: Run) -> list[Outcome]:
    """List the outcomes that a run has, in the table's order."""
    return [outcome for outcome in OUTCOMES if outcome.label in record.counts]
