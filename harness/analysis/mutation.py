"""Mutation of claims: each claim must notice a document that states something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.claims import Claim, Spec, value_text
from harness.engine.judging import broken
from harness.engine.replay import EvidenceReplay
from harness.evidence import Evidence
from harness.results.mutation_result import MutationResult, Survivor
from harness.verdicts import Expectation, Word


def examine_all(specs: Sequence[Spec], stack: EvidenceReplay) -> Iterator[MutationResult]:
    """Judge the mutants of every claim by recorded evidence; nothing is measured.

    Args:
        specs: The specs.
        stack: The recorded evidence of a stack.
    """
    for spec in specs:
        for claim in spec.claims:
            yield _examination(spec, claim, stack)


def _examination(spec: Spec, claim: Claim, stack: EvidenceReplay) -> MutationResult:
    evidence = stack.answer(claim)
    place = (f"{spec.name}/{claim.id}", claim.kind, f"{spec.file}:{spec.lines[claim.id]}")
    try:
        judged = list(_judged(claim, evidence, stack.facts.release))
    except LookupError as error:
        return MutationResult(*place, unexamined=str(error.args[0]))
    except Exception as error:  # noqa: BLE001 - the other claims are still examined
        return MutationResult(*place, unexamined=broken(error))
    alive = [Survivor(says, found) for says, found, killed in judged if not killed]
    return MutationResult(*place, len(judged), tuple(alive), claim.survivors or "")


def _judged(
    claim: Claim, evidence: Evidence | None, release: str
) -> Iterator[tuple[str, str, bool]]:
    """Judge altered documents: what each says, the verdict on it, and whether it is noticed.

    Where the document is right, each other value must be refuted. Where it is wrong as recorded,
    each value beside the recorded truth must be; and where no truth is recorded, a document that
    agrees with the measurement must be confirmed, which makes the record outdated.

    Raises:
        LookupError: There is nothing to judge by, or the claim is not as recorded.
    """
    verdict, outcome = claim.settle(evidence, release)
    expectation = claim.expectation_on(release)
    if verdict.word not in (Word.CONFIRMED, Word.REFUTED):
        raise LookupError(f"{verdict.word}: {verdict.why}")
    if outcome.changed:
        raise LookupError(f"{outcome.label}, not as recorded")
    holds = expectation is Expectation.HOLDS
    said = [claim] if holds else map(claim.with_value, claim.truths(expectation))
    mutants = [(mutant, Word.REFUTED) for other in said for mutant in other.mutants()]
    for mutant, due in mutants or [(claim.agreeing_value(evidence), Word.CONFIRMED)]:
        found = claim.judge_against(mutant, evidence)
        measured = f"{found.word}, measured {claim.finding(found)}"
        yield value_text(mutant), measured, found.word is due
