"""The run as Markdown, fit for the summary of a CI step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from harness.reports.record import ClaimRecord, RunRecord
from harness.reports.sentences import closing_line
from harness.verdicts import OUTCOMES

_LONGEST = 160
_MOST_ROWS = 500


def markdown(record: RunRecord) -> str:
    """Write what changed, the counts by document, the findings and what could not be looked at."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: RunRecord) -> Iterator[str]:
    yield f"## {closing_line(record)}"
    if record.changed:
        yield "\n### Not as recorded\n"
        yield from _claims(record.changed)
    yield "\n### Verdicts\n"
    yield from _counts(record)
    for document in record.documents:
        claims = [claim for claim in record.of(document) if claim.follows.finding]
        if claims:
            yield f"\n### {inert(document.title)}\n\n`{document.document}`\n"
            yield from _claims(claims)
    blocked = record.with_outcome("blocked", "undecided")
    if blocked:
        yield "\n### Could not look\n"
        reasons = Counter(claim.why for claim in blocked)
        yield from (f"- {inert(why)} ({count})" for why, count in reasons.most_common())


def _counts(record: RunRecord) -> Iterator[str]:
    shown = [outcome for outcome in OUTCOMES if outcome.label in record.counts]
    yield from table(
        ["document", "claims", *(f"{outcome.mark} {outcome.label}" for outcome in shown)],
        [
            [document.title, len(claims), *(counts[outcome.label] for outcome in shown)]
            for document in record.documents
            if (claims := record.of(document))
            for counts in [Counter(claim.outcome for claim in claims)]
        ],
    )


def _claims(claims: Sequence[ClaimRecord]) -> Iterator[str]:
    rows = [
        [
            claim.lines[0],
            f"{claim.follows.mark} {claim.outcome}",
            claim.says,
            claim.found,
            claim.why,
        ]
        for claim in claims[:_MOST_ROWS]
    ]
    yield from table(["line", "verdict", "the document says", "found", "why"], rows)
    if len(claims) > _MOST_ROWS:
        yield f"\n… and {len(claims) - _MOST_ROWS} more; see `run.json`."


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Write a table, line by line."""
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from (_row([inert(str(cell)) for cell in row]) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def inert(text: str) -> str:
    """Keep Markdown and HTML in a cell from meaning anything."""
    flat = " ".join(text.split())
    short = flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 2]} …"
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", short)
