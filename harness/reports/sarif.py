"""Findings as SARIF 2.1.0, so that code-scanning pages show a wrong sentence at its line."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from harness import __version__
from harness.reports.markdown import prose
from harness.reports.shared import (
    Location,
    claim_count,
    document_location,
    gap_lines,
    spec_location,
)
from harness.results.change import Comparison, Sort
from harness.results.run import KindSummary, Result, Run
from harness.texts.plain import presentable

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BASES = {
    "SRCROOT": {"description": {"text": "The repository that holds the specs."}},
    "DOCUMENTS": {"description": {"text": "The folder of the documents, outside of it."}},
}
_OF_CHANGES = {
    Sort.WEAKENED: "A claim asks for less than it did, and no reason was accepted.",
    Sort.RESTATED: "A claim asks for something else than it did, and no reason was accepted.",
    Sort.REMOVED: "A claim is gone, and no reason was accepted.",
}
_MOST_RELATED = 10
"""The most differences of an output that a result points at."""

_Json = dict[str, Any]


def sarif(run: Run) -> str:
    """Write a rule for each kind and a result for each claim that is not plainly confirmed.

    Blocked claims say nothing of their document: they are notifications.
    """
    run = run.presentable
    rules = _rules(run)
    results = [_result(claim, run, rules) for claim in run.claims if claim.outcome_entry.level]
    return _log(run, rules, results)


def sarif_changes(comparison: Comparison) -> str:
    """Write the findings of both runs with what became of them, and what was weakened."""
    comparison = presentable(comparison)
    head = comparison.head
    rules = _rules(comparison.base) | _rules(head)
    rules |= {f"compare/{sort}": _rule(text) for sort, text in _OF_CHANGES.items()}
    results = [*_compared(comparison, rules), *_weakened(comparison, rules)]
    return _log(head, rules, results)


def _log(run: Run, rules: dict[str, _Json], results: list[_Json]) -> str:
    listed = [
        {"id": name, "name": re.sub(r"\W", " ", name).title().replace(" ", ""), **rule}
        for name, rule in rules.items()
    ]
    driver = {"name": "Harness", "semanticVersion": __version__, "rules": listed}
    entry = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"harness/{run.stack['name']}/"},
        "invocations": [_invocation(run, rules)],
        "originalUriBaseIds": _BASES,
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"stack": run.stack},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [entry]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rules(run: Run) -> dict[str, _Json]:
    """Write a rule for every kind; an older record does not say what its kinds are."""
    return {
        name: _rule((kind or KindSummary(f"A claim of the kind {name}.", "", {})).title, kind)
        for name in sorted({claim.kind for claim in run.claims})
        for kind in [run.kinds.get(name)]
    }


def _rule(title: str, kind: KindSummary | None = None) -> _Json:
    whole = f"{title} {kind.text}".strip() if kind else title
    return {
        "shortDescription": {"text": _plain(title)},
        "fullDescription": {"text": _plain(whole)},
        "help": {"text": _plain(whole), "markdown": prose(whole)},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["documentation"]},
    }


def _result(claim: Result, run: Run, rules: dict[str, _Json]) -> _Json:
    parts = (("The document says", claim.says), ("Found", claim.found), ("Why", claim.why))
    said = [f"{name}: {text}" for name, text in parts if text] or [f"{claim.id}: {claim.outcome}"]
    return {
        **_of_rule(claim.kind, rules),
        "level": claim.outcome_entry.level,
        "message": {"text": _plain("\n".join(said))},
        "locations": [_location(document_location(claim, run), claim.id)],
        "relatedLocations": [
            {"id": number, **location} for number, location in enumerate(_related(claim, run), 1)
        ],
        "partialFingerprints": _fingerprints(claim.id),
        "properties": {"outcome": claim.outcome, "again": claim.again},
    }


def _related(claim: Result, run: Run) -> Iterator[_Json]:
    """Point at the claim in its spec, and at what of an output is different."""
    if claim.block is None:
        yield _location(spec_location(claim), claim.id, "the claim")
    compared = claim.compared
    for item in compared.differences[: min(compared.differing, _MOST_RELATED)] if compared else ():
        if item.line > 0:
            there = document_location(claim, run, (item.line, item.line))
            yield _location(there, claim.id, _plain(item.said(_named(claim, item.line))))


def _named(claim: Result, line: int) -> str:
    return claim.block.named(line) if claim.block else f"line {line}"


def _compared(comparison: Comparison, rules: dict[str, _Json]) -> Iterator[_Json]:
    """Write the findings of now, and those of before that are settled."""
    base, head = comparison.base, comparison.head
    for claim in head.claims:
        if claim.outcome_entry.level:
            state = _became(base.by_id.get(claim.id), claim)
            yield _result(claim, head, rules) | {"baselineState": state}
    gone = {change.id for change in comparison.of(Sort.REMOVED)}
    for before in base.claims:
        now = head.by_id.get(before.id)
        settled = now.outcome_entry.pytest == "passed" if now else before.id in gone
        if before.outcome_entry.level and settled:
            if now:  # a baseline has no sentences
                before = replace(before, says=before.says or now.says)
            yield _result(before, base, rules) | {"baselineState": "absent"}


def _became(before: Result | None, claim: Result) -> str:
    if before is None or not before.outcome_entry.level:
        return "new"
    return "unchanged" if before.outcome == claim.outcome else "updated"


def _weakened(comparison: Comparison, rules: dict[str, _Json]) -> Iterator[_Json]:
    for change in comparison.of(*_OF_CHANGES):
        found = {
            **_of_rule(f"compare/{change.sort}", rules),
            "level": "error",
            "message": {"text": _plain(f"{change.id}: {'; '.join(change.what)}")},
            "partialFingerprints": _fingerprints(f"{change.sort}:{change.id}"),
            "baselineState": "new",
        }
        if change.claim:
            found["locations"] = [_location(spec_location(change.claim), change.id)]
        if change.because:
            reason = {"kind": "external", "status": "accepted", "justification": change.because}
            found["suppressions"] = [reason]
        yield found


def _of_rule(name: str, rules: dict[str, _Json]) -> _Json:
    return {"ruleId": name, "ruleIndex": list(rules).index(name)}


def _fingerprints(identity: str) -> _Json:
    """Identify a result by its claim, so that it stays the same when lines move."""
    digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
    # GitHub follows an alert by this name alone; left out, it would digest the document's line
    return {"harnessClaim/v1": identity, "primaryLocationLineHash": f"{digest}:1"}


def _location(place: Location, name: str, message: str = "") -> _Json:
    base = {"uriBaseId": "SRCROOT" if place.inside else "DOCUMENTS"}
    absolute = PurePath(place.file).is_absolute()
    uri = PurePath(place.file).as_uri() if absolute else quote(PurePath(place.file).as_posix())
    region = {"startLine": place.first, "endLine": place.last}
    found: _Json = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, **({} if absolute else base)},
            "region": region,
        },
        "logicalLocations": [{"fullyQualifiedName": name}],
    }
    return found | ({"message": {"text": message}} if message else {})


def _invocation(run: Run, rules: dict[str, _Json]) -> _Json:
    start = datetime.fromisoformat(run.started).astimezone(UTC)
    broken = run.with_outcome("error")
    return {
        "executionSuccessful": run.complete and not broken,
        "exitCode": run.exit_code,
        "startTimeUtc": _utc(start),
        "endTimeUtc": _utc(start + timedelta(seconds=_duration(run))),
        "toolExecutionNotifications": [
            *({"level": "warning", "message": {"text": _plain(line)}} for line in gap_lines(run)),
            *_unseen(run.unseen),
            *(_broken(claim, rules) for claim in broken),
        ],
    }


def _duration(run: Run) -> float:
    """Return how long a run took; a time that no clock shows counts as nothing."""
    return run.seconds if 0 <= run.seconds < 10**9 else 0.0


def _unseen(claims: Sequence[Result]) -> Iterator[_Json]:
    for (outcome, why), count in Counter((c.outcome, c.why) for c in claims).most_common():
        yield {
            "level": "note",
            "message": {"text": _plain(f"{outcome} ({claim_count(count)}): {why}")},
        }


def _broken(claim: Result, rules: dict[str, _Json]) -> _Json:
    index = list(rules).index(claim.kind)
    return {
        "level": "error",
        "message": {"text": _plain(f"{claim.id}: {claim.why}")},
        "associatedRule": {"id": claim.kind, "index": index},
        "locations": [_location(spec_location(claim), claim.id)],
    }


def _plain(text: str) -> str:
    """Keep brackets from becoming the links and placeholders of SARIF (3.11.5, 3.11.6)."""
    linkless = re.sub(r"[\[\]\\]", r"\\\g<0>", text) if re.search(r"\]\(", text) else text
    return re.sub(r"\{(\d+)\}", r"{{\1}}", linkless)


def _utc(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
