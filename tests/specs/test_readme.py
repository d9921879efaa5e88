"""README and guide are documents: their specs speak of every line and notice every wrong figure."""

import os
import shutil
from pathlib import Path

import pytest

from harness.analysis.line_coverage import coverage
from harness.claims import load_spec
from harness.documents import State
from harness.engine.judging import place, settle_anchored
from harness.engine.measuring import Measurements, Measuring
from harness.evidence import ABSENT
from harness.verdicts import MISQUOTED, Word

ROOT = Path(__file__).parents[2]
SPECS = [load_spec(ROOT / "specs" / name) for name in ("readme.yaml", "guide.yaml")]
CLAIMS = [claim for spec in SPECS for claim in spec.claims]

both = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)


def measured(claims):
    """Measure claims, in one worker without TensorFlow."""
    measurements = Measurements(Measuring(slots=1))
    try:
        measurements.begin(claims)
        return {claim.id: evidence for claim, evidence in measurements.answers()}
    finally:
        measurements.close()


@pytest.fixture(scope="module")
def evidence():
    """What the subjects of all claims measure in the repository."""
    before = Path.cwd()
    os.chdir(ROOT)
    yield measured(CLAIMS)
    os.chdir(before)


@both
def test_no_line_is_naked_and_every_claim_stands_where_its_spec_says(spec):
    document = spec.find_document(None)
    assert coverage(spec, document).naked == ()
    states = {claim.id: place(claim, document).state for claim in spec.claims}
    assert {name for name, state in states.items() if state is not State.ANCHORED} == set()


@both
def test_every_claim_holds_and_none_of_them_asks_a_stack(spec, evidence):
    wrong = {claim.id: claim.judge(evidence[claim.id]).why for claim in spec.claims}
    assert {name: why for name, why in wrong.items() if why} == {}
    assert [claim.id for claim in spec.claims if claim.stack_request is not None] == []


@both
def test_what_is_measured_refutes_every_other_figure(spec, evidence):
    for claim in spec.claims:
        for mutant in claim.mutants():
            verdict = claim.judge_against(mutant, evidence[claim.id])
            assert verdict.word is Word.REFUTED, (claim.id, mutant)


def test_a_changed_figure_of_the_readme_is_misquoted(tmp_path, evidence):
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    claim = next(claim for claim in CLAIMS if claim.id == "claims-in-all")
    assert text.count(f"{claim.at.figure} claims:") == 1
    text = text.replace(f"{claim.at.figure} claims:", "999 claims:")
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    spec = load_spec(tmp_path / "specs" / "readme.yaml")
    document = spec.find_document(None)
    found = {
        c.id
        for c in spec.claims
        if settle_anchored(c, evidence[c.id], ABSENT.tensorflow, place(c, document))[1] is MISQUOTED
    }
    assert "claims-in-all" in found
    assert found <= {c.id for c in spec.claims if c.at.span == claim.at.span}


def test_an_option_that_is_gone_refutes_the_command_that_names_it(monkeypatch):
    monkeypatch.chdir(ROOT)
    claim = next(claim for claim in CLAIMS if claim.id == "matrix-of-blocks")
    changed = claim.model_copy(update={"given": {"line": "harness matrix --bricks"}})
    assert changed.judge(measured([changed])[changed.id]).word is Word.REFUTED
