"""The page about the Python interface names what there is, and its examples run."""

import doctest
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import harness
from tests.docs.fenced import examples

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "api.md"


@pytest.fixture
def minimal(tmp_path, monkeypatch):
    """A copy of the minimal example that was verified."""
    shutil.copytree(ROOT / "examples" / "minimal", tmp_path / "minimal")
    monkeypatch.chdir(tmp_path / "minimal")
    command = [sys.executable, "-m", "harness", "verify"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def test_every_public_name_is_described():
    table, _, _ = PAGE.read_text("utf-8").partition("\n## ")
    rows = [line.split("|")[1] for line in table.splitlines() if line[:2] == "| "]
    named = {word.strip("` ").partition("(")[0] for row in rows for word in row.split("`, `")}
    assert {*harness.__all__} - named == {"__version__"}
    assert named - {*harness.__all__} == {"name"}


def test_the_examples_run_as_printed(minimal):
    text = examples(PAGE)
    test = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    assert doctest.DocTestRunner().run(test).failed == 0
    assert len(test.examples) > 10
