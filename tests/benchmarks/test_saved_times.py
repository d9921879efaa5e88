"""Two files of pytest-benchmark: what they tell, and what they cannot."""

import json

import pytest
from click.testing import CliRunner

from harness.benchmarks.saved_times import SavedError, compare_saved, read_saved
from harness.cli import main
from harness.statistics.slowdown import Decision

MACHINE = {"node": "ci", "machine": "x86_64", "cpu": {"brand_raw": "CPU", "count": 2}}
NAMES = ("old.json", "new.json")


def saved(machine=MACHINE, margin=None, **shortest):
    extra = {} if margin is None else {"margin": margin}
    benchmarks = [
        {"fullname": name, "extra_info": extra, "stats": {"min": seconds, "mean": 9}}
        for name, seconds in shortest.items()
    ]
    return {"machine_info": machine, "benchmarks": benchmarks}


def words(old, new, same_code=1.4):
    run = compare_saved(old, new, NAMES, same_code)
    return run.words, run.exit_code


def test_what_the_same_code_never_did_is_a_slow_down():
    assert words(saved(a=0.002), saved(a=0.004)) == ([Decision.REGRESSED], 1)


def test_what_the_same_code_has_done_decides_nothing():
    assert words(saved(a=0.002), saved(a=0.0026)) == ([Decision.UNDECIDED], 4)
    assert words(saved(a=0.002), saved(a=0.002)) == ([Decision.UNDECIDED], 4)


def test_a_head_that_is_so_much_quicker_is_no_slower():
    assert words(saved(a=0.002), saved(a=0.001)) == ([Decision.OK], 0)


def test_a_margin_of_the_benchmark_s_own_counts():
    assert words(saved(a=0.002), saved(a=0.004, margin=1.5)) == ([Decision.UNDECIDED], 4)


@pytest.mark.parametrize("other", [{**MACHINE, "node": "b"}, {**MACHINE, "cpu": {"count": 4}}, {}])
def test_other_machines_decide_nothing(other):
    run = compare_saved(saved(a=0.002), saved(other, a=0.02), NAMES, 1.4)
    assert run.words == [Decision.UNDECIDED]
    assert run.results[0].why.startswith("other machines: ")


@pytest.mark.parametrize("seconds", [0, None, "1", float("inf")])
def test_a_time_that_is_none_decides_nothing(seconds):
    assert words(saved(a=seconds), saved(a=0.002)) == ([Decision.UNDECIDED], 4)


def test_without_a_bank_nothing_is_decided():
    run = compare_saved(saved(a=0.001), saved(a=0.1), NAMES, float("inf"))
    assert (run.words, run.exit_code) == ([Decision.UNDECIDED], 4)
    assert "no bank says how far the same code differs" in run.notes[0]


def test_what_one_file_lacks_was_not_compared():
    run = compare_saved(saved(a=0.002, b=0.002), saved(a=0.001, c=0.1), NAMES, 1.4)
    assert run.gaps == ["b: only old.json has it", "c: only new.json has it"]
    assert run.exit_code == 4


def test_nothing_in_common_is_not_green():
    assert words(saved(a=0.002), saved(b=0.002)) == ([], 4)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"benchmarks": []}', '{"machine_info": {}, "benchmarks": [1]}']
)
def test_other_files_are_refused(tmp_path, content):
    file = tmp_path / "a.json"
    file.write_text(content)
    with pytest.raises(SavedError, match=r"a\.json"):
        read_saved(file)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("harness.benchmarks.bank.same_code_ratio", lambda: 1.4)
    (tmp_path / "old.json").write_text(json.dumps(saved(**{"t.py::test_lstm": 0.002})))
    (tmp_path / "new.json").write_text(json.dumps(saved(**{"t.py::test_lstm": 0.004})))
    (tmp_path / "run.json").write_text("{}")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["compare", *arguments])


def test_compare_says_which_benchmark_is_slower(folder):
    found = run("old.json", "new.json")
    assert found.exit_code == 1
    assert "REGRESSED" in found.output
    assert "+100.0%" in found.output
    assert "t.py::test_lstm" in found.output


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("markdown", "| ✗ REGRESSED |"),
        ("github", "::error "),
        ("junit", '<failure message="REGRESSED'),
    ],
)
def test_it_writes_the_other_reports_too(folder, kind, part):
    found = run("old.json", "new.json", "--format", kind)
    assert found.exit_code == 1
    assert part in found.output


def test_a_run_record_is_not_compared_with_benchmarks(folder):
    found = run("old.json", "run.json")
    assert found.exit_code == 2
    assert "old.json holds results of pytest-benchmark, and run.json does not" in found.output


def test_benchmarks_have_no_sarif_report(folder):
    assert run("old.json", "new.json", "--format", "sarif").exit_code == 2
