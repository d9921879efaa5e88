"""Claims are pytest items, with ids and places that last."""

import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest


def run(*arguments, cwd):
    """Run pytest as a user would, and return its output."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "HARNESS"))}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env=environment, check=False
    )
    return done.returncode, done.stdout + done.stderr


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_claims_pass_and_an_erratum_is_an_expected_failure(project):
    code, output = run("specs", "-rx", cwd=project)
    assert code == 0
    assert "2 passed, 1 xfailed" in output
    assert "specs/s.yaml::wrong-sum - erratum: two times three is six" in output


def test_ids_are_slugs_and_survive_lines_inserted_into_spec_and_document(project):
    _, before = run("specs", "--collect-only", "-q", cwd=project)
    edit(project / "specs" / "s.yaml", "claims:\n", "# one\n\n# two\nclaims:\n")
    edit(project / "documents" / "d.txt", "# Sums\n", "new\n\n# Sums\n")
    _, after = run("specs", "--collect-only", "-q", cwd=project)
    ids = [line for line in before.splitlines() if "::" in line]
    assert ids == ["specs/s.yaml::sum", "specs/s.yaml::wrong-sum", "specs/s.yaml::again"]
    assert ids == [line for line in after.splitlines() if "::" in line]


def test_a_claim_that_fails_explains_itself_document_first(project):
    edit(project / "specs" / "s.yaml", '"5"}\n    expression', '"6"}\n    expression')
    code, output = run("specs", cwd=project)
    assert code == 1
    assert "1 failed, 1 passed, 1 xfailed" in output
    explanation = output[output.index("refuted   s / sum") :].splitlines()
    assert explanation[0].endswith("d.txt:2")
    assert [line.split()[0] for line in explanation[1:7]] == [
        "claim", "figure", "measured", "why", "spec", "again",
    ]  # fmt: skip
    assert "Traceback" not in output


def test_a_failure_is_located_at_the_documents_line(project):
    edit(project / "specs" / "s.yaml", '"5"}\n    expression', '"6"}\n    expression')
    run(
        "specs",
        "--documents=documents",
        "--junitxml=j.xml",
        "-o",
        "junit_family=xunit1",
        cwd=project,
    )
    case = ElementTree.parse(project / "j.xml").find(".//testcase[@name='sum']")
    assert case is not None
    assert (case.get("file"), case.get("line")) == ("documents/d.txt", "1")
    properties = {p.get("name"): p.get("value") for p in case.iter("property")}
    assert properties["document"] == "d.txt:2"
    assert properties["outcome"] == "misquoted"


def test_without_the_document_a_failure_is_located_in_the_spec(project):
    run("specs", "--junitxml=j.xml", "-o", "junit_family=xunit1", cwd=project)
    case = ElementTree.parse(project / "j.xml").find(".//testcase[@name='sum']")
    assert case is not None
    assert (case.get("file"), case.get("line")) == ("specs/s.yaml", "4")


def test_a_figure_flipped_in_the_document_is_misquoted_at_its_line(project):
    edit(project / "documents" / "d.txt", "is 5", "is 4")
    code, output = run("specs", "--documents=documents", cwd=project)
    assert code == 1
    assert "misquoted s / sum" in output
    assert "the document prints 4 there, the spec says 5" in output


def test_nothing_runs_while_any_spec_is_wrong(project):
    (project / "specs" / "t.yaml").write_text("format: harness-spec/1\ntitel: x\n")
    code, output = run("specs", cwd=project)
    assert code == 2
    assert "specs/t.yaml:2:1: unknown key 'titel'; did you mean 'title'?" in output
    assert "passed" not in output
    assert "Traceback" not in output


def test_other_yaml_files_are_left_alone(project):
    (project / "other").mkdir()
    (project / "other" / "s.yaml").write_text("a: 1")
    code, output = run("other", cwd=project)
    assert (code, "0 items" in output or "no tests ran" in output) == (5, True)


def test_a_yaml_file_of_another_tool_beside_the_specs_is_left_alone(project):
    (project / "specs" / "service.yaml").write_text("openapi: 3.1.0\ninfo: {title: t}\n")
    code, output = run("specs", cwd=project)
    assert (code, "2 passed, 1 xfailed" in output) == (0, True)


def test_which_files_are_specs_is_a_setting(project):
    (project / "specs" / "s.yaml").rename(project / "claims.yml")
    code, output = run("claims.yml", "-o", "harness_specs=claims.yml", cwd=project)
    assert (code, "2 passed, 1 xfailed" in output) == (0, True)


def test_the_plugin_changes_nothing_where_there_is_no_spec(pytester):
    pytester.makepyfile("def test_it(): assert True")
    with_plugin = pytester.runpytest_subprocess("-q")
    without = pytester.runpytest_subprocess("-q", "-p", "no:harness")
    with_plugin.assert_outcomes(passed=1)
    assert with_plugin.outlines[0] == without.outlines[0]
    assert not [line for line in with_plugin.outlines if "harness" in line]


@pytest.mark.parametrize("arguments", [["-n", "2"], ["-n", "2", "--dist", "loadgroup"]])
def test_claims_run_in_several_processes(project, arguments):
    code, output = run("specs", *arguments, "-k", "sum", cwd=project)
    assert code == 0
    assert "1 passed, 1 xfailed" in output


OWN = """\
  - {id: one, kind: value, at: {lines: 2, figure: "1"}, stackless: true, subject: "own.subjects:one"}
  - {id: two, kind: value, at: {lines: 2, figure: "1"}, stackless: true, subject: "own.subjects:one"}
  - {id: three, kind: value, at: {lines: 2, figure: "3"}, stackless: true, subject: "own.subjects:three"}
"""


def test_claims_that_share_a_request_measure_it_once_and_failures_can_be_run_again(project):
    (project / "own").mkdir()
    (project / "own" / "subjects.py").write_text(
        "def called(name):\n    open(name, 'a').write('x')\n"
        "def one():\n    called('one'); return 2\ndef three():\n    called('three'); return 3\n"
    )
    edit(project / "specs" / "s.yaml", "not_claims:", f"{OWN}not_claims:")
    code, output = run("specs", "-p", "cacheprovider", cwd=project)
    assert (code, "2 failed, 3 passed, 1 xfailed" in output) == (1, True)
    assert (project / "one").read_text() == "x"
    _, again = run("specs", "-p", "cacheprovider", "--lf", cwd=project)
    assert "2 failed" in again
    assert "passed" not in again
    assert [(project / name).read_text() for name in ("one", "three")] == ["xx", "x"]
    _, first = run("specs", "-x", cwd=project)
    assert "1 failed, 2 passed, 1 xfailed" in first


def test_each_process_of_xdist_measures_the_claims_that_it_is_given(project):
    (project / "own").mkdir()
    (project / "own" / "subjects.py").write_text(
        "def n(number):\n    open(f'n{number}', 'a').write('x')\n    return number\n"
    )
    claims = "".join(
        f"  - {{id: n{n}, kind: value, at: {{lines: 2}}, expected: {n}, stackless: true, "
        f'subject: "own.subjects:n", given: {{number: {n}}}}}\n'
        for n in range(6)
    )
    edit(project / "specs" / "s.yaml", "not_claims:", f"{claims}not_claims:")
    code, output = run("specs", "-n", "2", cwd=project)
    assert (code, "8 passed, 1 xfailed" in output) == (0, True)
    assert [(project / f"n{n}").read_text() for n in range(6)] == ["x"] * 6


GROUPS = """
def pytest_collection_finish(session):
    for item in session.items:
        print(item.name, [mark.args for mark in item.iter_markers("xdist_group")])
"""
ON_A_STACK = """\
  - {id: one, kind: parameters, at: {lines: 2, figure: "5"}, read: a, subject: "counts:dense_parameters"}
  - {id: two, kind: parameters, at: {lines: 2, figure: "5"}, read: b, subject: "counts:dense_parameters"}
  - {id: three, kind: parameters, at: {lines: 2, figure: "5"}, subject: "counts:dense_parameters", given: {units: 3}}
"""


def test_claims_that_share_a_request_are_one_group_of_xdist(project):
    (project / "conftest.py").write_text(GROUPS)
    edit(project / "specs" / "s.yaml", "not_claims:", f"{ON_A_STACK}not_claims:")
    _, output = run("specs", "--collect-only", "-s", "-q", cwd=project)
    groups = dict(line.split(" ", 1) for line in output.splitlines() if " [" in line)
    assert groups["one"] == groups["two"] != groups["three"]
    assert groups["sum"] == "[]"  # it needs no stack
    _, output = run("specs", "--collect-only", "-s", "-q", "-p", "no:xdist", cwd=project)
    assert "one []" in output


def test_damaged_evidence_is_one_message(project):
    (project / "reports" / "evidence").mkdir(parents=True)
    (project / "reports" / "evidence" / "tf2.16.json").write_text("{")
    code, output = run("specs", "--recorded", "--stack", "tf2.16", cwd=project)
    assert (code, "tf2.16.json" in output, "Traceback" in output) == (4, True, False)


GONE = """\
from harness import Unavailable


def gone():
    raise Unavailable("no network here")
"""
BLOCKED = """\
  - {id: gone, kind: value, at: {lines: 2, figure: "5"}, stackless: true, subject: "own.gone:gone"}
"""


@pytest.fixture
def blocked(project):
    """The project with a claim that cannot be looked at."""
    (project / "own").mkdir()
    (project / "own" / "gone.py").write_text(GONE)
    edit(project / "specs" / "s.yaml", "claims:\n", f"claims:\n{BLOCKED}")
    return project


@pytest.mark.parametrize("more", [(), ("-n", "1")])
def test_a_session_that_looked_at_nothing_of_a_named_spec_has_a_status_of_its_own(blocked, more):
    code, output = run("specs/s.yaml::gone", *more, cwd=blocked)
    assert code == 6
    assert "not looked at: nothing of s was looked at: 1 of its claims is blocked" in output
    assert "1 skipped" in output
    code, output = run("specs", "-k", "gone", *more, cwd=blocked)
    assert (code, "not looked at" in output) == (0, False)
    code, output = run("specs/s.yaml", *more, cwd=blocked)
    assert (code, "not looked at" in output) == (0, False)


def test_a_session_whose_documents_are_not_where_they_were_named_says_so(project):
    (project / "lab").mkdir()
    code, output = run("specs", "--documents", "lab", cwd=project)
    assert code == 6
    assert "d.txt is not in lab: its figures were compared with nothing" in output
    edit(project / "specs" / "s.yaml", 'figure: "5"', 'figure: "6"')
    assert run("specs", "--documents", "lab", cwd=project)[0] == 1
