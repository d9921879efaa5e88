"""Recorded truths that are another number today."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from harness.claims import Claim, Spec, load_spec, value_text
from harness.claims.truth_edit import TruthError, with_truth
from harness.evidence import ABSENT, Facts
from harness.results.run import Result, Run
from harness.verdicts import Expectation, Word, outcome_of

_KEYS = {Expectation.ERRATUM: "erratum", Expectation.DRIFT: "drift", Expectation.NOT_YET: "appears"}


def rewritten(specs: Sequence[Spec], latest: Run, name: str) -> tuple[Spec, str, Result]:
    """Give a claim the truth that was measured last.

    Args:
        specs: The specs.
        latest: The run that measured it.
        name: ``SPEC/ID``.

    Returns:
        The claim's spec, its new text, and the claim's record once it says so.

    Raises:
        TruthError: The claim is none whose recorded truth differs from what was measured.
    """
    spec, claim = _named(specs, name)
    record = latest.by_id.get(name)
    if record is None:
        raise TruthError(f"the latest run has no {name}")
    kind = claim.expectation_on(Facts(**asdict(ABSENT) | latest.stack).release)
    key = _KEYS.get(kind)
    recorded = getattr(claim, key) if key else None
    if key is None or recorded is None or "truth" not in recorded.model_fields_set:
        raise TruthError(f"{name} has no recorded truth that could be rewritten")
    if record.verdict != Word.REFUTED or not record.follows.exit_code:
        raise TruthError(f"{name} is {record.outcome}: its recorded truth is what was measured")
    measured = record.measured
    if isinstance(measured, bool) or not isinstance(measured, (int, float)):
        raise TruthError(f"{name} measured {value_text(measured, 60)}, no number; write it by hand")
    text = with_truth(spec, claim, key, measured)
    return spec, text, _settled(text, spec, name, record, kind)


def _named(specs: Sequence[Spec], name: str) -> tuple[Spec, Claim]:
    for spec in specs:
        for claim in spec.claims:
            if f"{spec.name}/{claim.id}" == name:
                return spec, claim
    raise TruthError(f"no spec has {name}")


def _settled(text: str, spec: Spec, name: str, record: Result, kind: Expectation) -> Result:
    """Judge by the new truth what was measured; the record keeps the compared number itself."""
    claim = _named([_loaded(spec, text)], name)[1]
    recorded = getattr(claim, _KEYS[kind])
    verdict = claim.compare(claim.reading(recorded.truth), record.measured)
    if verdict.word is not Word.CONFIRMED:
        raise TruthError(f"{recorded.truth} would not do for {record.measured}: {verdict.why}")
    outcome = outcome_of(Word.REFUTED, kind).label
    return replace(record, outcome=outcome, why=recorded.why, terms=claim.terms)


def _loaded(spec: Spec, text: str) -> Spec:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / spec.file.name
        file.write_text(text, encoding="utf-8")
        return load_spec(file)
