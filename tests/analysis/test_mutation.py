"""Mutation: a claim notices a document that states something else, or has a defect."""

import os
import subprocess
import sys

import pytest

from harness.analysis.mutation import examine_all
from harness.claims import load_specs
from harness.engine.replay import EvidenceReplay, StacklessAnswers
from harness.evidence import Evidence, Facts, Failure
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from harness.results.mutation_result import MutationResult, Survivor, tallies

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


@pytest.fixture
def examine(tmp_path):
    """Examine claims by a record of one measurement."""

    def examine(claims, value=VALUE, failure=None):
        file = tmp_path / "s.yaml"
        file.write_text(HEAD + claims)
        specs = load_specs([file])
        request = specs[0].claims[0].stack_request
        measured = Measurement.of(Evidence(request, value, failure), FACTS, "2026-01-01")
        store = Store(FACTS, {request.key: measured})
        replay = EvidenceReplay("tf2.16", store, StacklessAnswers(None))
        return list(examine_all(specs, replay))

    return examine


def test_a_claim_that_notices_every_change_has_no_survivor(examine):
    (found,) = examine(HOLDS)
    assert (found.mutants, found.killed, found.defect) == (2, 2, False)


def test_a_tolerance_that_lets_another_digit_pass_is_a_defect(examine):
    (found,) = examine(WIDE)
    assert found.defect
    assert [item.says for item in found.survivors] == ["0.6", "0.4"]
    assert found.killed == 2
    assert found.survivors[0].found == "confirmed, measured 0.5"


def test_a_written_reason_excuses_survivors(examine):
    (found,) = examine(WIDE + EXCUSE)
    assert (found.excused, found.defect) == (2, False)


def test_a_claim_that_notices_no_mutant_cannot_be_excused():
    alive = (Survivor("0.6", "confirmed"),)
    assert MutationResult("s/a", "number", "s.yaml:1", 1, alive, "it is not seeded").defect


def test_the_mutants_of_an_erratum_change_its_recorded_truth(examine):
    (found,) = examine(ERRATUM)
    assert found.mutants
    assert not found.survivors


def test_an_erratum_without_a_truth_fails_where_the_document_agrees(examine):
    (found,) = examine(WITHOUT_TRUTH)
    assert (found.mutants, found.killed) == (1, 1)


def test_a_claim_that_cannot_be_judged_is_not_examined(examine):
    blocked = Failure("Unavailable", "no data", blocked=True)
    (found,) = examine(HOLDS, failure=blocked)
    assert (found.unexamined, found.mutants, found.defect) == ("blocked: no data", 0, False)
    (found,) = examine(HOLDS, {**VALUE, "total": 43})
    assert found.unexamined == "refuted, not as recorded"


def test_the_numbers_are_counted_by_kind_and_together(examine):
    found = tallies(examine(HOLDS + WIDE))
    assert [(tally.name, tally.mutants, tally.survivors) for tally in found] == [
        ("number", 4, 2),
        ("parameters", 2, 0),
        ("all", 6, 2),
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
    file.write_text(HEAD + HOLDS + WIDE)
    request = load_specs([file])[0].claims[0].stack_request
    measured = Measurement.of(Evidence(request, VALUE), FACTS, "2026-01-01")
    record = tmp_path / "reports" / "evidence" / "tf2.16.json"
    record.parent.mkdir(parents=True)
    record.write_text(store_text(Store(FACTS, {request.key: measured})))
    return tmp_path


def test_the_command_shows_survivors_with_what_was_measured_and_fails(project):
    done = mutate(project)
    assert done.returncode == 1, done.stderr
    assert "survives  s/loss  number  specs/s.yaml:10" in done.stdout
    assert "document  0.6\n  verdict   confirmed, measured 0.5\n" in done.stdout
    assert done.stdout.endswith(
        "6 mutants of 2 claims on tf2.16: 4 killed (66.6 %), 0 survive for a reason, 2 without; "
        "0 claims not examined\n"
    )


def test_the_command_passes_where_every_survivor_has_a_reason(project):
    file = project / "specs" / "s.yaml"
    file.write_text(file.read_text() + EXCUSE)
    done = mutate(project, "-v")
    assert done.returncode == 0
    assert "excused   s/loss: a seed that nobody knows" in done.stdout


def test_a_stack_without_evidence_is_one_message(project):
    done = mutate(project, "--stack", "tf2.5")
    assert done.returncode == 2
    assert done.stderr == (
        "harness: 'tf2.5' has no evidence in reports/evidence; recorded are tf2.16\n"
    )
