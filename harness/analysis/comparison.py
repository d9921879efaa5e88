"""Comparison of two runs: which verdicts, terms, specs and stacks changed, and which way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from harness.analysis.term_changes import TermChange, changed_terms
from harness.claims.values import identical, value_text
from harness.results.change import Change, Comparison, Sort
from harness.results.run import DocumentSummary, Result, Run
from harness.verdicts import MISQUOTED, Effect, Word

_ORDER = {sort: position for position, sort in enumerate(Sort)}
_SORT_OF = {
    Effect.WEAKER: Sort.WEAKENED,
    Effect.RESTATED: Sort.RESTATED,
    Effect.STRONGER: Sort.STRONGER,
}
_RANKS = {"failed": 0, "skipped": 1, "xfailed": 2, "passed": 3}
"""Outcomes of pytest, the worst first."""


class NotComparable(Exception):  # noqa: N818 - shown to the user as a sentence
    """Two runs that have no claim in common."""


def compare_runs(base: Run, head: Run, accepted: Run | None = None) -> Comparison:
    """Compare two runs.

    A change is accepted where the accepted run has it already, with a reason that the run before
    does not have.

    Args:
        base: The run before.
        head: The run now.
        accepted: The baseline that belongs to the run now, where it is not the run before.

    Raises:
        NotComparable: The two have no claim in common.
    """
    found = changes_between(base, head)
    if accepted is not None:
        reasons = _reasons(base, head, accepted)
        found = [replace(change, because=reasons.get(change.id, "")) for change in found]
    return Comparison(base, head, tuple(found))


def changes_between(base: Run, head: Run) -> list[Change]:
    """List what is different between two runs, worst first.

    Raises:
        NotComparable: They have no claim in common.
    """
    if base.claims and head.claims and not base.by_id.keys() & head.by_id.keys():
        specs = [", ".join(d.spec for d in run.documents) for run in (base, head)]
        raise NotComparable(
            f"no claim in common: one run is of {specs[0]}, the other of {specs[1]}"
        )
    found = [*_claims(base, head), *_documents(base, head), *_stacks(base, head)]
    return sorted(found, key=lambda change: _ORDER[change.sort])


def _reasons(base: Run, head: Run, accepted: Run) -> dict[str, str]:
    new = [entry for entry in accepted.accepted if entry not in base.accepted]
    still = {change.id for change in changes_between(accepted, head) if change.red} if new else ()
    return {
        name: entry.because
        for entry in new
        for name in (entry.claim, *entry.after.get("blocked", ()))
        if name not in still
    }


def _claims(base: Run, head: Run) -> Iterator[Change]:
    weaker = {name: kind.weaker for name, kind in (base.kinds | head.kinds).items()}
    known = set(base.known_blocked)
    for name, before in base.by_id.items():
        after = head.by_id.get(name)
        if after is None:
            yield _absent(before, head)
        else:
            terms = changed_terms(before, after, weaker.get(after.kind, {}))
            changed = [*_changed(before, after, terms, name in known)]
            yield from changed or _varying(before, after, same=base.stack == head.stack)
    for name, after in head.by_id.items():
        if name not in base.by_id:
            sort = _blocked_or(Sort.ADDED, after, name in known)
            yield Change(name, sort, (after.outcome,), {}, _state(after), head=after)


def _blocked_or(sort: Sort, after: Result, known: bool) -> Sort:
    """Tell a claim that is blocked from others, and one that is known to be from a new one."""
    if after.verdict != Word.BLOCKED:
        return sort
    return Sort.UNSEEN if known else Sort.BLOCKED


def _absent(before: Result, head: Run) -> Change:
    if head.whole and head.complete:
        said = (f"was {before.outcome}",)
        return Change(before.id, Sort.REMOVED, said, _state(before), {}, base=before)
    return Change(before.id, Sort.UNSEEN, ("not asked for in this run",), {}, {}, base=before)


def _changed(
    before: Result, after: Result, terms: list[TermChange], known: bool
) -> Iterator[Change]:
    """List what is different in a claim; ``known`` says that the run before lists it as blocked."""
    verdict = _direction(before, after, known)
    sorts = [_SORT_OF[term.effect] for term in terms] + ([verdict] if verdict else [])
    if not sorts:
        return
    sort = min(sorts, key=_ORDER.__getitem__)
    was = "blocked" if verdict is Sort.UNBLOCKED else before.outcome
    said = [f"{was} → {after.outcome}"] if verdict else []
    old = {term.name: term.before for term in terms} | (_state(before) if verdict else {})
    new = {term.name: term.after for term in terms} | (_state(after) if verdict else {})
    what = (*said, *map(str, terms))
    yield Change(after.id, sort, what, old, new, before, after)


def _varying(before: Result, after: Result, *, same: bool) -> Iterator[Change]:
    """Say that a claim was confirmed twice by different results of one stack.

    A baseline leaves out results that are long; of these nothing is known.
    """
    then, now = before.measured, after.measured
    if same and None not in (then, now) and not identical(then, now):
        what = f"measured {value_text(then, 60)}, then {value_text(now, 60)}"
        yield Change(after.id, Sort.VARIES, (what,), {}, {}, before, after)


def _direction(before: Result, after: Result, known: bool) -> Sort | None:
    """Tell whether a verdict got better or worse; a blocked claim did neither."""
    then, now = _rank(before), _rank(after)
    if before.outcome == after.outcome:
        return Sort.UNBLOCKED if known and now is not None else None
    if now is None:
        return _blocked_or(Sort.UNSEEN, after, known)
    if then is None:
        return Sort.WORSE if now < _RANKS["xfailed"] else Sort.BETTER
    if now >= then:
        return Sort.BETTER
    return Sort.RECORDED if after.outcome_entry.finding else Sort.WORSE


def _rank(result: Result) -> int | None:
    """Rank a result by its outcome, the worst lowest; None for a blocked claim."""
    if result.verdict == Word.BLOCKED:
        return None
    confirmed = result.verdict == Word.CONFIRMED and result.outcome != MISQUOTED.label
    return _RANKS["passed" if confirmed else result.outcome_entry.pytest]


def _state(result: Result) -> dict[str, Any]:
    return {"outcome": result.outcome}


def _documents(base: Run, head: Run) -> Iterator[Change]:
    """Compare how much of each document its spec calls no claim."""
    known = {document.spec: document for document in base.documents}
    for after in head.documents:
        before = known.get(after.spec)
        if before is None:
            continue
        then, now, unit = _not_claims(before, after)
        if then != now:
            sort = Sort.WEAKENED if now > then else Sort.STRONGER
            said = (f"not_claims: {then} → {now} {unit}",)
            yield Change(after.spec, sort, said, {"not_claims": then}, {"not_claims": now})


def _not_claims(before: DocumentSummary, after: DocumentSummary) -> tuple[int, int, str]:
    if before.not_claim_lines is None or after.not_claim_lines is None:
        return before.not_claims, after.not_claims, "passages"
    return before.not_claim_lines, after.not_claim_lines, "lines"


def _stacks(base: Run, head: Run) -> Iterator[Change]:
    """Compare the stacks that have recorded evidence."""
    if base.stacks is None or head.stacks is None:
        return
    yes, no = {"recorded": True}, {"recorded": False}
    for name in base.stacks:
        if name not in head.stacks:
            yield Change(name, Sort.WEAKENED, ("has no recorded evidence any more",), yes, no)
    for name in head.stacks:
        if name not in base.stacks:
            yield Change(name, Sort.ADDED, ("has recorded evidence now",), no, yes)
