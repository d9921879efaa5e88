"""Every command of the tutorial, README and the examples prints what the page shows below it."""

import re
import subprocess
import sys

import pytest

from tests.docs.console import ROOT, differences, session, write

TUTORIAL = ROOT / "docs" / "tutorial.md"
PAGES = [ROOT / "README.md", TUTORIAL, *sorted((ROOT / "examples").glob("*/README.md"))]
PAGES = [page for page in PAGES if session(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_shows_what_its_commands_print(page):
    assert differences(page) == []


def test_the_tutorial_passes_its_own_check():
    command = [sys.executable, "-m", "harness", "check", TUTORIAL]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "1 output as printed" in done.stdout


def test_what_a_command_prints_is_written_where_it_differs(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo a\nb\n$ cd examples\n$ ls -d min*\n```\n")
    assert differences(page) == ["$ echo a\na", "$ ls -d min*\nminimal"]
    write(page)
    assert (
        page.read_text() == "```console\n$ echo a\na\n$ cd examples\n$ ls -d min*\nminimal\n```\n"
    )


def test_every_label_is_explained():
    text = TUTORIAL.read_text("utf-8")
    labels = ("refuted", "raises", "random", "picture", "volatile", "blocked", "confirmed")
    assert [name for name in labels if not re.search(rf"^\|.*\| {name} \|", text, re.M)] == []
