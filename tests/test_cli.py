"""The command line: what it prints, what it writes, and what it returns."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import harness.commands
from harness.cli import main
from tests.conftest import SPEC


def run(*arguments, cwd, **variables):
    """Run the command as a user would."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HARNESS")}
    command = [sys.executable, "-m", "harness", *arguments]
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**environment, "COLUMNS": "200", **variables},
        check=False,
    )


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_verify_shows_findings_and_counts_and_writes_every_report(project):
    done = run("verify", "--documents", "documents", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "two times three is six" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("3 claims: 2 confirmed, 1 erratum in")
    written = {path.name for path in (project / "reports" / "latest").iterdir()}
    assert written == {
        "run.json",
        "junit.xml",
        "claims.csv",
        "claims.sarif",
        "summary.md",
        "index.html",
    }


def test_what_a_log_is_searched_for_stands_on_one_line_at_every_width(project):
    edit(project / "specs" / "s.yaml", 'figure: "5"', 'figure: "6"')
    done = run("verify", cwd=project, COLUMNS="30")
    last = done.stdout.splitlines()[-1]
    assert re.fullmatch(r"3 claims: 1 confirmed, 1 refuted, 1 erratum in \d+ s on no stack", last)
    headings = [line for line in done.stdout.splitlines() if line.startswith("refuted ")]
    assert [line.split()[-1] for line in headings] == ["d.txt:2"]


def test_the_run_record_says_what_each_claim_is(project):
    run("verify", "--documents", "documents", "--out", "out", cwd=project)
    record = json.loads((project / "out" / "run.json").read_text())
    claims = {claim["id"]: claim for claim in record["claims"]}
    assert claims["s/sum"]["verdict"] == "confirmed"
    assert (claims["s/sum"]["document"], claims["s/sum"]["lines"]) == ("d.txt", [2, 2])
    assert (claims["s/wrong-sum"]["verdict"], claims["s/wrong-sum"]["erratum"]) == ("refuted", True)
    assert claims["s/again"]["anchor"] == "anchored"


def test_one_changed_figure_makes_exactly_that_claim_fail(project):
    edit(project / "specs" / "s.yaml", 'figure: "5"', 'figure: "6"')
    done = run("verify", cwd=project)
    assert done.returncode == 1
    assert "refuted   s / sum" in done.stdout
    assert "d.txt:2" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("3 claims: 1 confirmed, 1 refuted, 1 erratum in")


def test_mistakes_in_a_spec_are_listed_and_nothing_is_measured(project):
    edit(project / "specs" / "s.yaml", "kind: arithmetic", "kind: arithmetics")
    edit(project / "specs" / "s.yaml", "against:", "agianst:")
    done = run("verify", cwd=project)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert lines[0] == "specs/s.yaml:6:11: unknown kind 'arithmetics'; did you mean 'arithmetic'?"
    assert lines[-1] == "harness: 3 mistakes; nothing was measured"
    assert not (project / "reports").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["verify", "-k", "nothing-like-it"], "no claim matches -k 'nothing-like-it'"),
        (["verify", "-k", "a b ("], "harness: wrong expression passed to '-k'"),
        (["verify", "none.yaml"], "none.yaml:1:1: No such file or directory"),
        (["verify", "--documents", "nowhere"], "'nowhere' does not exist"),
        (["coverage"], "d.txt is not at hand; name its folder with --documents"),
        (["verify", "--out", "pytest.ini/x"], "cannot write reports to pytest.ini/x"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_message(project, arguments, message):
    done = run(*arguments, cwd=project)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_without_specs_the_message_says_where_they_are_kept(tmp_path):
    done = run("verify", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "harness: no specs: name a file, or keep them in the folder specs/\n",
    )


def test_a_document_in_another_encoding_is_one_message(project):
    (project / "documents" / "d.txt").write_bytes("합".encode("cp949"))
    done = run("verify", "--documents", "documents", cwd=project)
    assert done.returncode == 2
    assert "not UTF-8 at byte 0; convert it first" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_and_plugins_of_a_project_do_not_reach_a_run(project):
    (project / "pytest.ini").write_text(
        "[pytest]\naddopts = --no-such-option -k nothing\nfilterwarnings = error\n"
    )
    assert run("verify", cwd=project, PYTEST_ADDOPTS="--nor-this").returncode == 0


def test_several_processes_find_the_same(project):
    assert run("verify", "-n", "2", "-k", "sum", cwd=project).returncode == 0
    record = json.loads((project / "reports" / "latest" / "run.json").read_text())
    assert [claim["id"] for claim in record["claims"]] == ["s/sum", "s/wrong-sum"]


def test_verbose_shows_each_claim_and_where_the_time_went(project):
    done = run("verify", "-v", cwd=project)
    assert "s/wrong-sum" in done.stderr
    assert "import 0.00 s, measure 0.00 s, judge" in done.stdout


def test_coverage_names_naked_lines_and_fails(project):
    done = run("coverage", "--documents", "documents", cwd=project)
    assert (done.returncode, done.stdout) == (0, "d.txt: 3 claimed, 0 not a claim, 0 naked\n")
    edit(project / "documents" / "d.txt", "as we", "and 6\n\nas we")
    for argument in ("documents/d.txt", "documents"):
        done = run("coverage", argument, cwd=project)
        assert done.returncode == 1
        assert "naked: 6" in done.stdout


def test_coverage_of_a_document_without_a_spec_says_so(project):
    (project / "other.txt").write_text("it is 5\n")
    done = run("coverage", "other.txt", "documents/d.txt", cwd=project)
    assert done.returncode == 1
    assert done.stdout.startswith(
        "other.txt: 0 claimed, 0 not a claim, 1 naked\n  no spec is about it; begin one in specs/\n"
    )


def test_coverage_shows_what_is_no_claim_and_doubts_its_figures(project):
    edit(project / "documents" / "d.txt", "# Sums", "loss: 0.5")
    done = run("coverage", "--reasons", "documents/d.txt", cwd=project)
    assert done.returncode == 0
    assert done.stdout.endswith(
        "  1: a heading and nothing else\n    ? figures in 1: could one be a claim?\n"
    )


def test_coverage_asks_for_a_lower_number_where_fewer_lines_are_naked(project):
    spec = project / "specs" / "s.yaml"
    spec.write_text(spec.read_text() + "naked: 2\n")
    done = run("coverage", "documents/d.txt", cwd=project)
    assert done.returncode == 1
    assert "specs/s.yaml admits 2: write 'naked: 0'" in done.stdout


def test_follow_writes_digests_and_then_follows_lines_that_move(project):
    spec, document = project / "specs" / "s.yaml", project / "documents" / "d.txt"
    assert run("follow", "--write", "--documents", "documents", cwd=project).returncode == 0
    with_digests = spec.read_text()
    assert with_digests.count("digest: ") == 4
    edit(document, "# Sums", "new\n# Sums")
    done = run("follow", "--write", "--documents", "documents", cwd=project)
    assert "3 moved" in done.stdout
    lines = [line for line in spec.read_text().splitlines() if "lines: 3" in line]
    assert len(lines) == 2
    edit(document, "is 5", "is 55")
    assert run("follow", "--documents", "documents", cwd=project).returncode == 1


def test_follow_moves_what_is_no_claim_with_the_claims_around_it(project):
    spec, document = project / "specs" / "s.yaml", project / "documents" / "d.txt"
    edit(spec, "{lines: 1, reason", "{lines: 3, reason")
    run("follow", "--write", "--documents", "documents", cwd=project)
    edit(document, "two and three", "new\ntwo and three")
    assert run("follow", "--write", "--documents", "documents", cwd=project).returncode == 0
    assert "{lines: 4, reason: a heading" in spec.read_text()
    assert run("follow", "--documents", "documents", cwd=project).stdout == "s: 3 anchored\n"


def test_follow_says_where_it_cannot_tell_where_lines_stand(project):
    spec, document = project / "specs" / "s.yaml", project / "documents" / "d.txt"
    run("follow", "--write", "--documents", "documents", cwd=project)
    edit(document, "# Sums", "new\n# Sums")
    done = run("follow", "--write", "--documents", "documents", cwd=project)
    assert done.returncode == 1
    assert done.stdout == (
        "s: 3 moved\n"
        "  unknown    s/not_claims.0  d.txt:1  specs/s.yaml:20\n"
        "    lines came or went around line 1: write where it stands now\n"
    )
    assert "{lines: 1, reason" in spec.read_text()


def test_follow_names_both_figures_and_the_line_of_a_misquoted_claim(project):
    run("follow", "--write", "--documents", "documents", cwd=project)
    edit(project / "documents" / "d.txt", "three is 5", "three is 8")
    done = run("follow", "--documents", "documents", cwd=project)
    assert done.returncode == 1
    assert done.stdout == (
        "s: 1 anchored, 2 misquoted\n"
        "  misquoted  s/sum  d.txt:2  specs/s.yaml:5\n"
        "    the document prints 8 there, the spec says 5\n"
        "    line 2: two and three is 8\n"
        "  misquoted  s/again  d.txt:2  specs/s.yaml:14\n"
        "    the document prints 8 there, the spec says 5\n"
        "    line 2: two and three is 8\n"
    )
    done = run("verify", "--documents", "documents", cwd=project)
    assert done.returncode == 1
    assert "the document prints 8 there, the spec says 5" in done.stdout


def test_follow_shows_the_words_that_changed_and_follows_what_is_accepted(project):
    spec, document = project / "specs" / "s.yaml", project / "documents" / "d.txt"
    run("follow", "--write", "--documents", "documents", cwd=project)
    (project / "old.txt").write_text(document.read_text())
    edit(document, "twice three is", "and two threes are")
    arguments = ["follow", "--documents", "documents"]
    done = run(*arguments, cwd=project)
    assert done.returncode == 1
    assert "reworded   s/wrong-sum  d.txt:3" in done.stdout
    assert "its figure still stands: 7\n    line 3: and two threes are 7\n" in done.stdout
    done = run(*arguments, "--against", "old.txt", cwd=project)
    assert "[-twice-]{+and+} [-three-]{+two+} [-is-]{+threes are+} 7" in done.stdout
    before = spec.read_text()
    assert run(*arguments, "--write", cwd=project).returncode == 1
    assert spec.read_text() == before
    assert run(*arguments, "--write", "--accept", "wrong-sum", cwd=project).returncode == 0
    assert run(*arguments, cwd=project).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--against", "nowhere"], "'nowhere' is no copy of d.txt, nor a git revision with one"),
        (["--accept", "sum"], "--accept is for --write"),
        (["--write", "--accept", "sun"], "no claim 'sun'; did you mean 'sum'?"),
    ],
)
def test_what_follow_cannot_do_is_one_message(project, arguments, message):
    before = (project / "specs" / "s.yaml").read_text()
    done = run("follow", "--documents", "documents", *arguments, cwd=project)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "specs" / "s.yaml").read_text() == before


def test_list_counts_claims_by_document_and_by_kind(project):
    output = run("list", cwd=project).stdout
    assert "s/wrong-sum  arithmetic  d.txt:3  erratum" in output
    assert "claims by kind" in output


def test_help_is_quick_to_come(project):
    """Nothing heavy is imported for it: no pytest, no pydantic, no TensorFlow."""
    code = (
        "import sys; sys.argv = ['harness', '--help']\n"
        "import harness.cli as cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pytest', 'pydantic', 'tensorflow', 'pandas', 'hypothesis', 'rich'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_help_lists_every_file_with_a_command_and_no_former_name(project):
    folder = Path(harness.commands.__file__).parent
    files = {file.stem for file in folder.glob("*.py") if "@click.command" in file.read_text()}
    listed = set(re.findall(r"^  ([a-z]+)  +\w", run("--help", cwd=project).stdout, re.MULTILINE))
    assert listed == files == set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("name", [*main.list_commands(click.Context(main))])
def test_the_examples_in_the_help_of_a_command_are_command_lines_of_it(name):
    command = main.get_command(click.Context(main), name)
    lines = [line.split() for line in (command.epilog or "").splitlines()[2:]]
    assert lines
    known = {option for parameter in command.params for option in parameter.opts}
    for words in lines:
        assert words[:2] == ["harness", name]
        assert {word for word in words if word.startswith("-")} <= known
    assert command.help.splitlines()[0].endswith(".")


@pytest.mark.parametrize(
    ("former", "today"),
    [
        (["anchor", "--documents", "documents"], "harness follow"),
        (["annotate", "documents/d.txt"], "harness show"),
        (["origin"], "harness matrix --origin"),
        (["blocks"], "harness matrix --blocks"),
    ],
)
def test_a_former_name_does_the_same_and_says_what_it_is_called_now(project, former, today):
    done = run(*former, cwd=project)
    new = run(*today.split()[1:], *former[1:], cwd=project)
    first, _, rest = done.stderr.partition("\n")
    assert first == f"'harness {former[0]}' is now '{today}'"
    assert (done.returncode, done.stdout, rest) == (new.returncode, new.stdout, new.stderr)


@pytest.mark.parametrize("name", ["s", "d.txt", "documents/d.txt", "specs/s.yaml", "specs"])
def test_a_document_or_a_spec_may_be_named_to_every_command(project, name):
    for command in ("list", "coverage", "follow", "verify"):
        done = run(command, name, cwd=project, HARNESS_DOCUMENTS="documents")
        assert done.returncode == 0, (command, done.stderr)


@pytest.mark.parametrize("signal_number", [signal.SIGINT])
def test_an_interrupted_run_keeps_what_it_finished(project, signal_number):
    (project / "slow").mkdir()
    (project / "slow" / "subjects.py").write_text(
        "import pathlib, time\ndef nap():\n    pathlib.Path('started').touch(); time.sleep(60)\n"
    )
    slow = (
        '  - {id: slow, kind: value, at: {lines: 2}, expected: 1, subject: "slow.subjects:nap"}\n'
    )
    (project / "specs" / "s.yaml").write_text(SPEC.replace("not_claims:", f"{slow}not_claims:"))
    process = subprocess.Popen(
        [sys.executable, "-m", "harness", "verify"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # a shell's background jobs, perhaps this one, leave their children deaf to the signal
        preexec_fn=lambda: signal.signal(signal_number, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 120
    while not (project / "started").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal_number)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 130, output
    assert "; interrupted" in output.splitlines()[-1]
    record = json.loads((project / "reports" / "latest" / "run.json").read_text())
    assert (len(record["claims"]), record["complete"]) == (3, False)


def test_a_slow_claim_is_judged_from_the_record_unless_it_is_asked_for(project):
    (project / "own").mkdir()
    (project / "own" / "subjects.py").write_text("def one():\n    return 1\n")
    slow = '  - {id: slow, kind: value, at: {lines: 2}, expected: 1, slow: true, subject: "own.subjects:one"}\n'
    (project / "specs" / "s.yaml").write_text(SPEC.replace("not_claims:", f"{slow}not_claims:"))
    unrecorded = run("verify", cwd=project)
    assert unrecorded.returncode == 0
    assert "2 confirmed, 1 erratum, 1 blocked" in unrecorded.stdout.splitlines()[-1]
    measured = run("verify", "--slow", "--record", cwd=project)
    assert measured.returncode == 0, measured.stderr
    assert "3 confirmed, 1 erratum" in measured.stdout
    recorded = run("verify", cwd=project)
    assert "3 confirmed, 1 erratum" in recorded.stdout
    (project / "own" / "subjects.py").write_text("def one():\n    return 2 - 1\n")
    assert "stale: measured with other source" in run("verify", cwd=project).stdout


def test_code_writes_the_blocks_of_a_page_down(project):
    (project / "page.md").write_text("# Page\n```python\nx = 1\nx\n```\n\n    1\n")
    done = run("code", "page.md", cwd=project)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "    - {lines: [3, 4], prints: [{lines: [7, 7]}]}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code", "nothing.md"], "harness: nothing.md: No such file or directory"),
        (["code", "documents/d.txt"], "harness: documents/d.txt: no marks of code"),
        (["matrix", "--blocks"], "harness: no evidence in reports/evidence"),
    ],
)
def test_what_cannot_be_shown_is_one_message(project, arguments, message):
    done = run(*arguments, cwd=project)
    assert done.returncode == 2
    assert done.stderr.startswith(message)
    assert "Traceback" not in done.stderr


SUBJECTS = """\
import os, pathlib, signal, time
def trained(network):
    with open("trained", "a") as file:
        print(network, file=file)
    if network == "second" and not pathlib.Path("mended").exists():
        keeper = pathlib.Path("/proc", str(os.getppid()), "stat").read_text()
        run = int(keeper.rpartition(")")[2].split()[1])
        os.kill(run, signal.SIGKILL)
        time.sleep(30)
    return 1
"""


def slow_claim(name):
    at = "at: {lines: 2}, expected: 1, slow: true"
    subject = f'subject: "own.subjects:trained", given: {{network: {name}}}'
    return f"  - {{id: {name}, kind: value, {at}, {subject}}}\n"


def test_a_run_that_was_killed_is_resumed_without_repeating_what_it_finished(project):
    (project / "own").mkdir()
    (project / "own" / "subjects.py").write_text(SUBJECTS)
    slow = slow_claim("first") + slow_claim("second")
    (project / "specs" / "s.yaml").write_text(SPEC.replace("not_claims:", f"{slow}not_claims:"))
    trained = project / "trained"
    assert run("verify", "--slow", "--record", "-n", "1", cwd=project).returncode == -signal.SIGKILL
    (project / "mended").touch()
    resumed = run("verify", "--slow", "--record", cwd=project)
    assert "4 confirmed, 1 erratum" in resumed.stdout
    assert trained.read_text().split() == ["first", "second", "second"]
    run("verify", "--slow", "--record", "--again", "-n", "1", cwd=project)
    assert trained.read_text().split() == ["first", "second", "second", "first", "second"]


def test_again_without_a_record_to_repeat_is_misuse(project):
    done = run("verify", "--again", cwd=project)
    assert done.returncode == 2
    assert "give --slow and --record, too" in done.stderr


def test_a_document_that_is_named_is_the_copy_that_is_read(project):
    (project / "copies").mkdir()
    text = (project / "documents" / "d.txt").read_text()
    (project / "copies" / "d.txt").write_text(text.replace("is 5", "is 4"))
    (project / "copies" / ".hidden").write_text("x")
    (project / "copies" / "other.md").write_text("x")
    for name in ("copies/d.txt", "copies"):
        for more in ([], ["--documents", "documents"]):
            done = run("verify", name, *more, cwd=project)
            assert "2 misquoted" in done.stdout, (name, more, done.stdout + done.stderr)
    assert "2 confirmed, 1 erratum" in run("verify", "documents", cwd=project).stdout
    both = run("verify", "s", "copies/d.txt", cwd=project)
    assert both.returncode in (1, 2)


def test_an_expression_of_many_brackets_is_one_message(project):
    done = run("verify", "-k", "(" * 100_000, cwd=project)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("specs/s.yaml", "--documents", "empty"), "d.txt is not in empty"),
        (("--documents", "empty"), "d.txt is not in empty"),
        (("empty/d.txt",), "empty/d.txt is not there"),
        (("d.txt",), "d.txt is not there"),
    ],
)
def test_a_named_document_that_is_not_there_is_said_and_ends_with_4(project, arguments, said):
    (project / "empty").mkdir()
    done = run("verify", *arguments, cwd=project)
    assert done.returncode == 4
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("not looked at: ")]
    assert said in line
    assert line.endswith("; exit 4")
    record = json.loads((project / "reports" / "latest" / "run.json").read_text())
    assert [gap["spec"] for gap in record["gaps"]] == ["s"]


def test_without_documents_a_run_says_that_nothing_was_anchored_and_ends_with_0(project):
    done = run("verify", cwd=project)
    assert done.returncode == 0
    assert "in part: s: not anchored: d.txt is not at hand" in done.stdout.splitlines()


def test_a_document_that_its_spec_names_by_a_path_is_missed(project):
    edit(project / "specs" / "s.yaml", "document: d.txt", "document: ../gone/d.txt")
    done = run("verify", cwd=project)
    assert done.returncode == 4
    assert "specs/../gone/d.txt is not there" in done.stdout


def test_a_refuted_claim_tells_more_than_a_missing_document(project):
    edit(project / "specs" / "s.yaml", 'figure: "5"', 'figure: "6"')
    (project / "empty").mkdir()
    done = run("verify", "--documents", "empty", cwd=project)
    assert done.returncode == 1
    assert "d.txt is not in empty" in done.stdout
