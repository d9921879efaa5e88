"""Evidence asked for through an executor; stackless claims need no TensorFlow for that."""

import json
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from threading import Event

import pytest
from click.testing import CliRunner

from harness.claims import SpecErrors, load_spec
from harness.cli import main
from harness.engine.measuring import Measurements, Measuring
from harness.engine.slots import Reply, reply
from harness.evidence import ABSENT, Evidence, Facts, Failure
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from tests.conftest import SPEC
from tests.test_cli import run

OWN = """\
  - {id: one, kind: value, at: {lines: 2, figure: "1"}, stackless: true, subject: "own.subjects:one"}
  - id: law
    kind: law
    at: {lines: 2}
    states: A sum does not depend on its order.
    stackless: true
    subject: own.subjects:sums
    for_all: {value: {integers: [0, 9]}}
    examples: 5
"""


@pytest.fixture
def own(project):
    """The project with a module of its own, and claims that ask no stack."""
    (project / "own").mkdir()
    (project / "own" / "subjects.py").write_text(
        "import pathlib\n"
        "def one():\n    print('noise'); pathlib.Path('called').mkdir(); return 1\n"
        "def sums(value):\n    return {'left': 1 + value, 'right': value + 1}\n"
        "def broken():\n    raise ValueError('no good')\n"
    )
    (project / "specs" / "s.yaml").write_text(SPEC.replace("not_claims:", f"{OWN}not_claims:"))
    return project


def claims(folder):
    return {claim.id: claim for claim in load_spec(folder / "specs" / "s.yaml").claims}


def measured(*asked, **how):
    """Measure claims, and return their evidence in the order in which they were asked for."""
    measurements = Measurements(Measuring(**how))
    try:
        measurements.begin(asked)
        found = {id(claim): evidence for claim, evidence in measurements.answers()}
        assert measurements.facts == ABSENT
        return [found[id(claim)] for claim in asked]
    finally:
        measurements.close()


def test_a_stackless_claim_needs_no_stack_and_is_measured_once(own, capsys):
    claim = claims(own)["one"]
    again = claim.model_copy(update={"id": "again"})
    assert claim.stack_request is None
    assert [evidence.value for evidence in measured(claim, again)] == [1, 1]
    assert capsys.readouterr().out == ""
    assert (own / "called").is_dir()


def test_a_law_without_a_stack_is_searched(own):
    (evidence,) = measured(claims(own)["law"])
    assert evidence.value["examples"] == 5
    assert evidence.value["counterexample"] is None


def test_a_subject_that_fails_here_is_an_error(own):
    claim = claims(own)["one"].model_copy(update={"subject": "own.subjects:broken"})
    assert claim.judge(*measured(claim)).why == "ValueError: no good"


def test_a_run_of_such_claims_starts_no_stack_and_records_nothing(own):
    done = run("verify", "-k", "one or law", "--record", cwd=own)
    assert done.returncode == 0, done.stderr
    assert "2 claims: 2 confirmed" in done.stdout.splitlines()[-2]
    assert "nothing was measured to be recorded" in done.stdout
    record = json.loads((own / "reports" / "latest" / "run.json").read_text())
    assert record["stack"]["name"] == ABSENT.name


def test_a_whole_spec_can_be_stackless(own):
    file = own / "specs" / "s.yaml"
    file.write_text(
        file.read_text()
        .replace(", stackless: true", "")
        .replace("title:", "stackless: true\ntitle:")
    )
    assert claims(own)["one"].stack_request is None


@pytest.mark.parametrize(
    "also", ["slow: true", "drift: {since: {keras: '2.10'}, why: it broke then}"]
)
def test_a_stackless_claim_cannot_depend_on_a_stack(own, also):
    file = own / "specs" / "s.yaml"
    file.write_text(file.read_text().replace("stackless: true,", f"stackless: true, {also},", 1))
    with pytest.raises(
        SpecErrors, match="a stackless claim is neither slow, nor does it drift or appear"
    ):
        load_spec(file)


def test_a_document_named_by_a_path_stands_beside_its_spec(own):
    file = own / "specs" / "s.yaml"
    file.write_text(file.read_text().replace("document: d.txt", "document: ../d.txt"))
    assert load_spec(file).find_document(own / "documents") is None
    (own / "documents" / "d.txt").rename(own / "d.txt")
    spec = load_spec(file)
    assert spec.document == "d.txt"
    assert spec.find_document(None).lines[0] == "# Sums"
    done = CliRunner().invoke(main, ["coverage"])
    assert done.output == "d.txt: 3 claimed, 0 not a claim, 0 naked\n"


def test_a_module_of_the_project_is_found_from_its_folder_by_the_installed_command(own):
    done = CliRunner().invoke(main, ["list"])
    assert done.exit_code == 0, done.output


def test_a_subject_that_harms_its_process_harms_nobody_else(own):
    (own / "own" / "harmful.py").write_text(
        "import os, threading, time\n"
        "def leaves(): os._exit(0)\n"
        "def forks(): return 'parent' if os.fork() else 'child'\n"
        "def interrupts(): raise KeyboardInterrupt\n"
        "def returns(): return {1, 2}\n"
        "def wanders(): os.chdir('/'); return 1\n"
        "def stays(): return os.getcwd() != '/'\n"
    )
    claim = claims(own)["one"]

    def answered(name):
        (evidence,) = measured(claim.model_copy(update={"subject": f"own.harmful:{name}"}))
        return evidence.failure.type if evidence.failure else evidence.value

    assert [answered(name) for name in ("leaves", "forks", "interrupts", "returns")] == [
        "WorkerDied",
        "parent",
        "KeyboardInterrupt",
        "NotJSONError",
    ]
    assert [answered(name) for name in ("wanders", "stays")] == [1, True]


class Order(Executor):
    """Runs each task at once, and remembers what was asked."""

    def __init__(self):
        self.asked = []

    def submit(self, task, *arguments):
        self.asked.append(arguments[-1])
        future = Future()
        future.set_result(task(*arguments))
        return future


def test_the_longest_measurement_is_asked_for_first(own):
    facts = Facts("tf2.16", "3.11.7", "2.16.2", "3.0.5", "1.26.4", "CPU", "a processor", 2)
    asked = [claims(own)["one"].model_copy(update={"given": {"x": n}}) for n in range(3)]
    found = {}
    for claim, seconds in zip(asked, (0.1, 0.3, 0.2), strict=True):
        evidence = Evidence(claim.request, 1, seconds=seconds)
        found[claim.request.key] = Measurement.of(evidence, facts, "2026-01-01")
    (own / "reports" / "evidence").mkdir(parents=True)
    (own / "reports" / "evidence" / "tf2.16.json").write_text(store_text(Store(facts, found)))
    order = Order()
    measured(*asked, claims(own)["one"], executor=order)
    assert [request.given for request in order.asked] == [{}, {"x": 1}, {"x": 2}, {"x": 0}]


def test_tasks_may_run_in_other_processes(own):
    """What a cluster needs: task, request and reply can be pickled."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        found = measured(claims(own)["one"], claims(own)["law"], executor=executor)
    assert found[0].value == 1
    assert found[1].value["examples"] == 5


def test_a_task_that_breaks_is_an_error_of_its_claim_alone(own, monkeypatch):
    def broken(target, request=None):
        if request is not None and request.search is not None:
            raise LookupError("no such slot")
        return reply(target, request)

    monkeypatch.setattr("harness.engine.seed_batches.reply", broken)
    one, law = measured(claims(own)["one"], claims(own)["law"])
    assert one.value == 1
    assert (law.failure.type, law.failure.message) == ("WorkerDied", "LookupError: no such slot")
    assert law.failure.silent


def test_a_claim_that_the_document_decides_is_answered_at_once(own):
    assert measured(claims(own)["sum"]) == [None]


def test_a_stackless_claim_and_one_of_a_stack_share_no_measurement(own):
    """The same request may have another answer where TensorFlow is."""
    nowhere = claims(own)["one"]
    there = nowhere.model_copy(update={"id": "there", "stackless": False})
    absent = AbsentStackExecutor()
    stackless, stack = measured(nowhere, there, executor=absent)
    assert (stackless.value, stack.failure.message) == (1, "no such stack")


class AbsentStackExecutor(Executor):
    """Runs stackless tasks; a stack cannot be had."""

    def submit(self, task, target, request=None):
        future = Future()
        if target.stackless:
            future.set_result(task(target, request))
        else:
            failure = Failure("Unavailable", "no such stack", blocked=True)
            future.set_result(
                Reply(Evidence(request, failure=failure) if request else None, ABSENT)
            )
        return future


class Losing(Executor):
    """Loses its first task."""

    def __init__(self):
        self.first = True

    def submit(self, task, target, request=None):
        future = Future()
        if self.first:
            future.set_exception(RuntimeError("lost"))
        else:
            found = replace(ABSENT, name="tf2.99", tensorflow="2.99.0")
            future.set_result(Reply(Evidence(request, 1), found))
        self.first = False
        return future


def test_a_lost_task_loses_no_other_result(own):
    claim = claims(own)["one"].model_copy(update={"stackless": False})
    measurements = Measurements(Measuring(executor=Losing()))
    measurements.begin([claim])
    assert measurements.answer(claim).value == 1
    assert measurements.facts.name == "tf2.99"


class Described(Executor):
    """A stack that says what it is made of."""

    def __init__(self, facts):
        self.facts = facts

    def submit(self, task, target, request=None):
        future = Future()
        future.set_result(Reply(None, self.facts))
        return future


@pytest.mark.parametrize(
    ("keras", "answer"),
    [
        ("3.0.2", 1),
        ("3.15.1", "recorded with keras 3.0.5, here is 3.15.1; --slow measures it"),
    ],
)
def test_what_was_recorded_with_another_release_is_no_answer_for_this_one(own, keras, answer):
    """A slow claim is judged from the record of its stack, whose packages may be others."""
    facts = Facts("tf2.16", "3.11.7", "2.16.2", "3.0.5", "1.26.4", "CPU", "a processor", 2)
    claim = claims(own)["one"].model_copy(update={"stackless": False, "slow": True})
    found = {claim.request.key: Measurement.of(Evidence(claim.request, 1), facts, "2026-01-01")}
    (own / "reports" / "evidence").mkdir(parents=True)
    (own / "reports" / "evidence" / "tf2.16.json").write_text(store_text(Store(facts, found)))
    measurements = Measurements(
        Measuring(executor=Described(replace(facts, keras=keras)), root=own)
    )
    measurements.begin([claim])
    evidence = measurements.answer(claim)
    assert (evidence.failure.message if evidence.failure else evidence.value) == answer


def test_closing_cancels_what_another_executor_has_not_begun(own):
    waiting = Event()
    with ThreadPoolExecutor(1) as executor:
        executor.submit(waiting.wait)
        measurements = Measurements(Measuring(executor=executor))
        measurements.begin([claims(own)["one"], claims(own)["law"]])
        measurements.close()
        waiting.set()
    assert not (own / "called").exists()


def test_durations_that_are_no_numbers_harm_nothing(own):
    facts = Facts("tf2.16", "3.11.7", "2.16.2", "3.0.5", "1.26.4", "CPU", "a processor", 2)
    claim = claims(own)["one"]
    kept = Measurement.of(Evidence(claim.request, 1), facts, "2026-01-01")
    kept = replace(kept, evidence=replace(kept.evidence, seconds=float("inf")))
    (own / "reports" / "evidence").mkdir(parents=True)
    text = store_text(Store(facts, {claim.request.key: kept}))
    (own / "reports" / "evidence" / "tf2.16.json").write_text(text)
    assert measured(claim)[0].value == 1
