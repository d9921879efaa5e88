"""Lines of a page are named in sentences as its reader finds them."""

import json

from harness.checking.page import DocumentPage


def test_a_line_of_a_notebook_is_named_by_its_cell(tmp_path):
    cells = [{"cell_type": "code", "source": "a = 1\nb = 2", "outputs": []}] * 2
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}))
    page = DocumentPage.read(tmp_path / "a.ipynb")
    assert [page.named(line) for line in (2, 4)] == ["cell 1, line 2", "cell 2, line 1"]


def test_a_line_of_a_text_is_named_by_its_number(tmp_path):
    (tmp_path / "a.md").write_text("```python\na = 1\n```\n")
    assert DocumentPage.read(tmp_path / "a.md").named(2) == "line 2"
