"""Runs compared and changes accepted, from the command line."""

import errno
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main
from tests.conftest import SPEC
from tests.test_cli import edit, run

REASON = "the source rounds the sum since its second edition"


@dataclass
class Done:
    """How a command ended that ran in this process, which is quicker than another one."""

    returncode: int
    stdout: str
    stderr: str


def here(*arguments):
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return Done(result.exit_code, result.stdout, result.stderr)


def restated(folder):
    """Leave behind what a run would once the first figure of the spec is another one."""
    edit(folder / "reports" / "latest" / "run.json", '"figure": "5"', '"figure": "5.0"')


def baseline(folder):
    return json.loads((folder / "reports" / "baseline" / "run.json").read_text())


@pytest.fixture(scope="module")
def verified(tmp_path_factory):
    """What a run of the project leaves behind, made once."""
    folder = tmp_path_factory.mktemp("verified")
    (folder / "specs").mkdir()
    (folder / "specs" / "s.yaml").write_text(SPEC)
    assert run("verify", cwd=folder).returncode == 0
    return folder / "reports"


@pytest.fixture
def accepted(project, verified, monkeypatch):
    """A project whose run was taken into its baseline."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copytree(verified, project / "reports")
    done = here("accept", "--added", "--because", "the first run of all")
    assert done.stdout == "3 added to reports/baseline/run.json, which holds 3 claims\n"
    return project


@pytest.fixture
def repository(accepted):
    """The same under version control."""
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=accepted, check=True)
    return accepted


def test_a_run_that_is_as_accepted_is_green(accepted):
    done = here("compare")
    assert done.returncode == 0
    assert done.stdout.startswith("nothing for the worse: no change; ")


def test_a_weakened_claim_is_red_until_it_is_accepted_with_a_reason(accepted):
    spec = accepted / "specs" / "s.yaml"
    edit(spec, 'figure: "5"}\n    expression', 'figure: "5.0"}\n    expression')
    assert run("verify", cwd=accepted).returncode == 0
    red = here("compare")
    assert red.returncode == 1
    assert "figure: 5 → 5.0 (restated)" in red.stdout
    assert 'harness accept s/sum --because "..."' in red.stdout
    done = here("accept", "s/sum", "--because", REASON)
    assert (done.returncode, done.stdout) == (0, "accepted in reports/baseline/run.json: s/sum\n")
    assert here("compare").returncode == 0
    entry = baseline(accepted)["accepted"][0]
    assert (entry["claim"], entry["because"]) == ("s/sum", REASON)


def test_a_new_erratum_that_makes_a_run_green_is_red_here(accepted):
    spec = accepted / "specs" / "s.yaml"
    edit(spec, 'figure: "5"}\n    expression: 2 + 3', 'figure: "5"}\n    expression: 2 + 4')
    worse = run("verify", cwd=accepted)
    assert worse.returncode == 1
    assert here("accept", "s/sum", "--because", REASON).returncode == 2
    edit(spec, "2 + 4\n", "2 + 4\n    erratum: {why: two and four is six, truth: 6}\n")
    assert run("verify", cwd=accepted).returncode == 0
    red = here("compare")
    assert red.returncode == 1
    assert "erratum: none → two and four is six (weaker)" in red.stdout


def test_a_revision_of_git_is_compared_by_the_baseline_it_holds(repository):
    restated(repository)
    assert here("compare", "HEAD").returncode == 1
    here("accept", "s/sum", "--because", REASON)
    done = here("compare", "HEAD")
    assert done.returncode == 0
    assert f"accepted  {REASON}" in done.stdout


def test_a_revision_that_holds_a_run_record_as_its_baseline_can_be_compared(repository):
    latest = repository / "reports" / "latest" / "run.json"
    shutil.copy(latest, repository / "reports" / "baseline" / "run.json")
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run(["git", *who, "commit", "-qam", "as before"], cwd=repository, check=True)
    assert here("compare", "HEAD").returncode == 0
    restated(repository)
    assert here("compare", "HEAD").returncode == 1


def test_a_baseline_edited_by_hand_accepts_nothing_against_a_revision(repository):
    restated(repository)
    edit(repository / "reports" / "baseline" / "run.json", '"figure": "5"', '"figure": "5.0"')
    assert here("compare").returncode == 0
    assert here("compare", "HEAD").returncode == 1


def test_a_run_of_some_claims_removes_none(accepted):
    run("verify", "-k", "sum", cwd=accepted)
    done = here("compare")
    assert done.returncode == 0
    assert "not looked at (1): not asked for in this run" in done.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"format": "harness-run/1", "claims": [', "not a whole run record"),
        ('{"format": "harness-run/7"}', "format 'harness-run/7', not 'harness-run/1'"),
        ('{"format": "harness-run/1", "claims": [], "documents": []}', "not a whole run record"),
        ('{"format": "harness-run/1", "claims": [3], "documents": []}', "not a whole run record"),
        ("\x00", "not a whole run record"),
    ],
)
def test_half_a_record_is_one_message_and_changes_nothing(accepted, text, message):
    (accepted / "reports" / "latest" / "run.json").write_text(text)
    before = baseline(accepted)
    for command in (["compare"], ["accept", "s/sum", "--because", REASON]):
        done = here(*command)
        assert done.returncode == 2
        assert message in done.stderr
        assert done.stderr.count("\n") == 1
    assert baseline(accepted) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compare", "none.json"], "none.json: No such file or directory"),
        (["compare", "specs"], "specs/run.json: No such file or directory"),
        (["compare", "tf2.5"], "tf2.5 has no recorded evidence in reports/evidence"),
        (["compare", "main"], "no file main, and no git repository"),
        (["compare", "--out", "pytest.ini/x"], "cannot write pytest.ini/x"),
        (["accept", "--because", REASON], "name the claims"),
        (["accept", "s/sum", "--added", "--because", REASON], "name the claims"),
        (["accept", "s/sum", "--because", "so"], "'so' is no reason"),
        (["accept", "s/summ", "--because", REASON], "did you mean s/sum?"),
        (["accept", "s/*", "--because", REASON], "nothing is called s/*"),
        (["accept", "s/sum", "--because", REASON], "there is nothing to accept"),
        (["accept", "--added", "--because", REASON], "knows every claim"),
        (["accept", "s/sum", "s/again", "--write", "--because", REASON], "one claim at a time"),
        (["accept", "s/sum", "--write", "--because", REASON], "no recorded truth"),
        (["accept", "s/wrong-sum", "--write", "--because", REASON], "is what was measured"),
    ],
)
def test_a_mistake_is_one_message(accepted, arguments, message):
    before = baseline(accepted)
    done = here(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert baseline(accepted) == before


def test_a_revision_that_is_not_known_is_one_message(repository):
    for name, message in (
        ("no-such-branch", "no-such-branch is no file, no recorded stack and no revision of git"),
        ("--output=x", "No such option"),
    ):
        done = here("compare", name)
        assert done.returncode == 2
        assert message in done.stderr
    assert not (repository / "x").exists()


def test_without_a_baseline_the_message_says_how_one_begins(project):
    done = here("compare")
    assert done.returncode == 2
    assert "'harness accept --added' begins one with the latest run" in done.stderr


@pytest.mark.parametrize("kind", ["text", "markdown", "github", "junit", "sarif"])
def test_every_format_says_which_claim_it_is_and_goes_to_a_file(accepted, kind):
    restated(accepted)
    printed = here("compare", "--format", kind)
    written = here("compare", "--format", kind, "--out", "out/c")
    assert (printed.returncode, written.returncode, written.stdout) == (1, 1, "")
    assert (accepted / "out" / "c").read_text() == printed.stdout
    assert "sum" in printed.stdout


def test_on_github_verify_and_compare_annotate_and_summarise(accepted, monkeypatch):
    edit(accepted / "specs" / "s.yaml", 'figure: "5"}\n    exp', 'figure: "6"}\n    exp')
    actions = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(accepted / "summary")}
    done = run("verify", cwd=accepted, **actions)
    wrong = "::error file=specs/s.yaml,line=5,endLine=5,title=refuted%3A s/sum::"
    assert [line for line in done.stdout.splitlines() if line.startswith(wrong)]
    inside = run("verify", "--documents", "documents", cwd=accepted, **actions)
    wrong = "::error file=documents/d.txt,line=2,endLine=2,title=misquoted%3A s/sum::"
    assert [line for line in inside.stdout.splitlines() if line.startswith(wrong)]
    for name, value in actions.items():
        monkeypatch.setenv(name, value)
    compared = here("compare")
    assert "title=worse%3A s/sum::" in compared.stdout
    summary = (accepted / "summary").read_text()
    assert summary.count("## ") - summary.count("### ") == 3


def test_a_figure_that_a_copy_of_a_document_prints_otherwise_is_misquoted_there(accepted):
    assert run("follow", "--write", "--documents", "documents", cwd=accepted).returncode == 0
    edit(accepted / "documents" / "d.txt", "three is 5", "three is 6")
    assert run("verify", "--documents", "documents", cwd=accepted).returncode == 1
    red = here("compare")
    assert red.returncode == 1
    assert "worse      s/sum" in red.stdout
    assert "d.txt:2" in red.stdout
    assert "confirmed → misquoted" in red.stdout
    log = json.loads((accepted / "reports" / "latest" / "claims.sarif").read_text())
    places = [
        result["locations"][0]["physicalLocation"]
        for result in log["runs"][0]["results"]
        if result["properties"]["outcome"] == "misquoted"
    ]
    assert [place["artifactLocation"]["uri"] for place in places] == ["documents/d.txt"] * 2
    assert [place["region"]["startLine"] for place in places] == [2, 2]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_full_disk_or_a_locked_folder_leaves_everything_whole(accepted, monkeypatch, number):
    restated(accepted)
    before = baseline(accepted)

    def fail(*_):
        raise OSError(number, os.strerror(number), "reports/baseline")

    monkeypatch.setattr("harness.files.writing.os.fdopen", fail)
    done = here("accept", "s/sum", "--because", REASON)
    assert (done.returncode, done.stderr) == (
        2,
        f"harness: cannot write reports/baseline: {os.strerror(number)}\n",
    )
    assert here("compare", "--out", "out.txt").returncode == 2
    assert baseline(accepted) == before
    assert [path.name for path in (accepted / "reports" / "baseline").iterdir()] == ["run.json"]


def test_of_two_who_accept_at_once_neither_change_is_lost(accepted):
    restated(accepted)
    restated(accepted)
    command = [sys.executable, "-m", "harness", "accept", "--because", REASON]
    both = [subprocess.Popen([*command, name], cwd=accepted) for name in ("s/sum", "s/again")]
    assert [process.wait(120) for process in both] == [0, 0]
    assert {entry["claim"] for entry in baseline(accepted)["accepted"]} >= {"s/sum", "s/again"}


def test_a_truth_that_is_measured_otherwise_is_written_in_its_authors_digits(accepted):
    spec = accepted / "specs" / "s.yaml"
    edit(spec, "2 * 3", "2 * 3.021")
    edit(spec, "truth: 6}", 'truth: "6.00"} # as measured')
    edit(spec, "at: {lines: 3", "at:   {lines: 3")
    assert run("verify", cwd=accepted).returncode == 1
    before = spec.read_text()
    assert here("accept", "s/wrong-sum", "--because", REASON).returncode == 2
    done = here("accept", "s/wrong-sum", "--write", "--because", REASON)
    assert done.returncode == 0, done.stderr
    assert spec.read_text() == before.replace('"6.00"', '"6.04"')
    assert run("verify", cwd=accepted).returncode == 0
    assert here("compare").stdout.startswith("nothing for the worse: no change; ")


def test_a_spec_and_the_baseline_are_written_both_or_not_at_all(accepted, monkeypatch):
    spec = accepted / "specs" / "s.yaml"
    edit(spec, "2 * 3", "2 * 4")
    assert run("verify", cwd=accepted).returncode == 1
    before = spec.read_text(), baseline(accepted)
    replace = Path.replace

    def fail(self, target):
        if Path(target).name == "run.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    done = here("accept", "s/wrong-sum", "--write", "--because", REASON)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert (spec.read_text(), baseline(accepted)) == before
    assert [path.name for path in spec.parent.iterdir()] == ["s.yaml"]


def test_one_broken_function_is_named_by_exactly_the_claims_that_rest_on_it(project):
    (project / "own").mkdir()
    subjects = project / "own" / "subjects.py"
    subjects.write_text("def one():\n    return 1\n\n\ndef two():\n    return 2\n")
    claims = "".join(
        f"  - {{id: {name}, kind: value, at: {{lines: 2}}, expected: {value},"
        f' subject: "own.subjects:{subject}"}}\n'
        for name, value, subject in [("a", 1, "one"), ("b", 2, "two"), ("c", 1, "one")]
    )
    (project / "specs" / "s.yaml").write_text(SPEC.replace("not_claims:", f"{claims}not_claims:"))
    assert run("verify", cwd=project).returncode == 0
    here("accept", "--added", "--because", "the first run of all")
    edit(subjects, "return 1", "return 3")
    assert run("verify", cwd=project).returncode == 1
    done = here("compare")
    assert done.returncode == 1
    worse = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("worse")]
    assert worse == ["s/a", "s/c"]


def test_a_refused_reason_leaves_no_folder_behind(project, verified):
    shutil.copytree(verified, project / "reports")
    done = here("accept", "--added", "--because", "first")
    assert (done.returncode, "'first' is no reason" in done.stderr) == (2, True)
    assert not (project / "reports" / "baseline").exists()
