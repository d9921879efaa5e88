"""The README is a document: its own spec speaks of every line and notices every wrong figure."""

import json
import shutil
from pathlib import Path

import pytest

from harness.analysis.coverage import coverage
from harness.claims import load_spec
from harness.documents import State
from harness.engine.judging import place, settle
from harness.engine.stackless import ask_nobody
from harness.evidence import ABSENT
from harness.verdicts import MISQUOTED, Word

ROOT = Path(__file__).parents[2]
SPEC = load_spec(ROOT / "specs" / "readme.yaml")


def outcome(claim, document):
    evidence = ask_nobody(claim)
    return settle(claim, evidence, ABSENT.tensorflow, place(claim, document))


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch):
    """Its subjects look around in the repository."""
    monkeypatch.chdir(ROOT)


def test_no_line_is_naked_and_every_claim_stands_where_its_spec_says():
    document = SPEC.find_document(None)
    assert coverage(SPEC, document).naked == ()
    states = {claim.id: place(claim, document).state for claim in SPEC.claims}
    assert {name for name, state in states.items() if state is not State.ANCHORED} == set()


def test_every_claim_holds_and_none_of_them_asks_a_stack():
    wrong = {claim.id: outcome(claim, None)[0].why for claim in SPEC.claims}
    assert {name: why for name, why in wrong.items() if why} == {}
    assert [claim.id for claim in SPEC.claims if claim.request is not None] == []


def test_what_is_measured_refutes_every_other_figure():
    for claim in SPEC.claims:
        evidence = ask_nobody(claim)
        for mutant in claim.mutants():
            assert claim.judge_against(mutant, evidence).word is Word.REFUTED, (claim.id, mutant)


def test_a_changed_figure_of_the_readme_is_misquoted(tmp_path):
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    claim = next(claim for claim in SPEC.claims if claim.id == "claims-in-all")
    assert text.count(f"{claim.at.figure} claims:") == 1
    text = text.replace(f"{claim.at.figure} claims:", "999 claims:")
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    spec = load_spec(tmp_path / "specs" / "readme.yaml")
    found = {c.id for c in spec.claims if outcome(c, spec.find_document(None))[1] is MISQUOTED}
    assert "claims-in-all" in found
    assert found <= {c.id for c in spec.claims if c.at.span == claim.at.span}


def test_an_option_that_is_gone_refutes_the_command_that_names_it():
    claim = next(claim for claim in SPEC.claims if claim.id == "table-list")
    line = json.dumps({"line": "harness list [--numbers]"})
    changed = claim.model_copy(update={"given": json.loads(line)})
    assert outcome(changed, None)[0].word is Word.REFUTED
