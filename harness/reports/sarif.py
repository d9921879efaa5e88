"""Findings as SARIF 2.1.0, so that code-scanning pages show a wrong sentence at its line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from harness import __version__
from harness.reports.markdown import prose
from harness.reports.sarif_results import (
    Json,
    ResultWriter,
    exact_remedies,
    fingerprints,
    of_rule,
    plain_text,
    reported,
    sarif_location,
)
from harness.reports.shared import claim_count, gap_lines, spec_location
from harness.results.change import Comparison, Sort
from harness.results.run import KindSummary, Result, Run
from harness.results.run_parts import Remedy
from harness.texts.plain import presentable
from harness.verdicts import Severity

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

_LEVELS = " ".join(
    ["What a reader suffers, the worst first:"]
    + [f"{severity} ({severity.level}): {severity.meaning}." for severity in Severity]
)
"""Why a result has its level."""


def sarif(run: Run) -> str:
    """Write a rule for each kind, and a result for each new verdict and each cause of findings.

    Blocked claims say nothing of their document: they are notifications.
    """
    shown = run.presentable
    rules = _rules(shown)
    writer = ResultWriter(shown, list(rules), exact_remedies(run))
    return _log(shown, rules, [writer.result(cause) for cause in reported(shown)])


def sarif_changes(comparison: Comparison) -> str:
    """Write the findings of both runs with what became of them, and what was weakened."""
    exact = exact_remedies(comparison.head)
    comparison = presentable(comparison)
    head = comparison.head
    rules = _rules(comparison.base) | _rules(head)
    rules |= {f"compare/{sort}": _rule(text) for sort, text in _OF_CHANGES.items()}
    results = [*_compared(comparison, list(rules), exact), *_weakened(comparison, list(rules))]
    return _log(head, rules, results)


def _log(run: Run, rules: dict[str, Json], results: list[Json]) -> str:
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


def _rules(run: Run) -> dict[str, Json]:
    """Write a rule for every kind; an older record does not say what its kinds are."""
    return {
        name: _rule((kind or KindSummary(f"A claim of the kind {name}.", "", {})).title, kind)
        for name in sorted({claim.kind for claim in run.claims})
        for kind in [run.kinds.get(name)]
    }


def _rule(title: str, kind: KindSummary | None = None) -> Json:
    whole = f"{title} {kind.text}".strip() if kind else title
    return {
        "shortDescription": {"text": plain_text(title)},
        "fullDescription": {"text": plain_text(whole)},
        "help": {
            "text": plain_text(f"{whole} {_LEVELS}"),
            "markdown": f"{prose(whole)}\n\n{prose(_LEVELS)}",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["documentation"]},
    }


def _compared(comparison: Comparison, rules: list[str], exact: frozenset[Remedy]) -> Iterator[Json]:
    """Write the findings of now, and those of before that are settled."""
    base, head = comparison.base, comparison.head
    now, before = reported(head), reported(base)
    writer = ResultWriter(head, rules, exact)
    for cause in now:
        states = {_became(base.by_id.get(claim.id), claim) for claim in cause.claims}
        state = states.pop() if len(states) == 1 else "updated"
        yield writer.result(cause) | {"baselineState": state}
    gone = {change.id for change in comparison.of(Sort.REMOVED)}
    known = {(cause.spec, cause.name) for cause in now}
    writer = ResultWriter(base, rules, frozenset())
    for cause in before:
        if (cause.spec, cause.name) not in known and all(
            _settled(head.by_id.get(claim.id), claim.id in gone) for claim in cause.claims
        ):
            spoken = [_with_sentence(claim, head) for claim in cause.claims]
            yield writer.result(replace(cause, claims=spoken)) | {"baselineState": "absent"}


def _settled(now: Result | None, gone: bool) -> bool:
    return now.outcome_entry.pytest == "passed" if now else gone


def _with_sentence(before: Result, head: Run) -> Result:
    """Say what a claim says: a baseline has no sentences."""
    now = head.by_id.get(before.id)
    return replace(before, says=before.says or now.says) if now else before


def _became(before: Result | None, claim: Result) -> str:
    if before is None or not before.outcome_entry.level:
        return "new"
    return "unchanged" if before.outcome == claim.outcome else "updated"


def _weakened(comparison: Comparison, rules: list[str]) -> Iterator[Json]:
    for change in comparison.of(*_OF_CHANGES):
        found = {
            **of_rule(f"compare/{change.sort}", rules),
            "level": "error",
            "message": {"text": plain_text(f"{change.id}: {'; '.join(change.what)}")},
            "partialFingerprints": fingerprints(f"{change.sort}:{change.id}"),
            "baselineState": "new",
        }
        if change.claim:
            found["locations"] = [sarif_location(spec_location(change.claim), change.id)]
        if change.because:
            reason = {"kind": "external", "status": "accepted", "justification": change.because}
            found["suppressions"] = [reason]
        yield found


def _invocation(run: Run, rules: dict[str, Json]) -> Json:
    start = datetime.fromisoformat(run.started).astimezone(UTC)
    broken = run.with_outcome("error")
    return {
        "executionSuccessful": run.complete and not broken,
        "exitCode": run.exit_code,
        "startTimeUtc": _utc(start),
        "endTimeUtc": _utc(start + timedelta(seconds=_duration(run))),
        "toolExecutionNotifications": [
            *(
                {"level": "warning", "message": {"text": plain_text(line)}}
                for line in gap_lines(run)
            ),
            *_unseen(run.unseen),
            *(_broken(claim, rules) for claim in broken),
        ],
    }


def _gap(line: str) -> Json:
    return {"level": "warning", "message": {"text": plain_text(line)}}


def _duration(run: Run) -> float:
    """Return how long a run took; a time that no clock shows counts as nothing."""
    return run.seconds if 0 <= run.seconds < 10**9 else 0.0


def _unseen(claims: Sequence[Result]) -> Iterator[Json]:
    for (outcome, why), count in Counter((c.outcome, c.why) for c in claims).most_common():
        yield {
            "level": "note",
            "message": {"text": plain_text(f"{outcome} ({claim_count(count)}): {why}")},
        }


def _broken(claim: Result, rules: dict[str, Json]) -> Json:
    index = list(rules).index(claim.kind)
    return {
        "level": "error",
        "message": {"text": plain_text(f"{claim.id}: {claim.why}")},
        "associatedRule": {"id": claim.kind, "index": index},
        "locations": [sarif_location(spec_location(claim), claim.id)],
    }


def _utc(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
