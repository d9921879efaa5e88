"""A sample of the record, measured again."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from harness.claims import load_specs
from harness.commands import session
from harness.engine.sampling import draw, old_stacks, repeat
from harness.evidence import Evidence, Failure
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, read_store, store_text
from harness.stacks import provisioning
from tests.recorded_project import REQUEST, VALUE, run

OWN = """\
  - {id: own, kind: value, at: {lines: 4, figure: "42"}, after: first, value: count}
code:
  blocks:
    - {slug: first, lines: 4, digest: 0000000a-0000000b}
"""
OPTIONS = session.Options(None, Path(), "", None, *[False] * 9)


@pytest.fixture
def specs(recorded, monkeypatch):
    monkeypatch.chdir(recorded)
    return load_specs([recorded / "specs" / "s.yaml"])


@pytest.fixture
def folder(recorded):
    return recorded / "reports" / "evidence"


def test_the_newest_release_is_no_old_stack(folder):
    assert old_stacks(folder) == ["tf2.12", "tf2.15"]
    (folder / "tf2.16-legacy.json").write_text("")
    assert old_stacks(folder) == ["tf2.12", "tf2.15"]


def test_a_seed_draws_one_sample(specs, folder):
    sample = draw("tf2.15", specs, 3, folder)
    assert sample == draw("tf2.15", specs, 3, folder)
    assert ([c.stack_request for c in sample.claims], sample.of) == ([REQUEST], 1)


@pytest.mark.parametrize("change", [{"source": "0" * 16}, {"whole": False}, {"seconds": 20.0}])
def test_what_is_stale_or_takes_long_is_not_drawn(specs, folder, change):
    file = folder / "tf2.15.json"
    store = read_store(file)
    measured = store.measurements[REQUEST.key]
    if "seconds" in change:
        measured = replace(measured, evidence=replace(measured.evidence, **change))
    else:
        measured = replace(measured, **change)
    file.write_text(store_text(replace(store, measurements={REQUEST.key: measured})))
    assert draw("tf2.15", specs, 3, folder).claims == ()


def repeated(specs, folder, **answer):
    sample = draw("tf2.15", specs, 3, folder)
    found = {c.stack_request.key: Evidence(c.stack_request, **answer) for c in sample.claims}
    return repeat(sample, specs, found, read_store(folder / "tf2.15.json").facts, folder)


def test_the_same_answer_again_is_as_recorded(specs, folder):
    found = repeated(specs, folder, value=VALUE)
    assert (found.exit_code, found.measured) == (0, 1)
    assert found.lines == [
        "1 of 1 measured again on tf2.15: 0 with another verdict, 0 with another value alone"
    ]


def test_an_answer_that_turns_a_verdict_is_told_and_fails(specs, folder):
    found = repeated(specs, folder, value={**VALUE, "total_parameters": 43})
    assert found.exit_code == 1
    assert "not as recorded: s/total: recorded confirmed, now refuted" in found.lines[0]


def test_where_nothing_could_be_looked_at_nothing_is_green(specs, folder):
    found = repeated(specs, folder, failure=Failure("Unavailable", "no tf2.15", blocked=True))
    assert (found.exit_code, found.lines[0]) == (4, "could not look (1): no tf2.15")


def test_a_stack_that_cannot_be_had_is_passed_over_and_said(recorded):
    tox = (recorded / "tox.ini").read_text()
    (recorded / "tox.ini").write_text(tox.replace("deps", "base_python = python9.9\ndeps"))
    done = run("harness", "verify", "--sample", "--seed", "7", cwd=recorded)
    passed = [line.split()[0] for line in done.stdout.splitlines() if "is passed over" in line]
    assert sorted(passed) == ["tf2.12", "tf2.15"]
    assert done.returncode == 4


def test_the_command_says_its_seed_and_refuses_a_seed_alone(recorded):
    done = run("harness", "verify", "--sample", "--stack", "tf2.15", "--seed", "7", cwd=recorded)
    assert "1 of 1 measurements on tf2.15, seed 7" in done.stdout
    assert "again: harness verify --sample --stack tf2.15 --seed 7" in done.stdout
    assert done.returncode == 4
    alone = run("harness", "verify", "--seed", "7", cwd=recorded)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "--seed draws a sample" in alone.stderr


def test_a_measurement_that_several_claims_share_is_compared_as_a_whole(recorded, monkeypatch):
    spec = recorded / "specs" / "s.yaml"
    spec.write_text(f"{spec.read_text()}{OWN}", encoding="utf-8")
    [own] = [c for c in load_specs([spec])[0].claims if c.after]
    shared = Evidence(own.request, {"values": [{"value": 42}]}, seconds=0.1)
    file = recorded / "reports" / "evidence" / "tf2.15.json"
    facts = read_store(file).facts
    measured = {own.request.key: Measurement.of(shared, facts, "2026-01-01")}
    file.write_text(store_text(Store(facts, measured)), encoding="utf-8")

    class Source:
        def __init__(self):
            self.facts, self.fresh = facts, {own.request.key: shared}

        def begin(self, claims):
            self.claims = claims

        def answers(self):
            return ((claim, claim.own([shared])) for claim in self.claims)

        def close(self):
            pass

    monkeypatch.chdir(recorded)
    monkeypatch.setattr(session, "_source", lambda *_: Source())
    monkeypatch.setattr(
        provisioning, "provide", lambda *_: provisioning.Provided("tf2.15", sys.executable)
    )
    assert session.run_sample(load_specs([spec]), ["tf2.15"], 7, OPTIONS) == 0


def test_a_stack_without_evidence_is_one_message(recorded):
    (recorded / "reports" / "evidence" / "tf2.15.json").unlink()
    done = run("harness", "verify", "--sample", "--stack", "tf2.15", cwd=recorded)
    assert (done.returncode, "Traceback" in done.stderr) in ((2, False), (4, False))
