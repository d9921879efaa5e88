"""A page knows its cells, the orders they may have run in, and the folder that they see."""

import json

import pytest

from harness.checking.execution import OTHER_SEED, PLAIN
from harness.checking.page import BEFORE, MODULE, DocumentPage
from tests.checking.notebooks import code
from tests.checking.pages import markdown, page


def numbered(tmp_path, *counts):
    """Write a notebook whose cells have these execution counts."""
    cells = [code(f"x = {at}", count=count) for at, count in enumerate(counts)]
    return page(tmp_path, "page.ipynb", json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}))


@pytest.mark.parametrize(
    ("counts", "other"),
    [
        ((1, 2, 3), None),
        ((3, 7, 9), None),
        ((None, None), None),
        ((1, None, 2), None),
        ((2, 1, 3), (1, 0, 2)),
        ((5, 3, 4), (1, 2, 0)),
        ((2, None, 1), (2, 0, 1)),
        ((1, 1), None),
    ],
)
def test_execution_counts_tell_of_another_order(tmp_path, counts, other):
    stand = tuple(range(len(counts)))
    assert numbered(tmp_path, *counts).orders == ((stand,) if other is None else (stand, other))


def test_cells_run_in_the_order_that_is_asked_for(tmp_path):
    found = numbered(tmp_path, 5, 3)
    assert [cell.block for cell in found.cells(PLAIN, (1, 0))] == [1, 0]
    assert [cell.executed for cell in found.cells(PLAIN, (1, 0))] == [3, 5]


def test_only_the_run_with_another_seed_moves_seeds(tmp_path):
    found = markdown(tmp_path, ("import random\nrandom.seed(7)", None), ("random.random()", "0.1"))
    plain, moved = (found.cells(how, (0, 1)) for how in (PLAIN, OTHER_SEED))
    assert found.seeds == (3,)
    assert "seed(7)" in plain[0].source
    assert "seed(7)" not in moved[0].source
    assert plain[1] == moved[1]


def test_a_skipped_block_has_no_cell(tmp_path):
    text = ".. doctest::\n   :skipif: True\n\n   >>> a\n   1\n\n>>> 2\n2\n"
    found = page(tmp_path, "page.rst", text)
    assert [cell.source for cell in found.cells(PLAIN, (0, 1))] == ["2"]


def test_a_prompt_and_a_comment_show_each_value_and_a_fence_the_last(tmp_path):
    session = page(tmp_path, "a.md", "```python\n>>> 1\n1\n```\n\n```python\n1\n2\n```\n")
    assert [(cell.front, cell.shows) for cell in session.cells(PLAIN, (0, 1))] == [
        ("console", "each"),
        ("notebook", "last"),
    ]
    comments = page(tmp_path, "b.md", "```python\n1 + 1  # → 2\n2 + 2\n#> 4\n```\n")
    assert {cell.shows for cell in comments.cells(PLAIN, (0,))} == {"each"}


DOCSTRING = '"""Does.\n\n>>> f()\n1\n"""\n\ndef f():\n    """\n    >>> f() + np.ones(1)\n    2"""\n'


@pytest.fixture
def package(tmp_path):
    inner = tmp_path / "src" / "pack" / "inner"
    inner.mkdir(parents=True)
    for folder in (inner, inner.parent):
        (folder / "__init__.py").write_text(DOCSTRING)
    (inner / "deep.py").write_text(DOCSTRING)
    return tmp_path / "src"


@pytest.mark.parametrize(
    ("path", "module", "below"),
    [
        ("pack/inner/deep.py", "pack.inner.deep", "pack/inner"),
        ("pack/inner/__init__.py", "pack.inner", "pack/inner"),
        ("pack/__init__.py", "pack", "pack"),
        ("alone.py", "alone", ""),
    ],
)
def test_a_module_is_named_from_the_folder_of_its_whole_package(package, path, module, below):
    (package / "alone.py").write_text(DOCSTRING)
    found = DocumentPage.read(package / path)
    assert (found.module, found.folder, found.below) == (module, package.resolve(), below)


def test_only_a_module_of_examples_is_one(tmp_path):
    assert page(tmp_path, "page.py", "# %%\nprint(1)\n").module == ""
    assert page(tmp_path, "page.md", "```python\n>>> 1\n1\n```\n").module == ""


def test_examples_of_a_module_begin_with_its_names_each_docstring_apart(package):
    found = DocumentPage.read(package / "pack" / "inner" / "deep.py")
    first, *granted, a, b = found.cells(PLAIN, (0, 1))
    assert (first.block, first.namespace) == (BEFORE, MODULE)
    assert "'../../'" in first.source
    assert "import_module('pack.inner.deep')" in first.source
    assert [cell.source for cell in granted] == ["import numpy as np"]
    assert {cell.within for cell in (a, b)} == {MODULE}
    assert a.namespace != b.namespace


@pytest.mark.parametrize(
    ("code", "granted"),
    [
        (">>> np.ones(1)", ["import numpy as np"]),
        (">>> pd.Series(np.ones(1))", ["import numpy as np\nimport pandas as pd"]),
        (">>> import numpy as np\n>>> np.ones(1)", []),
        (">>> import jax.numpy as np\n>>> np.ones(1)", []),
        (">>> 1 + 1", []),
        ("np.ones(1)", []),
    ],
)
def test_a_session_is_granted_the_usual_names_that_it_nowhere_imports(tmp_path, code, granted):
    found = page(tmp_path, "page.md", f"```python\n{code}\n```\n")
    cells = found.cells(PLAIN, range(len(found.blocks)))
    assert [cell.source for cell in cells if cell.block == BEFORE] == granted
