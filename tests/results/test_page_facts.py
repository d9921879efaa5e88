"""Places in a checked document are named as a reader finds them."""

import json

import pytest

from harness.results.page_facts import BlockFacts, OutputFacts, PageFacts, notebook_places


def facts(cell):
    output = OutputFacts([25, 30], "refuted", 0, "")
    return BlockFacts(1, "a", "0", [21, 23], cell, "refuted", output, 21)


@pytest.mark.parametrize(
    ("cell", "first", "last", "place"),
    [
        (None, 25, 30, "25-30"),
        (None, 25, 25, "25"),
        (12, 21, 23, "cell 12"),
        (12, 25, 30, "cell 12"),
        (12, 22, 22, "cell 12, line 2"),
        (12, 22, 23, "cell 12, lines 2-3"),
        (12, 26, 26, "cell 12, output line 2"),
    ],
)
def test_a_place_is_a_line_or_a_cell_and_its_line(cell, first, last, place):
    assert facts(cell).place(first, last) == place


def test_lines_of_a_notebook_are_found_in_its_file(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": ["one\n", "two\n", "three"]},
        {"cell_type": "code", "source": "x = 1\ny = 2\nz = 3", "outputs": []},
    ]
    text = json.dumps({"cells": cells}, indent=1)
    (tmp_path / "a.ipynb").write_text(text)
    page = PageFacts("a.ipynb", {}, 0.0, places=notebook_places(tmp_path / "a.ipynb"))
    file = text.split("\n")
    assert ["two" in file[page.file_line(2) - 1], "x = 1" in file[page.file_line(7) - 1]] == [1, 1]
    assert page.place(2, 3) == "cell 1, lines 2-3"
    assert page.place(6, 6) == "cell 2, line 2"
    assert len(page.places) <= 3


def test_a_text_has_no_other_places(tmp_path):
    assert notebook_places(tmp_path / "missing.md") == ()
    assert PageFacts("a.md", {}, 0.0).file_line(7) == 7


def test_a_broken_notebook_has_no_places(tmp_path):
    (tmp_path / "a.ipynb").write_text("{")
    assert notebook_places(tmp_path / "a.ipynb") == ()
