"""The search index of the site, which the overview loads when a reader searches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from harness.reports.shared import Section
from harness.reports.templating import slug
from harness.results.run import Result
from harness.site.addresses import Addresses
from harness.texts.visible import short
from harness.verdicts import OUTCOMES

ROWS_A_FILE = 5000
"""So few that reading a file stops the page for a few milliseconds only."""

_LONGEST = 140


def index_files(sections: Sequence[Section], places: Addresses) -> Iterator[tuple[str, str]]:
    """Write the index as scripts: a page that was opened as a file may load nothing else.

    Args:
        sections: The documents with their claims.
        places: Where each claim stands.

    Yields:
        Name and text of each file; the first holds what the rows refer to by number.
    """
    kinds = kinds_of(sections)
    known = {
        "outcomes": [[outcome.label, outcome.mark, slug(outcome)] for outcome in OUTCOMES],
        "kinds": kinds,
        "documents": [[places.slug(s.document.spec), s.document.spec] for s in sections],
    }
    yield "search-0.js", _call(known)
    outcomes = {outcome.label: number for number, outcome in enumerate(OUTCOMES)}
    numbers = {kind: number for number, kind in enumerate(kinds)}
    rows = (
        _row(claim, outcomes[claim.outcome], document, numbers[claim.kind], places)
        for document, section in enumerate(sections)
        for claim in section.claims
    )
    number = 0
    while some := list(islice(rows, ROWS_A_FILE)):
        number += 1
        yield f"search-{number}.js", _call(some)


def kinds_of(sections: Sequence[Section]) -> list[str]:
    """List the kinds that claims have."""
    return sorted({claim.kind for section in sections for claim in section.claims})


def _row(claim: Result, outcome: int, document: int, kind: int, places: Addresses) -> list[Any]:
    name = claim.id.partition("/")[2]
    why = short(claim.why, _LONGEST) if claim.why else 0
    page = places.page_of(claim.id)
    return [outcome, document, name, claim.lines[0], kind, short(claim.says, _LONGEST), why, page]


def _call(data: Any) -> str:
    return f"harnessIndex({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"
