"""Each format's blocks and outputs are found where they stand; what is left out is said."""

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


def read(tmp_path, text, name="page.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = Document.read(path)
    return document, read_blocks(document)


def shown(tmp_path, text, name="page.md"):
    """List each block's code and the text of its outputs; of what is left out, the lines."""
    document, found = read(tmp_path, text, name)
    return [
        (
            "\n".join(item.source(document.lines)),
            ["\n".join(piece.text(document.lines)) for piece in item.outputs],
        )
        if isinstance(item, Block)
        else item.span
        for item in found
    ]


CODE = "```python\nf(1)\n```\n"


@pytest.mark.parametrize(
    "below",
    [
        "```\n3\n```", "\n```text\n3\n```", "\nOutput:\n\n```output\n3\n```", "\nwhich prints\n\n```out\n3\n```",
        "\n**Output**\n```plaintext\n3\n```", "\n<div class=\"k-default-codeblock\">\n```\n3\n```\n</div>",
        "\n<details>\n<summary>Output</summary>\n\n```\n3\n```\n</details>", "\n    3\n", "\nIt prints:\n\n    3\n",
        "\n```\n## 3\n```",
        "\n```{testoutput}\n3\n```",
        "\nThis code will give the following result:\n~~~txt\n3\n~~~",
    ],
)  # fmt: skip
def test_the_output_of_a_fence_stands_below_it(tmp_path, below):
    assert shown(tmp_path, f"{CODE}{below}\n") == [("f(1)", ["3"])]


def test_pages_of_keras_have_several_outputs(tmp_path):
    div = '<div class="k-default-codeblock">\n```\n{}\n\n```\n</div>\n'
    pre = '<pre style="a">{}\n</pre>\n\n\n'
    text = (
        CODE
        + div.format("import a")
        + "\n"
        + div.format("2")
        + "\n"
        + pre.format("<b>3</b>") * 2
        + div.format("4")
        + "Words.\n\n```\n5\n```\n"
    )
    document, (block, other) = read(tmp_path, text)
    assert [piece.kind for piece in block.outputs] == ["stream", "stream", "html", "html", "stream"]
    assert block.outputs[2].text(document.lines) == ['<pre style="a"><b>3</b>', "</pre>"]
    assert document.passage(other.span) == "5"


@pytest.mark.parametrize(
    ("below", "span"),
    [
        ("\nThen we go on with the words.\n\n```\n3\n```", (8, 8)),
        ("\n```json\n{}\n```", (6, 6)),
        ("\n```\n$ pip install it\n```", (6, 6)),
        ("\n```diff\n-a\n```", (6, 6)),
        ("\n```\nimport b\n```", (6, 6)),
    ],
)
def test_other_fences_are_no_output_and_are_said(tmp_path, below, span):
    assert shown(tmp_path, f"{CODE}{below}\n") == [("f(1)", []), span]


@pytest.mark.parametrize(
    ("line", "output"),
    [
        ("f(1)\n#> 3", ["3"]), ("f(1)\n#> 3\n#>  4", ["3\n 4"]), ("f(1)  # → a b", ["a b"]), ("f(1) # -> 3", ["3"]),
        ("f(1)  # 4", ["4"]), ("f(1)  # => 'a'", ["'a'"]), ("f(1)\n# Out: 3", ["3"]), ("f(1)  # prints 3", ["3"]),
        ("f(1)\n# Output:\n# a b\n# c", ["a b\nc"]), ("x = f(1)  # [1, 2]", []), ("x = f(1)  # => 3", ["3"]),
        ("f(1)  # see 3", []), ("f(1)\n# -> ", []), ("x = '#> 3'", []), ("f(1)  # prints the sum", []),
        ("x = 3\n# → now we go on", []), ("x = = 3\n#> 3\n# => 4", ["3"]), ("#> 3", []), ("f(\n1) #> 3\nf(2)\n#> 4", ["3", "4"]),
    ],
)  # fmt: skip
def test_results_in_comments_are_outputs(tmp_path, line, output):
    assert shown(tmp_path, f"```python\n{line}\n```\n") == [(line, output)]


def test_in_a_list_code_and_output_lose_their_indentation(tmp_path):
    text = "1. a\n\n   ```python\n   if a:\n       f()\n   ```\n\n   which prints\n\n       3\n\n- ```py\n  x\n  ```\n"
    assert shown(tmp_path, text) == [("if a:\n    f()", ["3"]), ("x", [])]


def test_in_a_quotation_code_is_read_without_its_marks(tmp_path):
    assert shown(tmp_path, "> ```python\n> f()\n> ```\n>\n> ```\n> 3\n> ```\n") == [("f()", ["3"])]


@pytest.mark.parametrize("language", ["pycon", "python", ""])
def test_each_example_of_a_session_is_a_block(tmp_path, language):
    text = f"```{language}\n>>> for x in y:\n...     x\n...\n1\n2\n>>> z\n>>> 1 1\n```\n"
    assert shown(tmp_path, text) == [("for x in y:\n    x\n", ["1\n2"]), ("z", []), (8, 8)]


def test_in_a_fence_a_blank_line_ends_no_output(tmp_path):
    text = "```py\n>>> f()\n[[1\n\n  2]]\n\n# words\n>>> def g():\n...     a\n\n...     b\n>>>\n>>> c()\n\n>>> d()\n1\n\n```\n"
    assert shown(tmp_path, text) == [
        ("f()", ["[[1\n\n  2]]"]),
        ("def g():\n    a\n\n    b", []),
        ("c()", []),
        ("d()", ["1"]),
    ]


def test_a_blank_line_of_a_doctest_is_one(tmp_path):
    assert shown(tmp_path, ">>> f()\na\n<BLANKLINE>\nb\n", "a.rst") == [("f()", ["a\n\nb"])]


def test_a_session_of_ipython_has_results(tmp_path):
    text = "```ipython\nIn [1]: x = 1\n\nIn [2]: for y in x:\n   ...:     y\n1\n\nOut[2]: 3\n\nIn [3]: x\nOut[3]: \na\nb\n```\n"
    assert shown(tmp_path, text) == [
        ("x = 1", []),
        ("for y in x:\n    y", ["1", "3"]),
        ("x", ["a\nb"]),
    ]


def test_a_cell_of_myst_has_options(tmp_path):
    text = "```{code-cell} ipython3\n:tags: [skip-execution]\n\nx\n```\n```{code-cell}\n---\ntags: [a]\n---\ny\n```\n"
    _, found = read(tmp_path, text)
    assert [(block.code, bool(block.skipped)) for block in found] == [
        ((4, 4), True),
        ((10, 10), False),
    ]


def test_code_in_a_note_is_found(tmp_path):
    text = "````{note}\ntext\n```python\nx\n```\n````\n\nWords.\n```\n1\n```\n"
    assert shown(tmp_path, text) == [("x", []), (10, 10)]


def test_of_several_tabs_one_counts(tmp_path):
    tabs = ["all", "pytorch", "mxnet, tensorflow"]
    text = "".join(f"```{{.python .input}}\n%%tab {tab}\nx\n```\n" for tab in tabs)
    assert [block.skipped for block in read(tmp_path, text)[1]] == ["", "a tab of pytorch", ""]
    assert read(tmp_path, text.replace("tensorflow", "jax"))[1][1].skipped == ""


@pytest.mark.parametrize(
    "text",
    [
        "<!-- skip: next -->\n```python\nx\n```", "<!--pytest.mark.skip-->\n\n```python\nx\n```", "```python notest\nx\n```",
        "```py {test=\"skip\"}\nx\n```", "<!-- skip: start -->\ntext\n```python\nx\n```\n<!-- skip: end -->",
        "```python\n>>> x  # doctest: +SKIP\n```", "```python\n%%bash\nx\n```", "<!--phmdoctest-skip-->\n```python\nx\n```",
    ],
)  # fmt: skip
def test_directives_of_common_tools_skip_a_block(tmp_path, text):
    assert [bool(block.skipped) for block in read(tmp_path, f"{text}\n\ntext\n\n{CODE}")[1]] == [
        True,
        False,
    ]


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
    assert all(one[1] < other[0] for one, other in pairwise(spans)), spans
    slugs = [item.slug for item in found if isinstance(item, Block)]
    assert len(set(slugs)) == len(slugs)
    assert all(slugs)


def test_blocks_alone_can_be_had(tmp_path):
    document, _ = read(tmp_path, f"{CODE}\n```sh\nls\n```\n")
    assert [block.code for block in find_blocks(document)] == [(2, 2)]
