"""Sentences that state a figure are listed, as nothing checks them; code and outputs are not."""

import pytest

from harness.checking.sentences import unchecked_sentences
from tests.checking.pages import notebook, page, stream


def sentences(found):
    return [(item.lines[0], item.figure) for item in unchecked_sentences(found)]


def test_prose_with_a_figure_is_listed_with_it_and_code_and_output_are_not(tmp_path):
    text = "The list has 7 distinct words.\n\n```python\nprint(3 * 4)\n```\n\n```\n12\n```\n\nMore prose.\n"
    assert sentences(page(tmp_path, "page.md", text)) == [(1, "7 distinct words")]


@pytest.mark.parametrize("mark", ["", "- ", "1. ", "> "])
def test_the_mark_of_a_list_is_no_figure(tmp_path, mark):
    found = sentences(page(tmp_path, "page.md", f"{mark}Accuracy rises to 93.5% here.\n"))
    assert found == [(1, "93.5% here")]


def test_lines_that_are_read_as_neither_code_nor_prose_are_listed_once(tmp_path):
    text = "```python\nf()\n```\n\nIt needs 4 runs.\n"
    found = page(tmp_path, "page.md", text)
    assert len(unchecked_sentences(found)) == 1
    assert unchecked_sentences(found)[0].why == "nothing checks it"


def test_outputs_of_a_notebook_are_no_sentences(tmp_path):
    found = notebook(tmp_path, ("print('It has 12 layers.')", stream("It has 12 layers.\n")))
    assert sentences(found) == []
