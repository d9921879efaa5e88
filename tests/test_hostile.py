"""Whatever a user names or a file holds: one line and exit code 2; our own crashes: 3."""

import errno
import json
import os

import pytest
from click.testing import CliRunner

from harness.cli import main
from tests.conftest import SPEC
from tests.recorded_project import run as module
from tests.test_cli import edit, run

LONG = "k" * 5000


def here(*arguments, **variables):
    return CliRunner().invoke(main, list(arguments), env=variables)


@pytest.fixture
def damaged(project):
    """The project with things in it that are no files of ours."""
    os.mkfifo(project / "pipe.yaml")
    os.mkfifo(project / "pipe.json")
    (project / "zero.yaml").symlink_to("/dev/zero")
    (project / "deep.ipynb").write_text('{"cells": ' + "[" * 100_000)
    (project / "number.ipynb").write_text('{"cells": [{"cell_type": %s}]}' % ("1" * 5000))
    (project / "list.json").write_text("[]")
    (project / "deep.json").write_text('{"format": "harness-run/1", "claims": ' + "[" * 100_000)
    (project / "utf16.json").write_bytes("{}".encode("utf-16"))
    (project / "utf16.yaml").write_bytes(SPEC.encode("utf-16"))
    (project / "long.yaml").write_text(SPEC.replace("lines: 1", f"lines: {'1' * 5000}"))
    (project / "kind.yaml").write_text(SPEC.replace("kind: agreement", "kind: [1]"))
    return project


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["verify", "pipe.yaml"], "pipe.yaml:1:1: not a regular file"),
        (["verify", "zero.yaml"], "zero.yaml:1:1: not a regular file"),
        (["list", "utf16.yaml"], "utf16.yaml:1:1: not UTF-8"),
        (["list", "long.yaml"], "long.yaml:20:13: a number of 5,000 characters"),
        (["list", "kind.yaml"], "kind.yaml:15:11: unknown kind [1]"),
        (["list", LONG], " names no file, and no spec is about it"),
        (["code", "pipe.yaml"], "pipe.yaml:1:1: not a regular file"),
        (["code", "deep.ipynb"], "deep.ipynb: no Jupyter notebook: its JSON is nested too deeply"),
        (["code", "number.ipynb"], "number.ipynb: no Jupyter notebook: "),
        (["code", "documents"], "documents: Is a directory"),
        (["show", "pipe.yaml"], "pipe.yaml:1:1: not a regular file"),
        (["compare", "pipe.json", "list.json"], "pipe.json: not a regular file"),
        (["compare", "list.json", "list.json"], "list.json: format None, not 'harness-run/1'"),
        (["compare", "deep.json", "list.json"], "deep.json: not a whole run record: "),
        (["compare", "utf16.json", "list.json"], "utf16.json: not a whole run record: "),
        (["compare", LONG, "list.json"], "no git repository"),
        (["compare", "documents", "list.json"], "documents/run.json: No such file"),
        (["accept", "a/b", "--because", "for a reason", "--run", "list.json"], "list.json: format"),
        (["report", "list.json"], "list.json: format None"),
        (["coverage", LONG], " names no file, and no spec is about it"),
        (["mutate", "--stack", "../../x"], "no evidence in reports/evidence"),
        (["verify", "--recorded", "--stack", "../../x"], "no stack '../../x'"),
        (["verify", "--out", "pytest.ini"], "'pytest.ini' is a file"),
        (["verify", "specs", "documents/../specs/../kind.yaml"], "kind.yaml:15:11: unknown kind"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_2(arguments, message, damaged):
    done = here(*arguments)
    assert done.exit_code == 2, done.output
    assert message in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize("name", ["HARNESS_DOCUMENTS", "HARNESS_DATA"])
@pytest.mark.parametrize("value", ["nowhere", "pytest.ini", LONG])
def test_a_variable_that_names_no_folder_is_named(name, value, project):
    done = here("verify", **{name: value})
    assert done.exit_code == 2, done.output
    assert name in done.stderr


@pytest.mark.parametrize("name", ["HARNESS_DOCUMENTS", "HARNESS_DATA"])
def test_pytest_names_such_a_variable_too(name, project):
    done = module("pytest", "specs", cwd=project, **{name: "nowhere"})
    assert (done.returncode, name in done.stderr) == (4, True)


@pytest.mark.parametrize("value", ["x", "[]", "{}", '{"name": 1}', '{"name": "tf2.5", "x": 1}'])
def test_what_a_parent_is_said_to_have_provided_is_read_strictly(value, project):
    (project / "tox.ini").write_text("[testenv]\ndeps =\n    tf2.5: a\n")
    done = here("verify", "--stack", "tf2.5", HARNESS_PROVIDED=value)
    assert done.exit_code == 2, done.output
    assert "HARNESS_PROVIDED" in done.stderr


def test_two_specs_of_one_name_are_refused(project):
    (project / "more").mkdir()
    (project / "more" / "s.yaml").write_text(SPEC)
    done = here("verify", "specs", "more")
    assert (done.exit_code, "specs/s.yaml has the name 's', too" in done.stderr) == (2, True)
    assert here("list", "specs", "specs/s.yaml").exit_code == 0


def test_a_crash_of_ours_shows_where_and_exits_with_3(project, monkeypatch):
    monkeypatch.setattr("harness.commands.list._print_claims", lambda specs: 1 / 0)
    done = here("list")
    assert done.exit_code == 3
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize(
    ("raised", "code"), [(KeyboardInterrupt(), 130), (BrokenPipeError(errno.EPIPE, "x"), 1)]
)
def test_whoever_has_seen_enough_sees_no_traceback(raised, code, project, monkeypatch):
    def end(specs):
        raise raised

    monkeypatch.setattr("harness.commands.list._print_claims", end)
    done = here("list")
    assert done.exit_code == code
    assert "Traceback" not in done.output


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EISDIR])
def test_reports_that_cannot_be_written_are_one_line_and_all_as_before(
    number, project, monkeypatch
):
    assert run("verify", cwd=project).returncode == 0
    out = project / "reports" / "latest"
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    replaced = type(out).replace

    def fail(self, target):
        if type(out)(target).name == "summary.md":
            raise OSError(number, os.strerror(number))
        return replaced(self, target)

    monkeypatch.setattr(type(out), "replace", fail)
    edit(project / "specs" / "s.yaml", "2 + 3", "2 + 4")
    done = here("verify")
    assert done.exit_code == 2, done.output
    assert f"cannot write reports to reports/latest: {os.strerror(number)}" in done.stderr
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_link_in_the_place_of_a_report_is_replaced_and_not_followed(project):
    out = project / "reports" / "latest"
    out.mkdir(parents=True)
    (project / "mine").write_text("mine")
    for name in ("run.json", "index.html"):
        (out / name).symlink_to(project / "mine")
    assert run("verify", cwd=project).returncode == 0
    assert (project / "mine").read_text() == "mine"
    assert json.loads((out / "run.json").read_text())["claims"]


def test_the_name_of_a_stack_in_its_record_is_no_place_to_write_to(project):
    from harness.evidence import Facts
    from harness.evidence.store import Store, store_text

    facts = Facts("../../../evil", "3.11", "2.5.0", "2.5.0", "1.19", "CPU")
    folder = project / "reports" / "evidence"
    folder.mkdir(parents=True)
    for name in ("tf2.5", "tf2.8", "tfx", "tf2.x"):
        (folder / f"{name}.json").write_text(store_text(Store(facts, {})))
    done = here("verify", "--recorded")
    assert done.exit_code in (0, 2), done.output
    assert [path.name for path in project.parent.iterdir() if path.name == "evil"] == []


def test_one_claim_whose_judging_breaks_is_an_error_and_the_others_are_judged(project):
    edit(project / "specs" / "s.yaml", 'figure: "5"}', 'figure: "5"}')
    text = (project / "specs" / "s.yaml").read_text()
    claim = (
        "  - {id: big, kind: number, at: {lines: 2, figure: '0.5'}, stackless: true,"
        " subject: 'own.big:number'}\n"
        "  - {id: half, kind: value, at: {lines: 2, figure: a}, stackless: true,"
        " subject: 'own.big:half'}\n"
        "  - {id: digits, kind: value, at: {lines: 2, figure: a}, stackless: true,"
        " subject: 'own.big:digits'}\n"
        "  - {id: deep, kind: value, at: {lines: 2, figure: a}, stackless: true,"
        " subject: 'own.big:deep'}\n"
    )
    (project / "specs" / "s.yaml").write_text(text.replace("not_claims:", f"{claim}not_claims:"))
    (project / "own").mkdir()
    (project / "own" / "big.py").write_text(
        "def number():\n    return 10 ** 400\n"
        "def half():\n    return 'a\\ud800'\n"
        "def digits():\n    return 10 ** 5000\n"
        "def deep():\n    found = []\n    for _ in range(5000):\n        found = [found]\n"
        "    return found\n"
    )
    done = run("verify", cwd=project)
    assert done.returncode == 3, done.stdout + done.stderr
    record = json.loads((project / "reports" / "latest" / "run.json").read_text())
    found = {claim["id"]: (claim["outcome"], claim["why"]) for claim in record["claims"]}
    assert found["s/sum"][0] == "confirmed"
    broken = ("s/big", "s/half", "s/digits", "s/deep")
    assert [found[name][0] for name in broken] == ["error"] * 4
    assert "judging it broke: OverflowError" in found["s/big"][1]
    assert (project / "reports" / "latest" / "index.html").exists()
