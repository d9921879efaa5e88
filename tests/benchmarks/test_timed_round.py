"""Real sessions of pytest, three side by side, on a suite that knows nothing of the harness."""

import subprocess
import sys
from math import exp
from pathlib import Path

import pytest

from harness.benchmarks.costs import block_costs, round_numbers
from harness.benchmarks.sides import SideError, head_side, revision_side
from harness.benchmarks.timed_process import SessionEndedError, Side
from harness.benchmarks.timed_round import RoundPlan, play_round

SUMS = "def total(n):\n    return sum(range(n))\n"
SLOWER = "def total(n):\n    return sum(range(2 * n)) and sum(range(n))\n"
SUITE = """
import sums
import pytest

def test_total(benchmark):
    benchmark.extra_info["margin"] = 0.1
    assert benchmark(sums.total, 2000) == 1999000
    assert benchmark.stats.stats.min > 0

def test_prepared(benchmark):
    made = []
    benchmark.pedantic(made.append, setup=lambda: ((1,), {}), rounds=2)

def test_wrong(benchmark):
    assert benchmark(sums.total, 10) == 0

def test_unused(benchmark):
    pass

def test_skipped(benchmark):
    pytest.skip("not here")

def test_plain():
    raise AssertionError("no benchmark")
"""


def git(folder, *arguments):
    identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "gc.auto=0"]
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A project whose last commit is quicker than what is here, and lacks the benchmarks."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "sums.py").write_text(SUMS)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    (folder / "sums.py").write_text(SLOWER)
    (folder / "test_sums.py").write_text(SUITE)
    return folder


@pytest.fixture(scope="module")
def times(repository, tmp_path_factory):
    folder = tmp_path_factory.mktemp("folder")
    with revision_side("HEAD", ["test_sums.py"], repository, folder) as base:
        arguments = ["test_sums.py", "-q", "-p", "no:cacheprovider"]
        sides = [base, base, head_side(repository)]
        yield play_round(RoundPlan(sides, arguments, folder, saved=folder)), folder, base


def test_head_is_timed_beside_the_revision(times):
    blocks = times[0].blocks["test_sums.py::test_total"]
    difference, _ = round_numbers([block_costs(one) for one in zip(*blocks, strict=True)])
    assert exp(difference) > 1.7


def test_a_benchmark_states_its_margin(times):
    assert times[0].margins == {"test_sums.py::test_total": 0.1}


def test_each_call_of_a_prepared_benchmark_is_one_sample(times):
    blocks = times[0].blocks["test_sums.py::test_prepared"]
    assert all(len(process) > 1 for block in blocks for process in block)


def test_what_fails_on_either_side_is_not_compared(times):
    failures = {name.partition("::")[2]: why for name, why in times[0].failures.items()}
    assert failures.keys() == {"test_wrong", "test_unused", "test_skipped"}
    assert failures["test_wrong"].startswith("failed on HEAD (")
    assert "not here" in failures["test_skipped"]
    assert failures["test_unused"] == "the benchmark fixture was not called"


def test_base_ran_its_own_sources(times):
    assert times[0].leaks == []


def test_base_says_that_its_benchmarks_are_those_of_head(times):
    assert times[2].label.endswith(" with head's test_sums.py")


def test_the_times_are_saved_as_pytest_benchmark_saves_them(times):
    """Its own compare reads them."""
    command = [sys.executable, "-m", "pytest_benchmark", "compare", "base.json", "head.json"]
    done = subprocess.run(command, cwd=times[1], capture_output=True, text=True, check=True)
    assert "test_total" in done.stdout


def test_a_file_that_cannot_be_imported_is_told(tmp_path):
    (tmp_path / "test_broken.py").write_text("import no_such_module\n")
    side = head_side(tmp_path)
    found = play_round(RoundPlan([side, side, side], ["test_broken.py"], tmp_path))
    assert "No module named 'no_such_module'" in found.failures["test_broken.py"]


def test_a_session_that_cannot_begin_ends_the_round(tmp_path):
    side = head_side(tmp_path)
    with pytest.raises(SessionEndedError, match="unrecognized arguments: --no-such-option"):
        play_round(RoundPlan([side, side, side], ["--no-such-option"], tmp_path))


def test_what_is_no_revision_is_refused(repository, tmp_path):
    with (
        pytest.raises(SideError, match="no revision"),
        revision_side("x", [], repository, tmp_path),
    ):
        pass


def test_a_folder_without_git_has_no_revisions(tmp_path):
    with pytest.raises(SideError, match="no git"), revision_side("x", [], tmp_path, tmp_path):
        pass


def test_sources_of_a_side_come_first():
    path = Side("a", "python", Path("/here")).variables(Path("/c"))["PYTHONPATH"]
    assert path.split(":")[:2] == ["/here/src", "/here"]
