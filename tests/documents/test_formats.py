"""Blocks of each format and their outputs are found where they stand."""

import ast
import difflib
import doctest
import fractions
import heapq
import json
import statistics
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.documents import Document
from harness.documents.block_parts import Block
from harness.documents.blocks import find_blocks, read_blocks
from tests.reading import read, shown

CODE = "```python\nf(1)\n```\n"


def test_a_blank_line_of_a_doctest_is_one(tmp_path):
    assert shown(tmp_path, ">>> f()\na\n<BLANKLINE>\nb\n", "a.rst") == [("f()", ["a\n\nb"])]


RST = """Title
=====

.. code-block:: python
   :linenos:

   f()

.. code-block:: text

   3

.. testcode::

   g()

Words between.

.. testoutput::

   4

.. code-block:: python

   h()

which prints::

   5

::

   import a

.. code-block:: bash

   ls

.. doctest::

   >>> i()
   6
"""


def test_restructured_text_has_directives_and_sessions(tmp_path):
    found = shown(tmp_path, RST, "a.rst")
    codes = [("f()", ["3"]), ("g()", ["4"]), ("h()", ["5"]), (33, 33), (37, 37), ("i()", ["6"])]
    assert found == codes


@pytest.mark.parametrize(
    "directive",
    [".. doctest-skip::\n", ".. doctest::\n   :skipif: True\n", ".. doctest::\n   :options: +SKIP\n", ".. skip: start\n"],
)  # fmt: skip
def test_directives_skip_the_examples_in_them(tmp_path, directive):
    text = f"{directive}\n   >>> a\n   1\n\n   >>> b\n\n.. skip: end\n\nWords.\n\n>>> c\n"
    skipped = [bool(block.skipped) for block in read(tmp_path, text, "a.rst")[1]]
    assert skipped == [True, True, False]


def test_docstrings_have_examples_named_after_what_they_document(tmp_path):
    text = 'def f():\n    """Does.\n\n    >>> a\n    1\n\n    >>> b\n    2"""\n\nclass C:\n    """\n    >>> d\n    """\n'
    _, found = read(tmp_path, text, "a.py")
    assert [(block.slug, block.code, block.output) for block in found] == [
        ("f", (4, 4), (5, 5)),
        ("f-2", (7, 7), (8, 8)),
        ("C", (12, 12), None),
    ]


@pytest.mark.parametrize("module", [difflib, doctest, fractions, heapq, statistics])
def test_examples_are_those_of_doctest(module):
    text = Path(module.__file__).read_text(encoding="utf-8")
    lines = tuple(text.splitlines())
    found = find_blocks(Document("a.py", Path("a.py"), lines))
    ours = [
        (
            "\n".join(block.source(lines)).strip(),
            block.outputs[0].text(lines) if block.outputs else [],
        )
        for block in found
    ]
    assert sorted(ours) == sorted(
        (example.source.strip(), example.want.replace("<BLANKLINE>", "").splitlines())
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        for example in doctest.DocTestParser().get_examples(
            ast.get_docstring(node, clean=False) or ""
        )
    )


def test_a_script_has_cells(tmp_path):
    text = "# about\n\nimport a\n# %% [markdown]\n# # Words\n# %%\nx = 1\nx\n# %% tags=['skip-execution']\ny\n#%%\n"
    _, found = read(tmp_path, text, "a.py")
    assert [(block.code, block.slug, block.skipped) for block in found] == [
        ((1, 3), "block", ""),
        ((7, 8), "words-x", ""),
        ((10, 10), "words", "skip-execution"),
    ]


def test_a_module_without_marks_is_said(tmp_path):
    assert shown(tmp_path, "x = 1\n", "a.py") == [(1, 1)]
    assert shown(tmp_path, "x = = 1\n", "a.py") == [(1, 1)]


def test_a_notebook_tells_what_its_outputs_are(tmp_path):
    outputs = [
        {"output_type": "stream", "name": "stderr", "text": "w"},
        {"output_type": "stream", "name": "stdout", "text": "s"},
        {"output_type": "display_data", "data": {"image/png": "x", "text/plain": "<Figure>"}},
        {"output_type": "display_data", "data": {"image/png": "x"}},
        {"output_type": "execute_result", "data": {"text/html": ["<p>", "1"]}},
        {"output_type": "execute_result", "data": {"text/plain": "1", "text/html": "2"}},
        {"output_type": "error", "traceback": ["E: 1"]},
    ]
    cell = {"cell_type": "code", "source": "x", "execution_count": 7, "outputs": outputs}
    tagged = {"cell_type": "code", "source": "y", "metadata": {"tags": ["skip-execution"]}}
    old = {
        "cell_type": "code",
        "input": "z",
        "prompt_number": 3,
        "outputs": [{"output_type": "pyout", "text": ["1"]}],
    }
    text = json.dumps({"cells": [cell, {"cell_type": "code", "source": ""}, tagged, old]})
    _, (first, second, third) = read(tmp_path, text, "a.ipynb")
    assert (first.cell, first.count, second.cell, second.skipped) == (1, 7, 3, "skip-execution")
    assert [piece.kind for piece in first.outputs] == [
        "stderr",
        "stream",
        "picture",
        "picture",
        "html",
        "result",
        "error",
    ]
    assert first.outputs[4].data == "<p>1"
    assert first.printed == [(5, 5), (9, 11)]
    assert (third.count, third.outputs[0].kind) == (3, "stream")


def test_code_without_a_mark_is_said(tmp_path):
    text = "Words.\n\nimport a\na.b = a.c(1)\n\nWords = few of (them)\n"
    assert shown(tmp_path, text, "a.txt") == [(3, 4)]


def test_slugs_come_from_headings_and_names_and_stay(tmp_path):
    text = "# Über X\n```python\na, b = 1\n```\nUnder\n-----\n```python\nf()\n```\n```python\n# No heading\nf()\n```\n"
    assert [block.slug for block in read(tmp_path, text)[1]] == ["über-x-a", "under", "under-2"]


LINES = st.sampled_from([
    "", "", "text", "Output:", "which prints::", "```", "````", "```python", "   ```py", "~~~", "```text", "```{note}",
    "```{code-cell}", "x = 1", "f(1)  # 3", "#> 3", "# Output:", "    3", "   3", ">>> f(1)", "... x", "    >>> g", "3",
    "In [1]:", "In [2]: x", "   ...: y", "Out[2]: 3", ".. code-block:: python", "::", ".. testcode::", ".. testoutput::",
    "   x", ".. code-block:: text", "# %%", "# %% [markdown]", '"""', "'''", "def f():", "%%tab a", "<!-- skip -->", ">>>",
    "> ```python", "- ```py", "<div>", "</div>", "![a](b)", "<!-- skip: start -->", "<!-- skip: end -->", "====", "# a", ":tags: [a]", "---",
    "```python out", "```{tab-item} a", ":::", ":::{tab-item} b", '=== "a"', '    === "b"', "    ```py", "    ```", ".. tab:: a", "   .. code-tab:: py",
    "{#if fw === 'pt'}", "{:else}", "{/if}", "<tf>", "</tf>", ".. ipython::", "   @savefig a", ".. plot::", "# random", "# +", "::: {.cell-output}",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(LINES | st.text(max_size=12), max_size=40),
    st.sampled_from([".md", ".rst", ".py", ".txt"]),
)
def test_whatever_the_lines_blocks_stand_in_order_and_apart(lines, suffix):
    lines = tuple(line for text in lines for line in text.splitlines() or [""])
    found = read_blocks(Document(f"a{suffix}", Path(f"a{suffix}"), lines))
    spans = []
    for item in found:
        if not isinstance(item, Block):
            spans.append(item.span)
            continue
        spans.append(item.code)
        item.source(lines)
        for piece in item.outputs:
            piece.text(lines)
            if piece.comment:
                assert item.code[0] <= piece.span[0] <= piece.span[1] <= item.code[1]
            else:
                spans.append(piece.span)
    assert all(1 <= first <= last <= len(lines) for first, last in spans)
    spans.sort()  # an output may belong to code above what another tab shows
    assert all(one[1] < other[0] for one, other in pairwise(spans)), spans
    slugs = [item.slug for item in found if isinstance(item, Block)]
    assert len(set(slugs)) == len(slugs)
    assert all(slugs)


def test_blocks_alone_can_be_had(tmp_path):
    document, _ = read(tmp_path, f"{CODE}\n```sh\nls\n```\n")
    assert [block.code for block in find_blocks(document)] == [(2, 2)]


def test_a_cell_of_blanks_is_empty(tmp_path):
    cells = [
        {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": source,
        }
        for source in ("", " \n  ", "# words", "x")
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert shown(tmp_path, text, "a.ipynb") == [("# words", []), ("x", [])]


@pytest.mark.parametrize(
    ("cell", "outputs"),
    [
        ("x\nOut[1]:\n5", ["5"]),
        ("x\n\nOut[1]:\n\n5", ["5"]),
        ("x\n\n2\nOut[1]:\n5", ["2", "5"]),
        ("x\n\n2\n\n3", ["2\n\n3"]),
        ("x\n\n[1, 2]\n", ["[1, 2]"]),
        ("x\n\ntwo words\n\nOut[1]:\n5", ["two words", "5"]),
        ("x\n", []),
    ],
)
def test_what_a_cell_of_an_export_prints_and_its_value_are_outputs(tmp_path, cell, outputs):
    found = shown(tmp_path, f"In [1]:\n{cell}\n", "a.txt")
    assert found == [("x", outputs)]


@pytest.mark.parametrize("cell", ["5", "x = 1\n\ny", "x = 1\n\n# words\ny", "x = [\n1,\n\n2]"])
def test_paragraphs_of_an_export_that_are_code_stay_code(tmp_path, cell):
    assert shown(tmp_path, f"In [1]:\n{cell}\n\nIn [2]:\nz\n", "a.txt") == [(cell, []), ("z", [])]
