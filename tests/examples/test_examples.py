"""The examples with specs are complete projects: every line is claimed and every claim holds."""

import shutil
from pathlib import Path

import pytest

from tests.test_cli import edit, run

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path.parent.name for path in EXAMPLES.glob("*/specs"))


@pytest.fixture(params=FOLDERS)
def example(request, tmp_path):
    return shutil.copytree(EXAMPLES / request.param, tmp_path / request.param)


def test_what_the_readme_of_an_example_says_comes_out(example):
    done = run("verify", "page.md", cwd=example)
    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-1]
    assert last.startswith("1 claim: 1 confirmed")
    readme = (example / "README.md").read_text("utf-8")
    assert last.partition(" in ")[0] in readme


def test_no_line_of_an_example_is_naked(example):
    done = run("coverage", "page.md", cwd=example)
    assert (done.returncode, "0 naked" in done.stdout) == (0, True)


def test_another_number_in_the_page_is_misquoted_and_in_the_spec_too_refuted(tmp_path):
    folder = shutil.copytree(EXAMPLES / "minimal", tmp_path / "minimal")
    edit(folder / "page.md", "15", "16")
    done = run("verify", cwd=folder)
    assert (done.returncode, "1 misquoted" in done.stdout) == (1, True)
    edit(folder / "specs" / "page.yaml", '"15"', '"16"')
    done = run("verify", cwd=folder)
    assert (done.returncode, "1 refuted" in done.stdout) == (1, True)
