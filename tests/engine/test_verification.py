"""The engine: results of claims, from measurements and from the evidence of several stacks."""

import json
import time
from dataclasses import replace

import pytest

from harness.analysis.stack_verdicts import judge_recorded
from harness.claims import load_specs
from harness.engine.matching import MatchError
from harness.engine.replay import EvidenceReplay, StacklessAnswers
from harness.engine.verification import Verification, verify
from harness.evidence.store import read_store, store_text
from harness.results.verdict_matrix import Fate
from tests.recorded_project import VALUE, record, run


def test_every_recorded_stack_is_judged_as_its_release_demands(recorded):
    done = run("harness", "verify", "--recorded", cwd=recorded)
    assert done.returncode == 0, done.stdout + done.stderr
    closing = [line for line in done.stdout.splitlines() if line.startswith("3 claims")]
    assert [line.partition(" in ")[0] for line in closing] == [
        "3 claims: 2 confirmed, 1 not yet",
        "3 claims: 3 confirmed",
        "3 claims: 2 confirmed, 1 drift",
    ]
    out = recorded / "reports" / "latest" / "tf2.16" / "run.json"
    stack = json.loads(out.read_text(encoding="utf-8"))["stack"]
    assert (stack["tensorflow"], stack["cpu"]) == ("2.16.2", "a processor")


def test_one_recorded_stack_is_reported_like_a_live_one(recorded):
    done = run("harness", "verify", "--stack", "tf2.16", "--recorded", cwd=recorded)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Keras 3 names it otherwise" in done.stdout
    assert (recorded / "reports" / "latest" / "index.html").exists()


def test_some_claims_are_judged_from_several_records(recorded):
    stacks = "tf2.15,tf2.16"
    done = run("harness", "verify", "--stack", stacks, "--recorded", "-k", "name", cwd=recorded)
    closing = [line for line in done.stdout.splitlines() if line.startswith("1 claim")]
    assert [line.partition(" in ")[0] for line in closing] == [
        "1 claim: 1 confirmed",
        "1 claim: 1 drift",
    ]


def test_stale_evidence_blocks_and_never_counts(recorded):
    file = recorded / "reports" / "evidence" / "tf2.15.json"
    store = read_store(file)
    old = {key: replace(m, source="0" * 16) for key, m in store.measurements.items()}
    file.write_text(store_text(replace(store, measurements=old)))
    done = run("harness", "verify", "--stack", "tf2.15", "--recorded", cwd=recorded)
    assert done.returncode == 4
    assert "nothing of s was looked at" in done.stdout
    assert "3 blocked" in done.stdout
    assert "stale: measured with other source; run tox -e tf2.15" in done.stdout


def test_evidence_that_was_edited_by_hand_is_blocked_and_says_so(recorded):
    file = recorded / "reports" / "evidence" / "tf2.15.json"
    text = file.read_text()
    file.write_text(text.replace('"total_parameters": 42', '"total_parameters": 43'))
    done = run("harness", "verify", "--stack", "tf2.15", "--recorded", cwd=recorded)
    assert done.returncode == 4
    assert "it was changed by hand" in done.stdout
    assert "3 claims: 3 blocked" in done.stdout


def test_pytest_judges_from_a_record(recorded):
    done = run("pytest", "specs", "--stack=tf2.16", "--recorded", "-q", cwd=recorded)
    assert done.returncode == 0, done.stdout
    assert "2 passed, 1 xfailed" in done.stdout
    alone = run("pytest", "specs", "--recorded", cwd=recorded)
    assert (alone.returncode, "--recorded needs --stack NAME" in alone.stderr) == (4, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--stack", "tf2.99"], "no stack 'tf2.99'"),
        (["--recorded", "--record"], "--recorded measures nothing"),
    ],
)
def test_a_command_that_makes_no_sense_is_refused_with_its_reason(recorded, arguments, words):
    done = run("harness", "verify", *arguments, cwd=recorded)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_pytest_refuses_a_stack_that_is_not_defined(recorded):
    done = run("pytest", "specs", "--stack=tf2.99", cwd=recorded)
    assert (done.returncode, "no stack 'tf2.99'" in done.stderr) == (4, True)


def test_the_matrix_holds_each_claim_on_each_stack(recorded):
    specs = load_specs([recorded / "specs" / "s.yaml"])
    matrix = judge_recorded(specs, recorded / "reports" / "evidence")
    assert [column.name for column in matrix.columns] == ["tf2.12", "tf2.15", "tf2.16"]
    assert [row.fate for row in matrix.rows] == [Fate.HOLDS, Fate.DRIFTED, Fate.APPEARED]
    assert matrix.exit_code == 0


def test_the_matrix_is_printed_and_written(recorded):
    done = run("harness", "matrix", cwd=recorded)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["tf2.12", "tf2.15", "tf2.16"]
    for vector in ("✓✓✓  s/total", "✓✓~  s/name", "◦✓✓  s/memory"):
        assert vector in lines
    assert lines[-1] == (
        "3 claims on 3 stacks: 1 hold everywhere, 1 drifted (1 with tf2.16), 1 appeared"
    )
    assert (recorded / "reports" / "latest" / "matrix.html").exists()


def test_a_drift_that_begins_elsewhere_than_recorded_fails(recorded):
    record(recorded, "2.15.1", {**VALUE, "name": "rnn"})
    done = run("harness", "matrix", cwd=recorded)
    assert done.returncode == 1
    assert "s/name: recorded since Keras 3.0, turns with tf2.15; refuted on tf2.15" in done.stdout


def test_without_a_record_there_is_no_matrix(recorded):
    for file in (recorded / "reports" / "evidence").iterdir():
        file.unlink()
    for command in (["matrix"], ["verify", "--recorded"]):
        done = run("harness", *command, cwd=recorded)
        assert done.returncode == 2
        assert "no evidence in" in done.stderr


WITHOUT_TENSORFLOW = """\
import os, sys
sys.addaudithook(
    lambda event, given: os._exit(9) if (event, given[:1]) == ("import", ("tensorflow",)) else None
)
"""


def test_the_record_is_judged_without_tensorflow(recorded, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("path")  # a module in its place would be other source
    (elsewhere / "sitecustomize.py").write_text(WITHOUT_TENSORFLOW)
    start = time.perf_counter()
    for command in (["verify", "--recorded"], ["matrix"]):
        done = run("harness", *command, cwd=recorded, PYTHONPATH=str(elsewhere))
        assert (done.returncode, "blocked" in done.stdout) == (0, False), done.stdout + done.stderr
    assert time.perf_counter() - start < 60


def test_verify_returns_a_run_and_prints_nothing(project, capsys):
    run = verify(load_specs([project / "specs" / "s.yaml"]), documents=project / "documents")
    assert {result.id: result.outcome for result in run.claims} == {
        "s/sum": "confirmed",
        "s/wrong-sum": "erratum",
        "s/again": "confirmed",
    }
    assert (run.exit_code, run.whole, run.stack) == (0, True, {"name": "no stack"})
    assert capsys.readouterr() == ("", "")


def test_verify_takes_the_language_of_pytests_k(project):
    specs = load_specs([project / "specs" / "s.yaml"])
    found = verify(specs, match="sum and not wrong")
    assert ([result.id for result in found.claims], found.whole) == (["s/sum"], False)
    with pytest.raises(MatchError, match="wrong expression passed to '-k': a and"):
        verify(specs, match="a and (")


def test_results_come_in_any_order_and_a_run_has_them_in_that_of_the_specs(recorded):
    class Backwards(EvidenceReplay):
        def answers(self):
            return reversed(list(super().answers()))

    specs = load_specs([recorded / "specs" / "s.yaml"])
    store = read_store(recorded / "reports" / "evidence" / "tf2.16.json")
    verification = Verification(specs, Backwards("tf2.16", store, StacklessAnswers(None)))
    names = [result.id for result in verification.results()]
    assert names == ["s/memory", "s/name", "s/total"]
    assert [result.id for result in verification.run().claims] == names[::-1]


def test_a_run_that_is_cut_short_is_incomplete(recorded):
    specs = load_specs([recorded / "specs" / "s.yaml"])
    store = read_store(recorded / "reports" / "evidence" / "tf2.16.json")
    verification = Verification(specs, EvidenceReplay("tf2.16", store, StacklessAnswers(None)))
    next(verification.results())
    assert (len(verification.run().claims), verification.run().complete) == (1, False)
