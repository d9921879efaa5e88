"""The run as one self-contained page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from harness.reports.record import ClaimRecord, DocumentRecord, RunRecord
from harness.reports.sentences import closing_line
from harness.verdicts import OUTCOMES, Outcome


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
    environment = Environment(
        loader=PackageLoader("harness.reports"),
        autoescape=select_autoescape(["html", "css"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("index.html").render(
        record=record,
        title=closing_line(record),
        sections=[_section(record, document) for document in record.documents],
        shown=[outcome for outcome in OUTCOMES if outcome.label in record.counts],
        slug=_slug,
        style=(Path(__file__).parent / "templates" / "style.css").read_text(encoding="utf-8"),
    )


def _section(record: RunRecord, document: DocumentRecord) -> _Section:
    claims = record.of(document)
    findings = [claim for claim in claims if claim.follows.finding]
    return _Section(document, claims, findings, Counter(claim.outcome for claim in claims))


def _slug(outcome: Outcome) -> str:
    return outcome.label.replace(" ", "-")
