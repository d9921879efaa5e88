"""Commands that measure nothing execute nothing that a spec names."""

import json
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from harness.analysis.stack_verdicts import judge_on
from harness.claims import load_spec
from harness.cli import main
from harness.engine.replay import EvidenceReplay, StacklessAnswers
from harness.evidence import Facts, Request
from harness.evidence.store import store_text
from harness.stacks.choice import EVIDENCE
from tests.conftest import forget_modules
from tests.evidence.conftest import FACTS, measured, store_of
from tests.recorded_project import run

OWN = """\
format: harness-spec/1
document: d.txt
title: What this project says of itself
stackless: true
claims:
  - id: one
    kind: value
    at: {lines: 1, figure: "1"}
    subject: itself.subjects:one
  - id: law
    kind: law
    at: {lines: 1}
    states: A sum does not depend on its order.
    subject: itself.subjects:sums
    for_all: {value: {integers: [0, 9]}}
    examples: 5
  - id: raised
    kind: raises
    at: {lines: 1, figure: ValueError}
    states: It raises this.
    subject: itself.subjects:broken
"""
SUBJECTS = """\
import pathlib
here = pathlib.Path(__file__).parent
(here / "imported").mkdir(exist_ok=True)
def one():
    (here / "called").mkdir(exist_ok=True)
    return 1
def sums(value):
    return {"left": 1 + value, "right": value + 1}
def broken():
    raise ValueError("no good")
"""
CONFTEST = "import pathlib\npathlib.Path(__file__).with_suffix('.ran').touch()\n"


@pytest.fixture
def own(recorded, monkeypatch):
    """The project with the record of three stacks, and a spec about itself."""
    monkeypatch.chdir(recorded)
    (recorded / "itself").mkdir()
    (recorded / "itself" / "subjects.py").write_text(SUBJECTS)
    (recorded / "specs" / "own.yaml").write_text(OWN)
    (recorded / "d.txt").write_text("it is 1 or ValueError\n")
    return recorded


def executed(folder):
    return sorted(path.name for path in (folder / "itself").iterdir() if path.is_dir())


def answers(folder):
    forget_modules()
    spec = load_spec(folder / "specs" / "own.yaml")
    replay = EvidenceReplay("tf2.16", None, StacklessAnswers(folder / "reports/latest/run.json"))
    return {row.id: row.cells[0] for row in judge_on([spec], [replay]).rows}


COMMANDS = [
    ["verify", "--recorded", "--stack", "tf2.16"],
    ["verify", "--recorded"],
    ["matrix"],
    ["mutate"],
    ["matrix", "--origin"],
    ["matrix", "--blocks"],
    ["list"],
    ["follow", "--documents", "."],
    ["coverage", "--documents", "."],
    ["show", "d.txt"],
    ["compare", "tf2.15", "tf2.16"],
    ["report"],
    ["schema"],
]


def test_a_command_that_measures_nothing_reaches_no_code_that_could(own, monkeypatch):
    """Importing what calls subjects fails, and a subject would leave a folder behind."""
    monkeypatch.chdir(own)
    monkeypatch.delenv("HARNESS_DOCUMENTS", raising=False)
    monkeypatch.syspath_prepend(own)
    monkeypatch.setitem(sys.modules, "harness.engine.slots", None)
    monkeypatch.setattr("harness.stacks.worker.call_subject", None)
    monkeypatch.setattr("harness.stacks.client.Client.describe", None)
    for command in COMMANDS:
        done = CliRunner().invoke(main, command)
        assert done.exit_code in (0, 1, 2), (command, done.output)
        assert isinstance(done.exception, (SystemExit, type(None))), (command, done.exception)
    assert executed(own) == []
    assert [name for name in sys.modules if name.split(".")[0] == "itself"] == []


def test_what_nobody_measured_is_blocked_and_counts_for_nothing(own):
    done = run("harness", "matrix", cwd=own)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run("harness", "verify", "--recorded", "--stack", "tf2.16", cwd=own)
    assert done.returncode == 0
    assert "3 blocked" in done.stdout
    found = answers(own)
    assert {cell.outcome for cell in found.values()} == {"blocked"}
    assert found["own/one"].why == "not measured here: run harness verify"


def test_the_latest_run_answers_stackless_claims(own):
    assert run("harness", "verify", "specs/own.yaml", cwd=own).returncode == 0
    assert "called" in executed(own)
    found = answers(own)
    assert {name: cell.outcome for name, cell in found.items()} == {
        "own/one": "confirmed",
        "own/law": "confirmed",
        "own/raised": "confirmed",
    }


def test_an_answer_belongs_to_its_request_and_is_judged_anew(own):
    run("harness", "verify", "specs/own.yaml", cwd=own)
    file = own / "specs" / "own.yaml"
    file.write_text(file.read_text().replace('figure: "1"', 'figure: "2"'))
    assert answers(own)["own/one"].outcome == "refuted"
    file.write_text(file.read_text().replace("subjects:one", "subjects:broken"))
    assert answers(own)["own/one"].outcome == "error"
    file.write_text(file.read_text().replace("id: one", "id: one\n    given: {x: 1}"))
    (own / "itself" / "subjects.py").write_text(SUBJECTS.replace("broken()", "broken(x=0)"))
    assert answers(own)["own/one"].outcome == "blocked"


def test_a_run_from_the_record_hands_the_answers_on(own):
    run("harness", "verify", "specs/own.yaml", cwd=own)
    for _ in range(2):
        run("harness", "verify", "--recorded", "--stack", "tf2.16", cwd=own)
        assert answers(own)["own/one"].outcome == "confirmed"


def test_a_latest_run_that_cannot_be_read_is_the_reason(own):
    (own / "reports" / "latest").mkdir()
    (own / "reports" / "latest" / "run.json").write_text("{")
    cell = answers(own)["own/one"]
    assert cell.outcome == "blocked"
    assert "run.json: not a whole run record" in cell.why


def test_loading_a_spec_imports_nothing_that_it_names(own, monkeypatch):
    monkeypatch.syspath_prepend(own)
    load_spec(own / "specs" / "s.yaml")
    before = set(sys.modules)
    load_spec(own / "specs" / "own.yaml")
    assert {name for name in set(sys.modules) - before if name.startswith("itself")} == set()
    assert executed(own) == []


@pytest.mark.parametrize("where", [".", "specs"])
def test_a_run_executes_no_conftest_of_the_project(where, own):
    (own / where / "conftest.py").write_text(CONFTEST)
    (own / "evil.py").write_text(CONFTEST)
    (own / "pytest.ini").write_text("[pytest]\naddopts = -p evil\n")
    (own / "xdist").mkdir()
    (own / "xdist" / "plugin.py").write_text(CONFTEST)
    environment = {"PYTEST_PLUGINS": "evil", "PYTEST_ADDOPTS": "-p evil"}
    for more in ([], ["-n", "1"]):
        done = run("harness", "verify", "specs/own.yaml", *more, cwd=own, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
    assert list(own.rglob("*.ran")) == []


@pytest.mark.parametrize("name", ["a b", "it's", "a*"])
def test_a_spec_may_be_called_as_its_author_likes(name, own):
    (own / "specs" / "own.yaml").rename(own / "specs" / f"{name}.yaml")
    done = run("harness", "verify", f"specs/{name}.yaml", cwd=own)
    assert done.returncode == 0, done.stdout + done.stderr
    record = json.loads((own / "reports/latest/run.json").read_text())
    assert [claim["id"] for claim in record["claims"]] == [
        f"{name}/{claim}" for claim in ("one", "law", "raised")
    ]


ASKED = Request("harness.models.counts:dense_parameters", {"units": 3})


def replay(measurement):
    return EvidenceReplay("tf2.15", store_of(measurement), StacklessAnswers(None))


def test_a_replay_returns_what_was_measured():
    stack = replay(measured(ASKED, 42))
    assert stack.measure(ASKED).value == 42
    assert stack.facts.tensorflow == "2.15.1"


def test_a_replay_blocks_what_was_not_measured():
    failure = replay(measured(ASKED, 42)).measure(Request("m:f")).failure
    assert failure is not None
    assert (failure.blocked, failure.message) == (True, "not recorded; run tox -e tf2.15")


def test_what_is_missing_for_many_seeds_is_recorded_by_a_command_that_measures_them():
    failure = replay(measured(ASKED, 42)).measure(Request("m:f"), seeds=True).failure
    assert failure.message == "not recorded; run harness verify --stack tf2.15 --seeds --record"


def test_evidence_of_other_source_is_stale():
    old = replace(measured(ASKED, 42), source="0" * 16)
    failure = replay(old).measure(ASKED).failure
    assert failure is not None
    assert failure.blocked
    assert failure.message.startswith("stale: measured with other source")


def test_a_stack_without_evidence_has_a_name_and_blocks(tmp_path):
    stack = EvidenceReplay.read("tf2.5", tmp_path / EVIDENCE)
    assert (stack.facts.name, stack.facts.tensorflow) == ("tf2.5", "0.0")
    failure = stack.measure(ASKED).failure
    assert failure is not None
    assert failure.blocked


def test_an_evidence_file_is_named_after_its_stack(tmp_path):
    (tmp_path / EVIDENCE).mkdir(parents=True)
    text = store_text(store_of(measured(ASKED, 42)))
    (tmp_path / EVIDENCE / "tf2.15.json").write_text(text, encoding="utf-8")
    stack = EvidenceReplay.read("tf2.15", tmp_path / EVIDENCE)
    assert stack.measure(ASKED).value == 42
    assert isinstance(stack.facts, Facts)
    assert stack.facts == replace(FACTS, seconds=0.0)
