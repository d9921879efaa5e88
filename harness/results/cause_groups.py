"""The findings of a run under their causes, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from harness.results.run import Result, Run
from harness.results.run_parts import Remedy
from harness.verdicts import Severity

_UNSAID = {
    "drift": Severity.STALE,
    "not yet": Severity.STALE,
    "not reproducible": Severity.UNCLEAR,
}
"""How severe a finding is, by its outcome, where the record is older than severities."""


@dataclass(frozen=True)
class CauseGroup:
    """Findings of one document that have one cause.

    Args:
        spec: Name of the spec.
        name: The cause's name; the claim's where it shares none.
        claims: The findings, line after line.
    """

    spec: str
    name: str
    claims: Sequence[Result]

    @property
    def first(self) -> Result:
        """The finding that stands first in the document."""
        return self.claims[0]

    @cached_property
    def severity(self) -> Severity:
        """The worst of its claims' severities."""
        return min(map(severity_of, self.claims), key=lambda severity: severity.rank)

    @property
    def why(self) -> str:
        """The reason, as the first claim gives it."""
        return self.first.why

    @property
    def repair(self) -> tuple[Remedy, ...]:
        """The repairs of all its claims, each once, line after line; sentences come last."""
        every = dict.fromkeys(remedy for claim in self.claims for remedy in claim.repair)
        return tuple(sorted(every, key=lambda remedy: (not remedy.line, remedy.line)))

    @property
    def diffs(self) -> list[list[str]]:
        """The repairs as diffs; the same change of several lines is shown once, with all places."""
        found: dict[tuple[str, ...], list[str]] = {}
        for remedy in _joined(self.repair):
            place, *change = remedy.diff
            found.setdefault(tuple(change) or (place,), []).append(place)
        return [
            [_places(places), *change] if places != [*change] else places
            for change, places in found.items()
        ]

    @property
    def lines(self) -> list[str]:
        """Where its claims begin, each place once."""
        return list(dict.fromkeys(claim.line_text for claim in self.claims))


def _joined(remedies: Iterable[Remedy]) -> Iterator[Remedy]:
    """Join changes of one line, so that it is shown once, as it should be in the end."""
    last: Remedy | None = None
    for remedy in remedies:
        both = last is not None and last.whole and remedy.whole and last.of and remedy.of
        if last is not None and both and last.line == remedy.line and remedy.of in last.mended:
            mended = last.mended.replace(remedy.of, remedy.to, 1)
            last = replace(last, of=last.text, to=mended)
            continue
        if last is not None:
            yield last
        last = remedy
    if last is not None:
        yield last


def _places(places: Sequence[str]) -> str:
    """Join places such as ``line 3`` and ``line 9`` to ``lines 3, 9``."""
    words, numbers = zip(*(place.rsplit(" ", 1) for place in places), strict=True)
    return f"{words[0]}{'s' if len(places) > 1 else ''} {', '.join(numbers)}"


def severity_of(claim: Result) -> Severity:
    """Say what a reader suffers from a finding; an older record does not say it."""
    if claim.severity:
        return Severity(claim.severity)
    if claim.block and claim.block.outcome == "raises":
        return Severity.BREAKS
    return _UNSAID.get(claim.outcome, Severity.WRONG)


def alone(claim: Result) -> CauseGroup:
    """Show a claim as a cause of its own."""
    spec, _, name = claim.id.partition("/")
    return CauseGroup(spec, name, [claim])


def causes_of(claims: Iterable[Result]) -> list[CauseGroup]:
    """Fold findings under their causes: the worst first, then document after document.

    Args:
        claims: Results of one run in its order; those that are no findings are passed over.
    """
    found: dict[tuple[str, str], list[Result]] = {}
    specs: dict[str, int] = {}
    for claim in claims:
        if claim.outcome_entry.finding:
            spec, _, name = claim.id.partition("/")
            specs.setdefault(spec, len(specs))
            found.setdefault((spec, claim.cause or name), []).append(claim)
    groups = [
        CauseGroup(spec, name, sorted(same, key=lambda claim: claim.lines[0]))
        for (spec, name), same in found.items()
    ]
    return sorted(
        groups, key=lambda group: (group.severity.rank, specs[group.spec], group.first.lines[0])
    )


def by_severity(groups: Iterable[CauseGroup]) -> list[tuple[Severity, list[CauseGroup]]]:
    """Put causes under their severities, the worst first; severities without any are left out."""
    every = list(groups)
    return [
        (severity, same)
        for severity in Severity
        if (same := [group for group in every if group.severity is severity])
    ]


def own_specs(run: Run) -> frozenset[str]:
    """Name the specs whose documents are the project's own: they lie in the repository.

    Where all documents do, they are what the project checks, and none is set apart.
    """
    here = frozenset(run.paths)
    return here if len(here) < len(run.documents) else frozenset()
