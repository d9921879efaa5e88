"""Every command of the tutorial, and of the examples, prints what the page shows below it."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.docs.console import differences, session

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PAGES = [page for page in EXAMPLES.glob("*/README.md") if session(page)]


@pytest.fixture
def copy(tmp_path):
    """A folder with a copy of the examples, as a fresh clone has it."""
    left_out = shutil.ignore_patterns("reports", "__pycache__")
    return shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=left_out)


def differing(page, cwd):
    programs = Path(sys.executable).parent
    return differences(page, cwd, programs, HARNESS_CACHE=str(cwd / "cache"), HOME=str(cwd))


def test_the_tutorial_prints_what_it_shows(copy):
    assert differing(ROOT / "docs" / "tutorial.md", copy.parent) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_an_example_prints_what_its_page_shows(page, copy):
    assert differing(page, copy / page.parent.name) == []
