"""Code blocks are found by their marks."""

import json
import os
from pathlib import Path

import pytest

from harness.claims import load_specs
from harness.documents import Document, find_document
from harness.documents.blocks import find_blocks

SPECS = load_specs(sorted((Path(__file__).parents[2] / "specs").glob("*.yaml")))
DOCUMENTS = os.environ.get("HARNESS_DOCUMENTS")


def found(tmp_path, text, name="a.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(b.mark, b.code, b.output) for b in find_blocks(Document.read(path))]


def test_a_fenced_block_has_its_output_indented_below(tmp_path):
    text = "text\n```python\nx\n\n```\n\n![picture](a.png)\n\n    1\n    2\n\ntext\n"
    assert found(tmp_path, text) == [("fenced", (3, 3), (9, 10))]


def test_a_fenced_block_has_its_output_below_three_arrows(tmp_path):
    assert found(tmp_path, "```py\nx\n\n>>>\n\n1\n```\n") == [("fenced", (2, 2), (6, 6))]


@pytest.mark.parametrize(
    "text", ["```\nx\n```\n", "```bash\nx\n```\n", "```python\n```\n", "x = 1\n"]
)
def test_what_is_not_marked_as_python_is_no_block(tmp_path, text):
    assert found(tmp_path, text) == []


def test_a_fence_that_never_ends_is_read_to_the_end(tmp_path):
    assert found(tmp_path, "```python\nx\ny") == [("fenced", (2, 3), None)]


def test_an_exported_cell_is_as_much_as_python_takes(tmp_path):
    text = "In [1]:\nx = 1\n\nprint(x, 'a b')\n\n1 a b\n\n\nIn [2]:\n%%time\ny\n\nOut[2]:\n\n3\n\n## text\n"
    assert found(tmp_path, text) == [
        ("export", (2, 4), (6, 6)),
        ("export", (10, 11), (15, 15)),
    ]


def test_the_cells_of_a_notebook_are_blocks(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": "text"},
        {"cell_type": "code", "source": "x\ny", "outputs": [{"text": "1"}, {"text": "2"}]},
        {"cell_type": "code", "source": "z", "outputs": []},
        {"cell_type": "code", "source": "", "outputs": []},
    ]
    blocks = found(tmp_path, json.dumps({"cells": cells}), "a.ipynb")
    assert blocks == [("notebook", (3, 4), (6, 8)), ("notebook", (10, 10), None)]


@pytest.mark.skipif(not DOCUMENTS, reason="set HARNESS_DOCUMENTS to the folder")
@pytest.mark.parametrize("spec", [spec for spec in SPECS if spec.code], ids=lambda spec: spec.name)
def test_the_specs_list_every_block_that_the_documents_mark(spec):
    document = find_document(spec.document, Path(DOCUMENTS))
    marked = {block.code for block in find_blocks(document)}
    listed = {block.span for block in spec.code.blocks}
    assert marked in (listed, set())
    assert {claim.at.span for claim in spec.claims if claim.kind == "runs"} == listed
