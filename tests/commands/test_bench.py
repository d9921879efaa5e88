"""The command `harness bench`: what it refuses, and how it ends."""

import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.results.bench_run import BenchResult, BenchRun
from harness.statistics.slowdown import Decision, Slowdown


def bench(*arguments):
    return CliRunner().invoke(main, ["bench", *arguments])


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "test_a.py").write_text("")
    return tmp_path


def test_base_has_to_be_named():
    found = bench("test_a.py")
    assert found.exit_code == 2
    assert "name base" in found.output


def test_benchmarks_have_to_be_there():
    found = bench("test_b.py", "--against", "main")
    assert found.exit_code == 2
    assert "test_b.py is no file or folder of benchmarks" in found.output


def test_a_base_that_is_nothing_is_refused():
    found = bench("test_a.py", "--against", "no-such-thing")
    assert found.exit_code == 2
    assert "is no git repository" in found.output


def test_a_stack_that_tox_does_not_define_is_refused():
    found = bench("test_a.py", "--against", "tf9.9")
    assert found.exit_code == 2
    assert "no stack 'tf9.9'" in found.output


def test_a_file_that_holds_no_times_is_refused(folder, monkeypatch):
    monkeypatch.setattr("harness.benchmarks.bank.same_code_ratio", lambda: 1.4)
    (folder / "old.json").write_text("{}")
    found = bench("test_a.py", "--against", "old.json")
    assert found.exit_code == 2
    assert "no results of pytest-benchmark" in found.output


def run(*words, gaps=()):
    results = [BenchResult(f"t.py::{word}", Slowdown(word), 0.05) for word in words]
    return BenchRun("main", "head", results, gaps)


@pytest.mark.parametrize(
    ("words", "gaps", "code"),
    [
        ([Decision.OK, Decision.OK], (), 0),
        ([Decision.OK, Decision.REGRESSED], ("x: only head has it",), 1),
        ([Decision.OK, Decision.UNDECIDED], (), 4),
        ([Decision.OK], ("x: only head has it",), 4),
        ([Decision.REGRESSED, Decision.INVALID], (), 4),
        ([], (), 4),
    ],
)
def test_nothing_that_was_not_shown_is_green(words, gaps, code):
    assert run(*words, gaps=gaps).exit_code == code


def test_what_is_told_is_told_everywhere(tmp_path, monkeypatch, capsys):
    from harness.commands.bench import report_bench

    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    report_bench(run(Decision.REGRESSED, Decision.OK, gaps=("x: only head has it",)), tmp_path)
    printed = capsys.readouterr().out
    assert "::error title=REGRESSED%3A t.py%3A%3AREGRESSED::" in printed
    assert "::warning title=not compared::x: only head has it" in printed
    assert "head against main: 1 REGRESSED, 1 OK" in printed
    assert summary.read_text() == (tmp_path / "bench.md").read_text()
    assert 'failures="1"' in (tmp_path / "bench.xml").read_text()
