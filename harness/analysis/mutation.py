"""Mutation of claims: each claim must notice a document that states something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from harness.analysis.blind_claims import why_alone, why_empty
from harness.analysis.formula_mutation import FormulaMutation, law_reach, passing_formulas
from harness.analysis.output_mutation import OutputMutation, PrintedOutput, examine_output
from harness.claims import Claim, Spec, value_text
from harness.claims.ending_words import DIFFERS, RUNS
from harness.claims.settling import settle, truths_on
from harness.engine.judging import broken
from harness.engine.replay import EvidenceReplay
from harness.evidence import Evidence
from harness.kinds.runs import Runs
from harness.results.mutation_result import MutationResult, Survivor
from harness.verdicts import Expectation, Word

_LAW = "it names no wrong formulas; whether any would pass is measured by --formulas"
_DIFFERS = "it says only that something differs"


def examine_all(
    specs: Sequence[Spec],
    stack: EvidenceReplay,
    formulas: Mapping[str, FormulaMutation] | None = None,
) -> Iterator[MutationResult]:
    """Judge the mutants of every claim by recorded evidence; nothing is measured.

    Args:
        specs: The specs, on their documents.
        stack: The recorded evidence of a stack.
        formulas: What became of wrong formulas, by the key of the law's request.
    """
    for spec in specs:
        for claim in spec.claims:
            place = f"{spec.file}:{spec.lines[claim.id]}"
            blank = MutationResult(f"{spec.name}/{claim.id}", claim.kind, place)
            try:
                found = _Examination(claim, stack, spec.document).result(blank)
                key = claim.request.key if claim.request else ""
                yield _with_formulas(found, (formulas or {}).get(key), claim.survivors or "")
            except LookupError as error:
                yield replace(blank, unexamined=str(error.args[0]))
            except Exception as error:  # noqa: BLE001 - the other claims are still examined
                yield replace(blank, unexamined=broken(error))


class _Examination:
    """The mutants of one claim.

    Args:
        claim: The claim.
        stack: The recorded evidence of a stack.
        document: Name of its document.

    Raises:
        LookupError: There is nothing to judge by, or the claim is not as recorded.
    """

    def __init__(self, claim: Claim, stack: EvidenceReplay, document: str) -> None:
        self._claim, self._name = claim, document
        self._evidence = stack.answer(claim)
        verdict, outcome = settle(claim, self._evidence, stack.facts.packages)
        if verdict.word not in (Word.CONFIRMED, Word.REFUTED):
            raise LookupError(f"{verdict.word}: {verdict.why}")
        if outcome.changed:
            raise LookupError(f"{outcome.label}, not as recorded")
        self._expectation = claim.expectation_on(stack.facts.packages)
        holds = self._expectation is Expectation.HOLDS
        self._truths = [] if holds else truths_on(claim, self._expectation, stack.facts.packages)

    def result(self, blank: MutationResult) -> MutationResult:
        """Judge everything about the claim.

        Args:
            blank: The result without any finding.
        """
        claim, output = self._claim, self._output()
        law = law_reach(claim, self._evidence)
        near = list(self._near_misses())
        alive = [survivor for survivor in near if survivor is not None]
        any_value = list(self._untrue())
        mutants = len(near) + len(any_value) + output.mutants + len(law.refuted if law else ())
        alive += [*any_value, *output.survivors, *passing_formulas(law)]
        return replace(
            blank,
            mutants=mutants,
            survivors=tuple(self._placed(item, blank.spec) for item in alive),
            empty=why_empty(claim, self._evidence) or _unseen(output),
            alone=why_alone(claim),
            exact=not mutants and claim.kind != "law",
            untold="" if law and law.refuted else self._untold(),
            law=law,
            sampled=output.sampled,
            differing=output.differing,
        )

    def _near_misses(self) -> Iterator[Survivor | None]:
        """Judge the near misses of what holds: the document, or else the recorded truth."""
        claim = self._claim
        holds = self._expectation is Expectation.HOLDS
        said = [claim] if holds else map(claim.with_value, self._truths)
        for mutant in [value for other in said for value in other.near_misses()]:
            verdict = claim.judge_against(mutant, self._evidence)
            if verdict.word is Word.REFUTED:
                yield None
            else:
                slack = claim.slack(mutant, verdict.measured)
                found = f"{verdict.word}, measured {claim.finding(verdict)}"
                found += f"; {slack}" if slack else ""
                yield Survivor(value_text(mutant), found, "", claim.leeway)

    def _untrue(self) -> Iterator[Survivor]:
        """A figure that is wrong as recorded, without its truth, is wrong for any other value."""
        claim, holds = self._claim, self._expectation is Expectation.HOLDS
        if holds or claim.kind == "law" or claim.request is None or self._truths:
            return
        found = f"the {self._expectation} passes, since it names no truth"
        yield Survivor("anything else is measured", found, "", claim.survivors or "")

    def _output(self) -> OutputMutation:
        output = printed_output(self._claim, self._evidence)
        return examine_output(output) if output else OutputMutation()

    def _untold(self) -> str:
        claim = self._claim
        if claim.kind == "law":
            return _LAW
        return _DIFFERS if isinstance(claim, Runs) and claim.document_value == DIFFERS else ""

    def _placed(self, survivor: Survivor, spec: str) -> Survivor:
        place = f"{self._name}:{survivor.place}" if survivor.place else spec
        return replace(survivor, place=place, reason=survivor.reason or self._claim.survivors or "")


def _with_formulas(
    found: MutationResult, formulas: FormulaMutation | None, reason: str
) -> MutationResult:
    """Add what became of wrong formulas of a law."""
    if formulas is None:
        return found
    return replace(
        found,
        mutants=found.mutants + formulas.mutants,
        survivors=(*found.survivors, *(replace(s, reason=reason) for s in formulas.survivors)),
        idle=formulas.idle,
        untold=formulas.untold,
    )


def _unseen(output: OutputMutation) -> str:
    none = output.mutants and len(output.survivors) == output.mutants
    return "nothing of what the page prints is compared" if none else ""


def printed_output(claim: Claim, evidence: Evidence | None) -> PrintedOutput | None:
    """Return what a code block prints in the document and printed here; None for other claims.

    Args:
        claim: The claim.
        evidence: What was measured.
    """
    if not isinstance(claim, Runs) or evidence is None or claim.document_value != RUNS:
        return None
    spans = [tuple(block["lines"]) for block in evidence.request.given["blocks"]]
    found = evidence.value["printed"][spans.index(claim.at.span)]
    end = claim.ending(found)
    if end.compared is None or not (end.as_shown or end.word in (RUNS, DIFFERS)):
        return None
    strict = claim.form == "strict"
    here = claim.printed_here(found)
    return PrintedOutput(claim.printed, here, claim.settings, claim.reasons, strict)
