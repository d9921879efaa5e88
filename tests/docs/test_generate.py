"""The generated pages of the documentation are current."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = runpy.run_path(str(DOCS / "generate.py"))["pages"]()


@pytest.mark.parametrize("name", list(PAGES))
def test_a_generated_page_is_current(name):
    assert (DOCS / name).read_text("utf-8") == PAGES[name], "run: python docs/generate.py"


def test_every_page_is_linked_from_the_index():
    index = (DOCS / "README.md").read_text("utf-8")
    assert [page.name for page in DOCS.glob("*.md") if f"({page.name})" not in index] == [
        "README.md"
    ]
