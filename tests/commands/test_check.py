"""`harness check`: documents without a spec, from the command line."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import harness.checking.page_check
from harness.cli import main
from harness.commands.check import _repeated
from harness.sandbox.advice import what_to_do
from harness.sandbox.limits import ContainmentError
from tests.checking.notebooks import code, notebook, value
from tests.sandbox.test_sandbox import needs_containment

RIGHT = "```python\nprint(6 * 7)\n```\n\n```\n42\n```\n"
WRONG = RIGHT.replace("42", "43")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments, command="check"):
    return CliRunner().invoke(main, [command, *map(str, arguments)])


def written(name, text):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)
    return name


def labels(file="found.json"):
    data = json.loads(Path(file).read_text())
    return {
        page["document"]: [block["outcome"] for block in page["blocks"]]
        for page in data.get("documents", [data])
    }


@needs_containment
@pytest.mark.parametrize(
    ("text", "label", "exit_code"), [(RIGHT, "confirmed", 0), (WRONG, "refuted", 1)]
)
def test_a_document_needs_no_spec(text, label, exit_code):
    done = check(written("page.md", text), "--json", "found.json")
    assert done.exit_code == exit_code, done.output
    assert labels() == {"page.md": [label]}
    assert sorted(path.name for path in Path().iterdir()) == ["found.json", "page.md"]


@needs_containment
def test_a_folder_is_checked_with_all_documents_that_have_code_below_it():
    written("docs/a.md", RIGHT)
    written("docs/deep/b.md", WRONG)
    written("docs/prose.md", "Nothing to run.\n")
    written("docs/broken.ipynb", "{")
    done = check("docs", "--json", "found.json")
    assert done.exit_code == 1
    assert labels() == {"docs/a.md": ["confirmed"], "docs/deep/b.md": ["refuted"]}
    assert "docs/broken.ipynb: no Jupyter notebook" in done.stdout


@needs_containment
def test_shards_are_merged_into_the_run_of_all():
    for name in "abc":
        written(f"docs/{name}.md", WRONG if name == "c" else RIGHT)
    for number in (1, 2):
        check("docs", "--shard", f"{number}/2", "--out", f"part{number}")
    done = check("part1/run.json", "part2", "--out", "all", "--json", "all.json", command="merge")
    assert done.exit_code == 1, done.output
    check("docs", "--json", "found.json")
    assert labels("all.json") == labels()
    assert Path("all/junit.xml").is_file()


def test_a_notebook_is_compared_with_reruns_of_others_and_nothing_is_run(monkeypatch):
    monkeypatch.setattr(harness.checking.page_check, "execute", None)
    page = notebook(Path("page.ipynb"), code("f()", value("1")), code("g()", value("2")))
    there = notebook(Path("there.ipynb"), code("f()", value("1")), code("g()", count=None))
    done = check(page, "--executed", there, "--json", "found.json")
    assert labels() == {"page.ipynb": ["confirmed", "blocked"]}
    assert done.exit_code == 4, done.output


@pytest.mark.parametrize(
    ("there", "label"),
    [(["2.5", "3.5"], "random"), (["2.5", "2.5"], "refuted"), (["2.5"], "refuted")],
    ids=["they differ, too", "they agree", "one alone tells nothing of randomness"],
)
def test_two_reruns_tell_what_is_random_from_what_is_wrong(there, label):
    page = notebook(Path("page.ipynb"), code("f()", value("1.5")))
    reruns = [
        notebook(Path(f"{number}.ipynb"), code("f()", value(text)))
        for number, text in enumerate(there)
    ]
    check(page, "--executed", *reruns, "--json", "found.json")
    assert labels() == {"page.ipynb": [label]}


def test_what_follows_from_a_cell_that_was_not_executed_is_blocked():
    cells = [code("a = 1"), code("b = a"), code("b", value("1"))]
    page = notebook(Path("page.ipynb"), *cells)
    changed = [code("a = 2"), cells[1], code("b", value("2"))]
    check(page, "--executed", notebook(Path("there.ipynb"), *changed), "--json", "found.json")
    assert labels()["page.ipynb"][-1] == "blocked"
    (block,) = json.loads(Path("found.json").read_text())["blocks"][-1:]
    assert block["root"] == 1


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("p --executed a b -v", "p --executed a --executed b -v"),
        ("p --executed a --executed b", "p --executed a --executed b"),
        ("p --executed a b --executed c", "p --executed a --executed b --executed c"),
        ("p -v q", "p -v q"),
        ("p --executed", "p --executed"),
        ("p --executed=a b", "p --executed=a b"),
    ],
)
def test_executed_takes_all_files_that_follow_it(given, read):
    assert list(_repeated(given.split())) == read.split()


def test_mistakes_about_reruns_are_one_message():
    page = notebook(Path("page.ipynb"), code("f()", value("1")))
    other = notebook(Path("other.ipynb"), code("another()"))
    text = written("page.md", RIGHT)
    for arguments, message in (
        ((page, "--executed", other), "other.ipynb is no rerun of page.ipynb: no cell is the same"),
        ((text, "--executed", other), "page.md is no notebook: only notebooks store"),
        ((page, "--executed", page), "page.ipynb is the page itself; a rerun is"),
        ((page, "--executed", other, other), "other.ipynb is given twice; a rerun is"),
        ((page, "--executed", "gone.ipynb"), "gone.ipynb: No such file or directory"),
        (("--executed", page, other), "--executed belongs to one notebook; name it first"),
        ((page, "--fast", "--executed", other), "--executed runs nothing; leave out"),
    ):
        done = check(*arguments)
        assert (done.exit_code, done.stdout) == (2, ""), arguments
        assert done.stderr.startswith(f"harness: {message}")
        assert done.stderr.count("\n") == 1


def test_mistakes_about_documents_are_one_message():
    written("broken.ipynb", "{")
    written("spec.yaml", "a: 1\n")
    Path("empty").mkdir()
    for arguments, message in (
        (("gone.md",), "gone.md is not there"),
        (("empty",), "empty: no documents below it"),
        (("broken.ipynb",), "broken.ipynb: no Jupyter notebook"),
        (("spec.yaml",), "spec.yaml is a spec, no document; 'harness verify spec.yaml'"),
        ((".", "--shard", "3/2"), "--shard 3/2: shards of 2 are 1/2 to 2/2"),
        (("broken.ipynb", "--accept", " "), "--accept needs a reason"),
    ):
        done = check(*arguments)
        assert (done.exit_code, done.stdout) == (2, ""), arguments
        assert done.stderr.startswith(f"harness: {message}"), done.stderr
        assert done.stderr.count("\n") == 1


def test_a_named_document_that_cannot_be_read_stops_all_before_anything_is_run(monkeypatch):
    monkeypatch.setattr(harness.checking.page_check, "execute", None)
    done = check(written("a.md", RIGHT), written("b.ipynb", "{"))
    assert done.exit_code == 2, done.output


def test_a_record_of_something_else_is_not_merged():
    written("run.json", "{}")
    done = check("run.json", "--out", "all", command="merge")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("harness: run.json: ")


def test_verify_sends_a_document_without_a_spec_to_check():
    done = check(written("page.md", RIGHT), command="verify")
    assert done.exit_code == 2
    assert "'harness check page.md' needs none" in done.stderr


def test_a_machine_that_cannot_contain_code_says_what_to_do(monkeypatch):
    def refuse(*_arguments):
        raise ContainmentError(f"no namespaces here; {what_to_do()}")

    monkeypatch.setattr(harness.checking.page_check, "execute", refuse)
    done = check(written("page.md", RIGHT), "--json", "found.json", "--no-cache")
    assert done.exit_code == 4, done.output
    assert labels() == {"page.md": ["blocked"]}
    (block,) = json.loads(Path("found.json").read_text())["blocks"]
    assert block["why"].startswith("cannot be contained here: no namespaces here")
    assert "--trust" in block["why"] + block["help"]


def test_a_page_that_breaks_us_is_shown_with_its_traceback_and_the_others_go_on(monkeypatch):
    def breaks(task, *_more, **_named):
        if "6" in task.cells[0].source:
            raise ZeroDivisionError("ours")
        raise ContainmentError("elsewhere")

    monkeypatch.setattr(harness.checking.page_check, "execute", breaks)
    names = written("a.md", RIGHT), written("b.md", RIGHT.replace("6", "5"))
    done = check(*names, "--json", "found.json", "--no-cache")
    assert done.exit_code == 3, done.output
    assert "Traceback (most recent call last)" in done.stderr
    assert "ZeroDivisionError: ours" in done.stderr
    assert labels() == {"a.md": ["error"], "b.md": ["blocked"]}


@needs_containment
def test_an_interrupted_check_keeps_what_it_finished():
    written("docs/a.md", RIGHT)
    written("docs/b.md", "```python\nimport time\ntime.sleep(50)\n```\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "harness", "check", "docs", "-n", "1", "--out", "out", "--no-cache"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell's background jobs, perhaps this one, leave their children deaf to the signal
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert "docs/a.md" in process.stderr.readline()
    time.sleep(1)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert time.monotonic() - begun < 30
    assert output.splitlines()[-1].endswith("; interrupted")
    record = json.loads(Path("out/run.json").read_text())
    assert [page["document"] for page in record["documents"]] == ["a.md"]
    assert not record["complete"]


@needs_containment
def test_a_page_imports_what_it_needs_and_we_neither_that_nor_claims():
    text = "import sys\nprint('tensorflow' in sys.modules, 'numpy' in sys.modules)"
    written("page.md", f"```python\n{text}\n```\n\n```\nFalse False\n```\n")
    found = "import sys; from harness.cli import main; import atexit; atexit.register(lambda: print(sorted({'tensorflow', 'numpy', 'pandas', 'harness.claims'} & set(sys.modules)), file=sys.stderr)); main(['check', 'page.md'])"
    done = subprocess.run(
        [sys.executable, "-c", found],
        capture_output=True,
        text=True,
        env={**os.environ},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.splitlines()[-1] == "[]"
