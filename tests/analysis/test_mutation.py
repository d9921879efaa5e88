"""Mutation: a claim notices a document that states something else, or has a defect."""

import json
import os
import subprocess
import sys

import pytest

from harness.analysis.formula_mutation import FormulaMutation
from harness.analysis.mutation import examine_all
from harness.claims import load_specs
from harness.engine.replay import EvidenceReplay, StacklessAnswers
from harness.evidence import Evidence, Facts, Failure
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from harness.reports.mutation_text import print_mutation
from harness.results.mutation_result import Survivor, tallies

HEAD = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
"""
HOLDS = """\
  - id: total
    kind: parameters
    at: {lines: 1, figure: "42"}
    subject: recurrent:plain_layer
    read: total
"""
WIDE = """\
  - id: loss
    kind: number
    at: {lines: 2, figure: "0.5"}
    subject: recurrent:plain_layer
    read: loss
    tolerance: {absolute: 0.3, why: training is not seeded}
"""
RANGE = """\
  - id: bound
    kind: range
    at: {lines: 2, figure: "1"}
    states: The loss lies between two bounds.
    subject: recurrent:plain_layer
    read: loss
    at_least: 0.1
"""
LAW = """\
  - id: law
    kind: law
    at: {lines: 2}
    states: The sides are equal for all sizes.
    subject: counts:dense_parameters
    for_all: {units: {integers: [1, 8]}}
"""
LAW_FOUND = {"examples": 50, "difference": 0.0, "counterexample": None}
EXCUSE = "    survivors: a seed that nobody knows moves the first digit\n"
ERRATUM = """\
  - id: name
    kind: value
    at: {lines: 3, figure: simple_rnn}
    subject: recurrent:plain_layer
    read: name
    erratum: {why: the layer has another name, truth: rnn}
"""
WITHOUT_TRUTH = ERRATUM.replace(", truth: rnn", "")
VALUE = {"total": 42, "loss": 0.5, "name": "rnn"}
FACTS = Facts("tf2.16", "3.11.7", "2.16.2", "3.0.5", "1.26.4", "CPU", "a processor", 2)


def bounded(terms, figure="1"):
    """Write a range with other bounds and another figure."""
    lines = "\n".join(f"    {term}" for term in terms.split(", "))
    return RANGE.replace("    at_least: 0.1", lines).replace('"1"', f'"{figure}"')


@pytest.fixture
def examine(tmp_path):
    """Examine claims by a record of one measurement."""

    def examine(claims, value=VALUE, failure=None, formulas=None):
        file = tmp_path / "s.yaml"
        file.write_text(HEAD + claims)
        specs = load_specs([file])
        request = specs[0].claims[0].stack_request
        measured = Measurement.of(Evidence(request, value, failure), FACTS, "2026-01-01")
        store = Store(FACTS, {request.key: measured})
        replay = EvidenceReplay("tf2.16", store, StacklessAnswers(None))
        return list(examine_all(specs, replay, {request.key: formulas}))

    return examine


def test_a_figure_that_equality_decides_is_exact_and_has_no_mutants(examine):
    (found,) = examine(HOLDS)
    assert (found.exact, found.mutants, found.defect) == (True, 0, False)


def test_the_reason_of_a_tolerance_excuses_what_it_lets_pass(examine):
    (found,) = examine(WIDE)
    assert [item.says for item in found.survivors] == ["0.6", "0.4"]
    assert found.survivors[0].found == "confirmed, measured 0.5"
    assert {item.reason for item in found.excused} == {"training is not seeded"}
    assert not found.defect


@pytest.mark.parametrize(
    ("terms", "figure", "alive"),
    [
        ("at_least: 0.1", "1", ["{'at_least': 0.2}"]),
        ("at_least: 0.5", "1", []),
        ("at_least: 0.1", "0.1", []),
        ("at_least: 0, below: 1", "x", []),
        ("at_most: 9", "x", ["{'at_most': 8.0}"]),
    ],
)
def test_a_bound_that_could_be_tighter_survives_unless_the_page_prints_it(
    examine, terms, figure, alive
):
    (found,) = examine(bounded(terms, figure))
    assert [item.says for item in found.unexcused] == alive
    assert found.defect is bool(alive)
    assert not found.empty


def test_a_written_reason_excuses_a_bound(examine):
    (found,) = examine(bounded("at_least: 0.1") + EXCUSE)
    assert (len(found.excused), found.defect) == (1, False)


def test_an_empty_claim_cannot_be_excused(examine):
    (found,) = examine(bounded("at_least: -1.0e+300") + EXCUSE)
    assert found.empty
    assert found.defect


def test_an_erratum_with_its_truth_is_exact(examine):
    (found,) = examine(ERRATUM)
    assert found.exact
    assert not found.survivors


def test_an_erratum_without_a_truth_lets_any_other_value_pass(examine):
    (found,) = examine(WITHOUT_TRUTH)
    assert [item.says for item in found.unexcused] == ["anything else is measured"]
    (found,) = examine(WITHOUT_TRUTH + EXCUSE)
    assert not found.defect


def test_a_claim_that_cannot_be_judged_is_not_examined(examine):
    blocked = Failure("Unavailable", "no data", blocked=True)
    (found,) = examine(HOLDS, failure=blocked)
    assert (found.unexamined, found.mutants, found.defect) == ("blocked: no data", 0, False)
    (found,) = examine(HOLDS, {**VALUE, "total": 43})
    assert found.unexamined == "refuted, not as recorded"


def test_wrong_formulas_count_as_mutants_of_their_law(examine):
    alive = Survivor("n for n + 1", "the sides differ by 0.1, within 0.5", "f, line 3")
    idle = Survivor("1 for n", "no example tells it from the right formula", "f, line 4")
    wrong = FormulaMutation(3, (alive,), (idle,))
    (found,) = examine(LAW, LAW_FOUND, formulas=wrong)
    assert (found.mutants, found.killed, found.untold) == (3, 2, "")
    assert found.unexcused == (alive,)
    assert found.idle == (idle,)
    (found,) = examine(LAW, LAW_FOUND)
    assert (found.mutants, found.exact) == (0, False)
    assert "--formulas" in found.untold


def test_a_wrong_formula_that_no_example_refutes_survives(examine):
    refuted = {"one bias less": 49, "the bias twice": 50, "no weights": 0}
    (found,) = examine(LAW, {**LAW_FOUND, "refuted": refuted})
    assert (found.mutants, found.killed, found.untold) == (3, 2, "")
    assert [item.says for item in found.unexcused] == ["no weights"]
    assert found.defect
    assert found.law.domains == ("units 1 to 8",)
    assert found.law.passes == ("no weights",)


def test_a_law_that_refutes_every_wrong_formula_has_no_defect(examine):
    (found,) = examine(LAW, {**LAW_FOUND, "refuted": {"one bias less": 1}})
    assert (found.mutants, found.killed, found.defect) == (1, 1, False)


def test_the_numbers_are_counted_by_kind_and_together(examine):
    found = tallies(examine(HOLDS + WIDE))
    assert [(tally.name, tally.mutants, tally.excused, tally.exact) for tally in found] == [
        ("number", 2, 2, 0),
        ("parameters", 0, 0, 1),
        ("all", 2, 2, 1),
    ]


def mutate(folder, *arguments):
    environment = {**os.environ, "COLUMNS": "200"}
    command = [sys.executable, "-m", "harness", "mutate", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=environment, check=False
    )


@pytest.fixture
def project(tmp_path):
    """A folder with a spec and a record."""
    (tmp_path / "specs").mkdir()
    file = tmp_path / "specs" / "s.yaml"
    file.write_text(HEAD + HOLDS + RANGE)
    request = load_specs([file])[0].claims[0].stack_request
    measured = Measurement.of(Evidence(request, VALUE), FACTS, "2026-01-01")
    record = tmp_path / "reports" / "evidence" / "tf2.16.json"
    record.parent.mkdir(parents=True)
    record.write_text(store_text(Store(FACTS, {request.key: measured})))
    return tmp_path


def test_the_command_shows_survivors_with_what_was_measured_and_fails(project):
    done = mutate(project)
    assert done.returncode == 1, done.stderr
    assert "survives  s/bound  range  specs/s.yaml:10" in done.stdout
    assert "  specs/s.yaml:10  {'at_least': 0.2}\n    confirmed, measured 0.5 to 0.5" in done.stdout
    assert "1 mutants of 2 claims on tf2.16: 0 killed (0.0 %)" in done.stdout
    assert "Not counted: 1 claims that compare exactly" in done.stdout


def test_the_command_passes_where_every_survivor_has_a_reason(project):
    file = project / "specs" / "s.yaml"
    file.write_text(file.read_text() + EXCUSE)
    done = mutate(project, "-v")
    assert done.returncode == 0
    assert "excused   s/bound" in done.stdout
    assert "because a seed that nobody knows" in done.stdout


def test_a_stack_without_evidence_is_one_message(project):
    done = mutate(project, "--stack", "tf2.5")
    assert done.returncode == 2
    assert done.stderr == (
        "harness: 'tf2.5' has no evidence in reports/evidence; recorded are tf2.16\n"
    )


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        ({"floats": [0.5, 2.0]}, "units 0.5 to 2.0"),
        ({"one_of": ["LSTM", None]}, "units LSTM or None"),
        ({"text": "", "longest": 40}, "units text of any letters, up to 40"),
        ({"text": "ab", "longest": 2}, "units text of 'ab', up to 2"),
        ({"lists": {"integers": [1, 9]}, "sizes": [0, 3]}, "units 0 to 3 times (1 to 9)"),
    ],
)
def test_the_domains_of_a_law_are_named_in_words(examine, domain, words):
    law = LAW.replace("units: {integers: [1, 8]}", f"units: {json.dumps(domain)}")
    (found,) = examine(law, LAW_FOUND)
    assert found.law.domains == (words,)


def test_laws_are_listed_with_what_they_refute(examine, capsys):
    refuted = {"one bias less": 49, "no weights": 0}
    found = examine(LAW, {**LAW_FOUND, "refuted": refuted})
    print_mutation(found, "tf2.16", verbose=False, laws=True)
    shown = capsys.readouterr().out
    assert "50 examples" in shown
    assert "refutes   one bias less (49)" in shown
    assert "passes    no weights" in shown
    assert "Laws: 1, with 50 examples; wrong formulas refuted: 1, not refuted: 1" in shown
