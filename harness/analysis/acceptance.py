"""Changes taken into the baseline, with the reason for each."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from harness.analysis.comparison import changes_between
from harness.claims import Claim, Spec, load_spec, value_text
from harness.claims.truth_edit import TruthError, with_truth
from harness.evidence.facts import packages_of
from harness.results.change import Change, Sort
from harness.results.run import Accepted, DocumentSummary, Result, Run
from harness.verdicts import Expectation, Word, outcome_of

_SHORTEST = 8
"""Characters that a reason must have, as in a spec."""


class AcceptError(Exception):
    """A change that cannot be accepted; the message says why and what to do instead."""


def accept(baseline: Run, latest: Run, names: Sequence[str], because: str, date: str) -> Run:
    """Take changes into the baseline.

    Args:
        baseline: The accepted run.
        latest: The run that has the changes.
        names: Ids of claims, or names of what else changed, as a comparison lists them.
        because: The reason.
        date: ISO 8601, the day.

    Raises:
        AcceptError: One of them cannot be accepted; then none is.
    """
    reason = checked_reason(because)
    changes = {change.id: change for change in changes_between(baseline, latest)}
    found = [_acceptable(name, changes, baseline, latest) for name in dict.fromkeys(names)]
    entries = [Accepted(c.id, reason, date, c.before, c.after) for c in found]
    judged = [c for c in found if c.sort not in (Sort.BLOCKED, Sort.UNBLOCKED)]
    changed = _with(baseline, latest, judged)
    blocked = _blocked(baseline, latest, found)
    return replace(changed, accepted=(*baseline.accepted, *entries), blocked=blocked)


def accept_blocked(baseline: Run, latest: Run, because: str, date: str) -> tuple[Run, int]:
    """List every claim that is newly blocked as known to be.

    Returns:
        The baseline, and how many claims it lists that it did not list before.

    Raises:
        AcceptError: The reason is none, or the baseline knows what is blocked.
    """
    reason = checked_reason(because)
    found = [c for c in changes_between(baseline, latest) if c.sort is Sort.BLOCKED]
    if not found:
        raise AcceptError("the baseline knows every claim that is blocked in this run")
    names = [change.id for change in found]
    entry = Accepted("what is blocked", reason, date, {}, {"blocked": names})
    listed = replace(baseline, blocked=_blocked(baseline, latest, found))
    return replace(listed, accepted=(*baseline.accepted, entry)), len(found)


def _blocked(baseline: Run, latest: Run, changes: Sequence[Change]) -> tuple[str, ...]:
    """List what is known to be blocked once some changes are accepted, in the order of the run."""
    gone = {change.id for change in changes if change.sort in (Sort.UNBLOCKED, Sort.REMOVED)}
    came = {change.id for change in changes if change.sort is Sort.BLOCKED}
    listed = {*baseline.blocked, *came} - gone
    order = dict.fromkeys([*latest.by_id, *baseline.blocked])
    return tuple(name for name in order if name in listed)


def accept_added(baseline: Run | None, latest: Run, because: str, date: str) -> tuple[Run, int]:
    """Take claims and stacks that the baseline lacks into it; without a baseline, begin one.

    Claims that fail or are blocked stay outside; a new baseline lists those that are blocked.

    Returns:
        The baseline, and how many claims and stacks were added.

    Raises:
        AcceptError: The reason is none, or there is nothing to add.
    """
    reason = checked_reason(because)
    known = baseline or _begun(latest)
    added = [
        change
        for change in changes_between(known, latest)
        if change.sort is Sort.ADDED and not (change.head and _unfit(change.head))
    ]
    if not added:
        raise AcceptError("the baseline knows every claim that passes in this run")
    entry = Accepted("what was new", reason, date, {}, {"added": len(added)})
    return replace(_with(known, latest, added), accepted=(*known.accepted, entry)), len(added)


def _begun(latest: Run) -> Run:
    """Begin a baseline that holds no claim yet, and lists what is blocked."""
    empty = replace(latest, claims=(), documents=(), stacks=(), accepted=(), answers={}, gaps=())
    return replace(empty, blocked=latest.known_blocked)


def checked_reason(because: str) -> str:
    """Return a reason on one line.

    Raises:
        AcceptError: It is too short to be one.
    """
    reason = " ".join(because.split())
    if len(reason) < _SHORTEST:
        raise AcceptError(f"{because!r} is no reason; say in a sentence why the change is meant")
    return reason


def _acceptable(name: str, changes: dict[str, Change], baseline: Run, latest: Run) -> Change:
    known = baseline.by_id.keys() | latest.by_id.keys() | changes.keys()
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]}?" if close else "a comparison lists the names"
        raise AcceptError(f"nothing is called {name}; {hint}")
    if name not in changes:
        raise AcceptError(f"{name} is as the baseline has it: there is nothing to accept")
    change = changes[name]
    if change.sort is Sort.UNSEEN:
        raise AcceptError(f"{name} was not looked at: {change.why or change.what[0]}")
    if change.sort is Sort.BLOCKED:
        return change
    if change.head is not None and (unfit := _unfit(change.head)):
        raise AcceptError(f"{name} {unfit}")
    return change


def _unfit(result: Result) -> str:
    """Say why a claim's verdict cannot be accepted; empty where it can."""
    if result.outcome_entry.exit_code:
        way = "record that in its spec (erratum, drift, appears), or correct it, and verify again"
        return f"is {result.outcome}: {way}"
    return f"was not looked at: {result.why}" if result.verdict == Word.BLOCKED else ""


def _with(baseline: Run, latest: Run, changes: Sequence[Change]) -> Run:
    """Replace what changed in a baseline by its latest state, and leave the rest as it is."""
    names = {change.id for change in changes}
    gone = {change.id for change in changes if change.base and not change.head}
    newest = {change.id: change.head for change in changes if change.head}
    known = baseline.by_id | newest
    claims = tuple(known[name] for name in _order(baseline, latest, names) if name not in gone)
    kinds = {claim.kind for claim in newest.values()}
    return replace(
        baseline,
        claims=claims,
        documents=_documents(baseline, latest, claims, names),
        stacks=_stacks(baseline, latest, names),
        kinds=baseline.kinds | {k: v for k, v in latest.kinds.items() if k in kinds},
    )


def _order(baseline: Run, latest: Run, names: Collection[str]) -> list[str]:
    """Order the ids of claims; a new one comes after the one that it follows in its spec."""
    if not baseline.claims:
        return [name for name in latest.by_id if name in names]
    order = list(baseline.by_id)
    for previous, name in pairwise(["", *latest.by_id]):
        if name in names and name not in baseline.by_id:
            at = order.index(previous) + 1 if previous in order else len(order)
            order.insert(at, name)
    return order


def _documents(
    baseline: Run, latest: Run, claims: Sequence[Result], names: Collection[str]
) -> tuple[DocumentSummary, ...]:
    specs = {claim.id.partition("/")[0] for claim in claims}
    known = {document.spec: document for document in baseline.documents}
    newer = {d.spec: d for d in latest.documents if d.spec in names or d.spec not in known}
    return tuple(document for spec, document in (known | newer).items() if spec in specs)


def _stacks(baseline: Run, latest: Run, names: Collection[str]) -> tuple[str, ...] | None:
    if baseline.stacks is None or latest.stacks is None:
        return latest.stacks
    kept = [name for name in baseline.stacks if name in latest.stacks or name not in names]
    return (*kept, *(n for n in latest.stacks if n in names and n not in baseline.stacks))


_KEYS = {Expectation.ERRATUM: "erratum", Expectation.DRIFT: "drift", Expectation.NOT_YET: "appears"}


def rewritten(specs: Sequence[Spec], latest: Run, name: str) -> tuple[Spec, str, Result]:
    """Write the last measured number into the text of a spec as a claim's truth.

    Args:
        specs: The specs.
        latest: The run that measured it.
        name: ``SPEC/ID``.

    Returns:
        The claim's spec, the spec's new text, and the claim's result judged by it.

    Raises:
        TruthError: The claim has no recorded truth that differs from what was measured.
    """
    spec, claim = _named(specs, name)
    result = latest.by_id.get(name)
    if result is None:
        raise TruthError(f"the latest run has no {name}")
    kind = claim.expectation_on(packages_of(latest.stack))
    key = _KEYS.get(kind)
    recorded = getattr(claim, key) if key else None
    if key is None or recorded is None or not recorded.only_truth:
        raise TruthError(f"{name} has no recorded truth that could be rewritten")
    if result.verdict != Word.REFUTED or not result.outcome_entry.exit_code:
        raise TruthError(f"{name} is {result.outcome}: its recorded truth is what was measured")
    measured = result.measured
    if isinstance(measured, bool) or not isinstance(measured, (int, float)):
        raise TruthError(f"{name} measured {value_text(measured, 60)}, no number; write it by hand")
    text = with_truth(spec, claim, key, measured)
    return spec, text, _settled(text, spec, name, result, kind)


def _named(specs: Sequence[Spec], name: str) -> tuple[Spec, Claim]:
    for spec in specs:
        for claim in spec.claims:
            if f"{spec.name}/{claim.id}" == name:
                return spec, claim
    raise TruthError(f"no spec has {name}")


def _settled(text: str, spec: Spec, name: str, result: Result, kind: Expectation) -> Result:
    """Judge a result by the new truth of its claim."""
    claim = _named([_loaded(spec, text)], name)[1]
    recorded = getattr(claim, _KEYS[kind])
    verdict = claim.compare(claim.reading(recorded.truth), result.measured)
    if verdict.word is not Word.CONFIRMED:
        raise TruthError(f"{recorded.truth} would not do for {result.measured}: {verdict.why}")
    outcome = outcome_of(Word.REFUTED, kind).label
    return replace(result, outcome=outcome, why=recorded.why, terms=claim.terms)


def _loaded(spec: Spec, text: str) -> Spec:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / spec.file.name
        file.write_text(text, encoding="utf-8")
        return load_spec(file)
