"""Results of SARIF: one for each new verdict, and one for each cause of known findings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from harness.reports.finding_groups import more_claims
from harness.reports.shared import Location, document_location, spec_location
from harness.results.cause_groups import CauseGroup, alone, causes_of
from harness.results.run import Result, Run
from harness.results.run_parts import Remedy
from harness.texts.lines import NOTEBOOK

_MOST_RELATED = 10
"""The most differences of an output that a result points at."""

Json = dict[str, Any]


def reported(run: Run) -> list[CauseGroup]:
    """List what has a result: new verdicts one by one, then the causes of known findings."""
    new = [claim for claim in run.changed if claim.outcome_entry.level]
    return [*map(alone, new), *causes_of(run.claims)]


def exact_remedies(run: Run) -> frozenset[Remedy]:
    """Gather repairs as the record has them: what is cleaned to be shown is no replacement."""
    return frozenset(remedy for claim in run.claims for remedy in claim.repair)


@dataclass(frozen=True)
class ResultWriter:
    """Writes the results of one run.

    Args:
        run: The run, fit to be shown.
        rules: Names of the rules, in the order of the log.
        exact: Repairs that may be offered as replacements.
    """

    run: Run
    rules: Sequence[str]
    exact: frozenset[Remedy]

    def result(self, cause: CauseGroup) -> Json:
        """Write the result of one cause, at the place of its first claim."""
        claim = cause.first
        identity = f"{cause.spec}/{cause.name}"
        related = enumerate(self._related(cause), 1)
        fixes = self._fixes(cause)
        return {
            **of_rule(claim.kind, self.rules),
            "level": _level(cause),
            "message": {"text": plain_text(_message(cause))},
            "locations": [sarif_location(document_location(claim, self.run), claim.id)],
            "relatedLocations": [{"id": number, **place} for number, place in related],
            "partialFingerprints": fingerprints(identity),
            **({"fixes": fixes} if fixes else {}),
            "properties": {
                "outcome": claim.outcome,
                "severity": str(cause.severity) if claim.outcome_entry.finding else "",
                "cause": cause.name,
                "claims": [claim.id for claim in cause.claims],
                "again": claim.again,
            },
        }

    def _related(self, cause: CauseGroup) -> Iterator[Json]:
        """Point at the claim in its spec, at what of an output differs, and at further claims."""
        claim = cause.first
        if claim.block is None:
            yield sarif_location(spec_location(claim), claim.id, "the claim")
        yield from self._differences(claim)
        for other in cause.claims[1:]:
            said = plain_text(f"for the same reason: {other.says}")
            yield sarif_location(document_location(other, self.run), other.id, said)

    def _differences(self, claim: Result) -> Iterator[Json]:
        compared = claim.compared
        most = min(compared.differing, _MOST_RELATED) if compared else 0
        for item in compared.differences[:most] if compared else ():
            if item.line > 0:
                there = document_location(claim, self.run, (item.line, item.line))
                named = claim.block.named(item.line) if claim.block else f"line {item.line}"
                yield sarif_location(there, claim.id, plain_text(item.said(named)))

    def _fixes(self, cause: CauseGroup) -> list[Json]:
        """Offer the repair where it can be applied: the document is a text in the repository."""
        place = document_location(cause.first, self.run)
        whole = all(remedy.whole and remedy in self.exact for remedy in cause.repair)
        if not (cause.repair and whole and place.inside) or place.file.endswith(NOTEBOOK):
            return []
        said = "; ".join(remedy.brief for remedy in cause.repair)
        change = {
            "artifactLocation": _artifact(place),
            "replacements": [_replacement(remedy) for remedy in cause.repair],
        }
        return [{"description": {"text": plain_text(said)}, "artifactChanges": [change]}]


def _level(cause: CauseGroup) -> str | None:
    entry = cause.first.outcome_entry
    own = entry.finding and cause.first.block is None
    return cause.severity.level if own else entry.level


def _message(cause: CauseGroup) -> str:
    claim = cause.first
    repair = "; ".join(remedy.brief for remedy in cause.repair)
    parts = (
        ("The document says", claim.says),
        ("For the same reason", more_claims(cause)),
        ("Found", claim.found),
        ("Why", claim.why),
        ("Repair", repair),
    )
    said = [f"{name}: {text}" for name, text in parts if text]
    return "\n".join(said or [f"{claim.id}: {claim.outcome}"])


def _replacement(remedy: Remedy) -> Json:
    """Replace a part of a line, or put a line before it."""
    column = remedy.text.index(remedy.of) + 1 if remedy.of else 1
    region = {
        "startLine": remedy.line,
        "startColumn": column,
        "endLine": remedy.line,
        "endColumn": column + len(remedy.of),
    }
    inserted = remedy.to if remedy.of else f"{remedy.to}\n"
    return {"deletedRegion": region, "insertedContent": {"text": inserted}}


def of_rule(name: str, rules: Sequence[str]) -> Json:
    """Name the rule of a result."""
    return {"ruleId": name, "ruleIndex": list(rules).index(name)}


def fingerprints(identity: str) -> Json:
    """Identify a result by its claim, so that it stays the same when lines move."""
    digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
    # GitHub follows an alert by this name alone; left out, it would digest the document's line
    return {"harnessClaim/v1": identity, "primaryLocationLineHash": f"{digest}:1"}


def sarif_location(place: Location, name: str, message: str = "") -> Json:
    """Point at lines of a file, on behalf of a claim."""
    region = {"startLine": place.first, "endLine": place.last}
    found: Json = {
        "physicalLocation": {"artifactLocation": _artifact(place), "region": region},
        "logicalLocations": [{"fullyQualifiedName": name}],
    }
    return found | ({"message": {"text": message}} if message else {})


def _artifact(place: Location) -> Json:
    path = PurePath(place.file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    base = "SRCROOT" if place.inside else "DOCUMENTS"
    return {"uri": quote(path.as_posix()), "uriBaseId": base}


def plain_text(text: str) -> str:
    """Keep brackets from becoming the links and placeholders of SARIF (3.11.5, 3.11.6)."""
    linkless = re.sub(r"[\[\]\\]", r"\\\g<0>", text) if re.search(r"\]\(", text) else text
    return re.sub(r"\{(\d+)\}", r"{{\1}}", linkless)
