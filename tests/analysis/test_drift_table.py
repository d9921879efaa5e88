"""Releases that changed claims, with the recorded stacks on either side of each."""

import pytest

from harness.analysis.drift_table import release_changes
from harness.analysis.stack_verdicts import judge_recorded
from harness.claims import load_specs
from harness.reports.drift_text import print_drift
from harness.results.release_changes import Turn
from tests.recorded_project import run


@pytest.fixture
def changes(recorded):
    """What the specs of a project hold releases responsible for."""

    def find(text=""):
        file = recorded / "specs" / "s.yaml"
        file.write_text(file.read_text() + text)
        specs = load_specs([file])
        return release_changes(specs, judge_recorded(specs, recorded / "reports" / "evidence"))

    return find


def test_a_release_stands_with_its_claims_and_the_nearest_stacks(changes):
    brought, broke = changes()
    assert (brought.name, brought.claims) == ("Keras 2.13", {Turn.BRINGS: ("s/memory",)})
    assert (brought.before, brought.after) == ("2.12.0 on tf2.12", "2.15.0 on tf2.15")
    assert (broke.name, broke.claims) == ("Keras 3.0", {Turn.BREAKS: ("s/name",)})
    assert (broke.before, broke.after) == ("2.15.0 on tf2.15", "3.0.5 on tf2.16")
    assert broke.unseen == ()


MORE = """\
  - id: mended
    kind: value
    at: {lines: 3, figure: rnn}
    subject: recurrent:plain_layer
    given: {units: 4}
    drift: {since: {keras: "3.0"}, until: {keras: "3.3"}, why: it was mended later on}
  - id: wrong
    kind: parameters
    at: {lines: 1, figure: "43"}
    subject: recurrent:plain_layer
    read: total_parameters
    erratum: {why: the row has another number, truth: 42, later: [{since: {numpy: "2.0"}, truth: 7}]}
"""


def test_what_no_recorded_stack_shows_is_said(changes):
    found = {change.name: change for change in changes(MORE)}
    assert list(found) == ["Keras 2.13", "Keras 3.0", "Keras 3.3", "NumPy 2.0"]
    assert found["Keras 3.0"].claims == {Turn.BREAKS: ("s/name", "s/mended")}
    assert found["Keras 3.0"].unseen == ("s/mended",)
    assert found["Keras 3.3"].claims == {Turn.MENDS: ("s/mended",)}
    assert (found["Keras 3.3"].before, found["Keras 3.3"].after) == ("3.0.5 on tf2.16", "")
    assert found["NumPy 2.0"].claims == {Turn.CHANGES: ("s/wrong",)}
    assert found["NumPy 2.0"].unseen == ("s/wrong",)


def test_releases_are_printed_and_each_claim_on_demand(changes, capsys):
    print_drift(changes(MORE))
    short = capsys.readouterr().out
    assert "Keras 3.0  2.15.0 on tf2.15; 3.0.5 on tf2.16\n  breaks 2 claims\n" in short
    assert "NumPy 2.0  1.26.4 on tf2.16; no recorded stack is as new\n" in short
    assert "no recorded stack shows both sides of 1 claim" in short
    assert "s/name" not in short
    print_drift(changes(), verbose=True)
    assert "  breaks 2 claims\n    s/name\n    s/mended\n" in capsys.readouterr().out


def test_the_command_asks_one_question_at_a_time(recorded):
    done = run("harness", "matrix", "--drift", cwd=recorded)
    assert done.returncode == 0, done.stderr
    assert "Keras 3.0" in done.stdout
    done = run("harness", "matrix", "--drift", "--origin", cwd=recorded)
    assert (done.returncode, "ask one" in done.stderr) == (2, True)
