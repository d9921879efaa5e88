"""Mutation of claims: each claim must notice a document that states something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from harness.analysis.blind_claims import why_alone, why_empty
from harness.analysis.formula_mutation import FormulaMutation
from harness.analysis.output_mutation import OutputMutation, PrintedOutput, examine_output
from harness.claims import Claim, Spec, value_text
from harness.documents import Document
from harness.engine.judging import broken
from harness.engine.replay import EvidenceReplay
from harness.evidence import Evidence
from harness.printed.parts import DEFAULT
from harness.results.mutation_result import MutationResult, Survivor
from harness.sandbox.transcripts import restored
from harness.verdicts import Expectation, Word

_LAW = "whether a wrong formula would pass is measured by --formulas"
_DIFFERS = "it says only that something differs"


def examine_all(
    specs: Sequence[Spec],
    stack: EvidenceReplay,
    documents: Mapping[str, Document | None],
    formulas: Mapping[str, FormulaMutation] | None = None,
) -> Iterator[MutationResult]:
    """Judge the mutants of every claim by recorded evidence; nothing is measured.

    Args:
        specs: The specs.
        stack: The recorded evidence of a stack.
        documents: The documents that are at hand, by the name of their spec.
        formulas: What became of wrong formulas, by the key of the law's request.
    """
    for spec in specs:
        for claim in spec.claims:
            place = f"{spec.file}:{spec.lines[claim.id]}"
            blank = MutationResult(f"{spec.name}/{claim.id}", claim.kind, place)
            try:
                found = _Examination(claim, stack, documents.get(spec.name)).result(blank)
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
        document: Its document; None where it is not at hand.

    Raises:
        LookupError: There is nothing to judge by, or the claim is not as recorded.
    """

    def __init__(self, claim: Claim, stack: EvidenceReplay, document: Document | None) -> None:
        self._claim, self._document = claim, document
        self._evidence = stack.answer(claim)
        verdict, outcome = claim.settle(self._evidence, stack.facts.release)
        if verdict.word not in (Word.CONFIRMED, Word.REFUTED):
            raise LookupError(f"{verdict.word}: {verdict.why}")
        if outcome.changed:
            raise LookupError(f"{outcome.label}, not as recorded")
        self._expectation = claim.expectation_on(stack.facts.release)

    def result(self, blank: MutationResult) -> MutationResult:
        """Judge everything about the claim.

        Args:
            blank: The result without any finding.
        """
        claim, outputs = self._claim, self._outputs()
        near = list(self._near_misses())
        alive = [survivor for survivor in near if survivor is not None]
        alive += [item for output in outputs for item in output.survivors]
        any_value = list(self._untrue())
        mutants = len(near) + len(any_value) + sum(output.mutants for output in outputs)
        survivors = [self._placed(item, blank.spec) for item in [*alive, *any_value]]
        return replace(
            blank,
            mutants=mutants,
            survivors=tuple(survivors),
            empty=why_empty(claim, self._evidence) or _unseen(outputs),
            alone=why_alone(claim),
            exact=not mutants and claim.kind != "law",
            untold=self._untold(),
            sampled=tuple(item for output in outputs for item in output.sampled),
            differing=sum(output.differing for output in outputs),
        )

    def _near_misses(self) -> Iterator[Survivor | None]:
        """Judge the near misses of what holds: the document, or else the recorded truth."""
        claim = self._claim
        holds = self._expectation is Expectation.HOLDS
        said = [claim] if holds else map(claim.with_value, claim.truths(self._expectation))
        for mutant in [value for other in said for value in other.near_misses()]:
            verdict = claim.judge_against(mutant, self._evidence)
            if verdict.word is Word.REFUTED:
                yield None
            else:
                found = f"{verdict.word}, measured {claim.finding(verdict)}"
                yield Survivor(value_text(mutant), found, "", claim.leeway)

    def _untrue(self) -> Iterator[Survivor]:
        """A figure that is wrong as recorded, without its truth, is wrong for any other value."""
        claim, holds = self._claim, self._expectation is Expectation.HOLDS
        if holds or claim.kind == "law" or claim.request is None:
            return
        if claim.truths(self._expectation):
            return
        found = f"the {self._expectation} passes, since it names no truth"
        yield Survivor("anything else is measured", found, "", claim.survivors or "")

    def _outputs(self) -> list[OutputMutation]:
        found = printed_outputs(self._claim, self._document, self._evidence)
        return [examine_output(output) for output in found]

    def _untold(self) -> str:
        claim = self._claim
        if claim.kind == "law":
            return _LAW
        return _DIFFERS if claim.kind == "runs" and claim.document_value == "differs" else ""

    def _placed(self, survivor: Survivor, spec: str) -> Survivor:
        name = self._document.name if self._document else ""
        place = f"{name}:{survivor.place}" if survivor.place else spec
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


def _unseen(outputs: Sequence[OutputMutation]) -> str:
    mutants = sum(output.mutants for output in outputs)
    alive = sum(len(output.survivors) for output in outputs)
    return "nothing of what the page prints is compared" if mutants and alive == mutants else ""


def printed_outputs(
    claim: Claim, document: Document | None, evidence: Evidence | None
) -> list[PrintedOutput]:
    """List what a code block prints in the document and printed here, to be compared.

    Args:
        claim: The claim.
        document: Its document; None where it is not at hand.
        evidence: What was measured.

    Raises:
        LookupError: The document is not at hand.
    """
    if claim.kind != "runs" or evidence is None or evidence.value is None:
        return []
    spans: list[Any] = [block["lines"] for block in evidence.request.given["blocks"]]
    index = spans.index(list(claim.at.span))
    block, found = evidence.request.given["blocks"][index], evidence.value["printed"][index]
    if found["outcome"] != "runs" or not block["prints"]:
        return []
    if document is None:
        raise LookupError("its document is not at hand; name its folder with --documents")
    here = "\n".join(restored(part, document.lines) for part in found.get("output", ()))
    numbers = [n for at in block["prints"] for n in range(at["lines"][0], at["lines"][1] + 1)]
    lines = [(number, document.lines[number - 1]) for number in numbers]
    return [PrintedOutput(lines, here, getattr(claim, "settings", DEFAULT), {})]
