"""A run in one sentence: what is new, and what is wrong with its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.results.annotation import Annotation
from harness.results.cause_groups import CauseGroup, causes_of, own_specs
from harness.results.run import Result, Run
from harness.verdicts import Severity, Word


def headline(run: Run) -> str:
    """Say what is new and what is wrong; documents that are the project's own do not count."""
    own = own_specs(run)
    others = [claim for claim in run.claims if claim.id.partition("/")[0] not in own]
    found = [*findings_clauses(causes_of(others)), *_unseen(others)]
    new = " ".join(_new(run))
    if found:
        return f"{new or 'Nothing new.'} {', '.join(found)}."
    if not any(claim.verdict == Word.CONFIRMED for claim in run.claims):
        return new or "Nothing was looked at."
    return new or ("Everything that was looked at holds." if run.gaps else "Everything holds.")


def annotation_line(annotation: Annotation) -> str:
    """Say what an annotated document is about, and what is wrong with it."""
    results = [note.result for note in annotation.notes]
    changed = sum(bool(result.outcome_entry.exit_code) for result in results)
    lost = sum(bool(note.lost) for note in annotation.notes)
    clauses = [f"{_count(changed, 'verdict')} {'is' if changed == 1 else 'are'} new"] * bool(
        changed
    )
    clauses += [f"{_count(lost, 'passage')} not as the spec has it"] * bool(lost)
    clauses += findings_clauses(annotation.causes)
    clauses += _unseen(results)
    holds = any(result.verdict == Word.CONFIRMED for result in results)
    said = ", ".join(clauses) or ("everything holds" if holds else "nothing was looked at")
    return f"{annotation.title}: {said}"


def findings_clauses(groups: Sequence[CauseGroup]) -> Iterator[str]:
    """Say what is wrong with documents, a clause for each way; causes count where code breaks."""
    breaking = sum(group.severity is Severity.BREAKS for group in groups)
    if breaking:
        yield f"{_count(breaking, 'cause')} {'breaks' if breaking == 1 else 'break'} the code today"
    ways = Counter(
        _way(group, claim)
        for group in groups
        if group.severity is not Severity.BREAKS
        for claim in group.claims
    )
    named = False
    for way, (one, many) in _WAYS.items():
        count = ways[way]
        if count and way == _NOT_REPRODUCIBLE:
            yield f"{_count(count, 'figure')} cannot be reproduced"
        elif count:
            yield f"{count if named else _count(count, 'statement')} {one if count == 1 else many}"
            named = True


_NOT_REPRODUCIBLE = "not reproducible"
_WAYS = {
    "erratum": ("was never true", "were never true"),
    "drift": ("was true once", "were true once"),
    "not yet": ("is not true yet", "are not true yet"),
    "known": ("is known to be wrong", "are known to be wrong"),
    str(Severity.UNCLEAR): ("is unclear", "are unclear"),
    str(Severity.COSMETIC): ("is cosmetic", "are cosmetic"),
    _NOT_REPRODUCIBLE: ("", ""),
}
"""How a statement may be wrong, and what is said of one and of several."""


def _way(group: CauseGroup, claim: Result) -> str:
    mild = group.severity in (Severity.UNCLEAR, Severity.COSMETIC)
    return str(group.severity) if mild and claim.outcome != _NOT_REPRODUCIBLE else claim.outcome


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _new(run: Run) -> Iterator[str]:
    """Say how many verdicts are not the expected ones, and how many claims could not be judged."""
    broken = len(run.with_outcome("error"))
    changed = len(run.changed) - broken
    if changed:
        yield f"{_count(changed, 'verdict')} {'is' if changed == 1 else 'are'} new."
    if broken:
        yield f"Harness itself failed on {_count(broken, 'claim')}."


def _unseen(claims: Sequence[Result]) -> Iterator[str]:
    blocked = sum(claim.verdict == Word.BLOCKED for claim in claims)
    undecided = sum(claim.outcome_entry.unseen for claim in claims) - blocked
    if undecided:
        yield f"{_count(undecided, 'claim')} could not be decided"
    if blocked:
        yield f"{_count(blocked, 'claim')} could not be looked at"
