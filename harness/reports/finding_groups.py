"""Findings under headings, in the order in which every report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.reports.shared import claim_count, listed_counts, occurring, sections
from harness.results.cause_groups import CauseGroup, alone, by_severity, causes_of, own_specs
from harness.results.run import Run
from harness.verdicts import Severity


@dataclass(frozen=True)
class FindingGroup:
    """Causes of findings under one heading.

    Args:
        anchor: The heading's id on a page.
        title: The heading.
        meaning: What it means for a reader; may be empty.
        causes: The causes, in the order in which they are shown.
        brief: Whether each of them is told in one line.
    """

    anchor: str
    title: str
    meaning: str
    causes: Sequence[CauseGroup]
    brief: bool = False

    @property
    def counted(self) -> str:
        """How many causes there are, and of how many claims."""
        causes, claims = len(self.causes), sum(len(cause.claims) for cause in self.causes)
        told = claim_count(claims)
        return told if causes == claims else f"{causes} cause{'s' * (causes > 1)}, {told}"


def findings_of(run: Run) -> list[FindingGroup]:
    """List the findings: changed verdicts, then causes by severity, and the project's own pages."""
    own = own_specs(run)
    causes = causes_of(run.claims)
    changed = list(map(alone, run.changed))
    first = FindingGroup("changed", run.changed_title, "", changed)
    groups = severity_groups(cause for cause in causes if cause.spec not in own)
    last = FindingGroup("own", OWN, "", [cause for cause in causes if cause.spec in own], True)
    return [group for group in (first, *groups, last) if group.causes]


def severity_groups(causes: Iterable[CauseGroup]) -> list[FindingGroup]:
    """Put causes under headings, the worst first; cosmetic ones are told in brief."""
    return [
        FindingGroup(severity, severity, severity.meaning, same, severity is Severity.COSMETIC)
        for severity, same in by_severity(causes)
    ]


OWN = "The project's own pages"


def own_lines(run: Run) -> list[str]:
    """Say what holds of the project's own pages, a line each; none where it has no others."""
    own = own_specs(run)
    return [
        f"{section.document.document}: {claim_count(len(section.claims))}: {listed_counts(counts)}"
        for section in sections(run)
        if section.document.spec in own
        for counts in [{o.label: section.counts[o.label] for o in occurring(section.counts)}]
    ]


def standing_at(cause: CauseGroup, most: int = 8) -> str:
    """Write where the claims of a cause stand: the document, and their lines."""
    others = cause.lines[1:]
    more = [f"and {len(others) - most} more"] if len(others) > most else []
    return ", ".join([cause.first.place, *others[:most], *more])


def more_claims(cause: CauseGroup) -> str:
    """Say which other claims have the same cause; empty where there are none."""
    others = cause.claims[1:]
    if not others:
        return ""
    lines = list(dict.fromkeys(claim.line_text for claim in others))
    word = "" if others[0].block else f"line{'s' * (len(lines) > 1)} "
    return f"and {len(others)} more: {word}{', '.join(lines)}"
