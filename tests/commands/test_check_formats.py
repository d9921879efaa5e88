"""Small pages of every format, checked in one run: each block gets the label that is right."""

import contextlib
import json

import jsonschema
import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.results.check_document import check_schema
from tests.checking.notebooks import code, failure, notebook, picture, stream, value
from tests.sandbox.test_sandbox import needs_containment

pytestmark = needs_containment

TIMES = "CPU times: user 2 µs, sys: 1 µs, total: 3 µs\nWall time: 4.1 µs\n"
TABLE = {"text/html": "<table><tr><th>a</th><td>1</td></tr></table>"}
HTML = "class T:\n    def _repr_html_(self): return '<table><tr><th>a</th><td>{}</td></tr></table>'\nT()"
NOTEBOOKS = {
    "values": (
        [
            code("display(1)\n2", stream("1\n"), value("2"), count=1),
            code("_ + 1", value("3"), count=2),
            code("import asyncio\nawait asyncio.sleep(0, 'a')", value("'a'"), count=3),
            code("1 / 0", failure("ZeroDivisionError", "division by zero",
                                  "ZeroDivisionError: division by zero"), count=4),
            code("len(5)", failure("TypeError", "no len", "TypeError: no len"), count=5),
            code("6", value("7"), count=6),
            code("get_ipython() is not None", value("True"), count=7),
            code("8;", count=8),
        ],
        ["confirmed", "confirmed", "confirmed", "confirmed", "refuted", "refuted", "confirmed",
         "confirmed"],
    ),
    "magics": (
        [
            code("%matplotlib inline\n!pip install absent", count=1),
            code("%%time\nx = 3\nx", stream(TIMES), value("3"), count=2),
            code("%time x + 1", stream(TIMES), value("5"), count=3),
            code("import sys\nprint('old', file=sys.stderr)\nprint(1)",
                 stream("other words\n", "stderr"), stream("1\n"), count=4),
            code("files = !ls\nprint(1)", stream("1\n"), count=5),
            code("print(files)", stream("[]\n"), count=6),
        ],
        ["blocked", "confirmed", "refuted", "confirmed", "confirmed", "blocked"],
    ),
    "shown": (
        [
            code(HTML.format(1), value("", **TABLE), count=1),
            code(HTML.format(2), value("", **TABLE), count=2),
            code("pass", picture(), count=3),
        ],
        ["confirmed", "refuted", "picture"],
    ),
    "reordered": (
        [code("x + 1", value("3"), count=3), code("x = 1", count=1), code("x += 1", count=2)],
        ["confirmed", "confirmed", "confirmed"],
    ),
    "failing": (
        [
            code("a = 1\nb = open('prices.csv').read()\nc = 3", count=1),
            code("len(b)", value("9"), count=2),
            code("a + c", value("4"), count=3),
            code("import absent_package", count=4),
            code("absent_package.f()", value("1"), count=5),
            code("import urllib.request\nu = urllib.request.urlopen('http://a.test')", count=6),
            code("import math\nmath.gone(1)", value("1"), count=7),
            code("print(1)\nprint(", count=8),
        ],
        ["blocked", "blocked", "confirmed", "blocked", "blocked", "blocked", "raises", "raises"],
    ),
    "random": (
        [
            code("import random\nrandom.random()", value("0.5"), count=1),
            code("print('n =', 1, 'x =', random.random())", stream("n = 2 x = 0.5\n"), count=2),
            code("id(object())", value("140203"), count=3),
            code("random.seed(1)\nround(random.random(), 6)", value("0.134364"), count=4),
        ],
        ["random", "refuted", "volatile", "confirmed"],
    ),
}  # fmt: skip

FENCES = """\
```python
print(6 * 7)
```

```
43
```

- In a list:

  ```python
  x = 2
  x * 2
  ```

  ```text
  4
  ```

```python
x + 1  # → 3
x + 2
#> 5
```

```pycon
>>> x ** 2
4
>>> y = x
>>> print(y)
3
```
"""
TABS = """\
```{.python .input}
%%tab pytorch
import absent_torch
```

```{.python .input}
%%tab tensorflow
z = 1
```

```python
print(z)
```

```
1
```
"""
MYST = "---\nkernelspec:\n  name: python3\n---\n\n```{code-cell} ipython3\na = 4\nprint(a)\n```\n"
RST = """\
Title
=====

>>> 1 + 1
2
>>> print("a\\n\\nb")
a
<BLANKLINE>
b
>>> int("a")
Traceback (most recent call last):
  ...
ValueError: invalid literal for int() with base 10: 'a'
>>> absent  # doctest: +SKIP
1

.. code-block:: python

   print(4)

.. code-block:: text

   5
"""
PERCENT = "# %%\nx = 5\nprint(x)\n# 5\n\n# %% [markdown]\n# Words\n\n# %%\nx\n"
EXPORT = "In [1]:\nx = 2\nprint(x)\nx * 2.5\n\n2\nOut[1]:\n5.0\n\nIn [2]:\nx + 1\nOut[2]:\n4\n"
DOCSTRINGS = '''\
from .near import ONE


def f():
    """Does.

    >>> f()
    1
    >>> np.ones(1).shape
    (1,)
    """
    return ONE


def g():
    """
    >>> f() + ONE
    3
    """
'''
READS = """\
```python
lines = open('data/rows.txt').read().split()
open('data/rows.txt', 'w').write('9')
print(lines, open('data/rows.txt').read())
```

```
['1', '2'] 9
```
"""
TEXTS = {
    "fences.md": (FENCES, ["refuted", "confirmed", "refuted", "confirmed", "confirmed", "refuted"]),
    "tabs.md": (TABS, ["blocked", "confirmed", "confirmed"]),
    "myst.md": (MYST, ["confirmed"]),
    "page.rst": (RST, ["confirmed", "confirmed", "confirmed", "blocked", "refuted"]),
    "script.py": (PERCENT, ["confirmed", "confirmed"]),
    "export.txt": (EXPORT, ["confirmed", "refuted"]),
    "pack/__init__.py": ("", None),
    "pack/near.py": ("ONE = 1\n", None),
    "pack/page.py": (DOCSTRINGS, ["confirmed", "confirmed", "refuted"]),
    "data/rows.txt": ("1\n2\n", None),
    "reads.md": (READS, ["confirmed"]),
}
EXPECTED = {
    **{f"{name}.ipynb": labels for name, (_, labels) in NOTEBOOKS.items()},
    **{name: labels for name, (_, labels) in TEXTS.items() if labels is not None},
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Check all pages in one run; return the folder, what the run said and its results."""
    folder = tmp_path_factory.mktemp("pages")
    for name, (cells, _) in NOTEBOOKS.items():
        notebook(folder / f"{name}.ipynb", *cells)
    for name, (text, _) in TEXTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    with contextlib.chdir(folder):
        done = CliRunner().invoke(
            main, ["check", ".", "export.txt", "--json", "found.json", "--no-cache"]
        )
    return folder, done, json.loads((folder / "found.json").read_text())


@pytest.fixture(scope="module")
def pages(checked):
    return {page["document"]: page["blocks"] for page in checked[2]["documents"]}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_block_has_its_label(pages, name):
    found = [(block["outcome"], block["why"]) for block in pages[name]]
    assert [label for label, _ in found] == EXPECTED[name], found


def test_every_page_with_code_is_checked_and_no_other(pages):
    assert sorted(pages) == sorted(EXPECTED)


def test_findings_are_exit_code_1_and_the_results_fit_their_schema(checked):
    _, done, found = checked
    assert done.exit_code == 1, done.output
    jsonschema.validate(found, json.loads(check_schema()))


def test_what_the_code_writes_does_not_change_the_original(checked):
    folder, _, _ = checked
    assert (folder / "data" / "rows.txt").read_text() == "1\n2\n"
    assert {path.name for path in folder.iterdir()} == {
        "found.json", "data", "pack", *(name for name in EXPECTED if "/" not in name)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "index", "words"),
    [
        ("failing.ipynb", 0, "prices.csv"),
        ("failing.ipynb", 1, "follows from cell 1, line 2"),
        ("failing.ipynb", 3, "absent_package"),
        ("failing.ipynb", 5, "network"),
        ("random.ipynb", 0, "no seed is set"),
        ("tabs.md", 0, "a tab of pytorch"),
        ("page.rst", 3, "SKIP"),
    ],
)
def test_a_label_comes_with_its_reason(pages, page, index, words):
    assert words in pages[page][index]["why"]


def test_the_order_that_brings_outputs_back_is_named(checked):
    (page,) = [it for it in checked[2]["documents"] if it["document"] == "reordered.ipynb"]
    assert any("order of the execution counts" in note for note in page.get("notes", []))


def test_differences_name_what_is_printed_and_what_is_here(pages):
    output = pages["fences.md"][0]["output"]
    (difference,) = output["differences"]
    assert (difference["printed"], difference["here"], difference["line"]) == ("43", "42", 6)
