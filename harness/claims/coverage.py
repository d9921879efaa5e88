"""Which lines of a document its spec speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from harness.claims.digests import passages
from harness.claims.spec import Spec
from harness.documents import Document


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lines of one document, by what its spec says of them; blank lines are left out.

    Args:
        document: The document's file name.
        claimed: Lines of a claim's passage.
        not_claims: Lines that the spec says state nothing to be checked.
        naked: Lines that the spec does not mention.
    """

    document: str
    claimed: frozenset[int]
    not_claims: frozenset[int]
    naked: tuple[int, ...]


def coverage(spec: Spec, document: Document) -> Coverage:
    """Sort a document's lines by what its spec says of them."""
    written = {n for n, line in enumerate(document.lines, 1) if line.strip()}
    claimed = _lines_of([passage.at.span for passage in passages(spec)]) & written
    skipped = (_lines_of([item.span for item in spec.not_claims]) & written) - claimed
    naked = tuple(sorted(written - claimed - skipped))
    return Coverage(document.name, frozenset(claimed), frozenset(skipped), naked)


def _lines_of(spans: list[tuple[int, int]]) -> set[int]:
    return {line for first, last in spans for line in range(first, last + 1)}
