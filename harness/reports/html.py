"""The run as one self-contained page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from harness.reports.pages import render
from harness.reports.record import ClaimRecord, DocumentRecord, RunRecord
from harness.reports.sentences import closing_line
from harness.verdicts import OUTCOMES


@dataclass(frozen=True)
class _Section:
    """One document with its claims."""

    document: DocumentRecord
    claims: list[ClaimRecord]
    findings: list[ClaimRecord]
    counts: Counter[str]


def html(record: RunRecord) -> str:
    """Write the page: what changed, findings, counts, and every claim behind filters.

    The page needs no network, and no script to be read; a script adds the search.
    """
    return render(
        "index.html",
        record=record,
        title=closing_line(record),
        sections=[_section(record, document) for document in record.documents],
        shown=[outcome for outcome in OUTCOMES if outcome.label in record.counts],
    )


def _section(record: RunRecord, document: DocumentRecord) -> _Section:
    claims = record.of(document)
    findings = [claim for claim in claims if claim.follows.finding]
    return _Section(document, claims, findings, Counter(claim.outcome for claim in claims))
