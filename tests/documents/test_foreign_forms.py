"""Forms of documents that other people's tools write: languages, tabs, marks, outputs apart."""

import json

import pytest

from harness.documents.block_parts import Block
from harness.documents.lead_ins import leads_to_output
from tests.reading import read, shown

CODE = "```python\nf(1)\n```\n"


def blocks(tmp_path, text, name="page.md"):
    return [item for item in read(tmp_path, text, name)[1] if isinstance(item, Block)]


def notebook(*cells, **metadata):
    data = [{"cell_type": "code", "outputs": [], **cell} for cell in cells]
    return json.dumps({"cells": data, "metadata": metadata, "nbformat": 4})


@pytest.mark.parametrize(
    "metadata",
    [
        {"language_info": {"name": "R"}},
        {"kernelspec": {"name": "julia-1.8", "language": "julia"}},
        {"kernelspec": {"name": "xonsh"}, "language_info": {"name": "xonsh"}},
        {"kernelspec": {"name": "sagemath", "language": "python"}},
    ],
)
def test_a_notebook_of_another_language_is_not_run(tmp_path, metadata):
    (block,) = blocks(tmp_path, notebook({"source": "x"}, **metadata), "a.ipynb")
    assert block.skipped.startswith("a notebook of ")


@pytest.mark.parametrize(
    "metadata",
    [{}, {"language_info": {"name": "python"}}, {"kernelspec": {"name": "conda-env-tf-py"}}, {"kernelspec": 3}],
)  # fmt: skip
def test_a_notebook_of_python_is_run(tmp_path, metadata):
    (block,) = blocks(tmp_path, notebook({"source": "x"}, **metadata), "a.ipynb")
    assert block.skipped == ""


@pytest.mark.parametrize(
    ("cell", "skipped"),
    [
        ({"metadata": {"vscode": {"languageId": "shellscript"}}}, "a cell of shellscript"),
        ({"metadata": {"kernel": "R"}}, "a cell of R"),
        ({"metadata": {"run_control": {"frozen": True}}}, "frozen"),
        ({"metadata": {"tags": ["nbval-skip"]}}, "nbval-skip"),
        ({"source": "# NBVAL_SKIP\nx"}, "# NBVAL_SKIP"),
        ({"language": "python"}, ""),
    ],
)
def test_a_cell_says_itself_that_it_is_not_run(tmp_path, cell, skipped):
    (block,) = blocks(tmp_path, notebook({"source": "x", **cell}), "a.ipynb")
    assert block.skipped == skipped


@pytest.mark.parametrize(
    ("text", "name", "marks"),
    [
        (">>> f()  # doctest: +ELLIPSIS, +NORMALIZE_WHITESPACE\na...\n", "a.rst", ("ellipsis", "whitespace")),
        (">>> f()  # doctest: +IGNORE_EXCEPTION_DETAIL\nE\n", "a.rst", ("any message",)),
        (">>> f()  # may vary\n3\n", "a.rst", ("random",)),
        (">>> f()\narray([3])  # random\n", "a.rst", ("random",)),
        (">>> f()  # random seed\n3\n", "a.rst", ()),
        ("```{code-cell}\n:tags: [raises-exception]\nf()\n```\n", "a.md", ("raises",)),
        ("```{code-cell}\n---\ntags:\n  - raises-exception\n---\nf()\n```\n", "a.md", ("raises",)),
        ("```{python}\n#| error: true\nf()\n```\n", "a.md", ("raises",)),
        ("```{python, error=TRUE}\nf()\n```\n", "a.Rmd", ("raises",)),
        ("```python\nf()  # output may differ\n```\n", "a.md", ("random",)),
        (".. jupyter-execute::\n   :raises:\n\n   f()\n", "a.rst", ("raises",)),
        (".. testcode::\n\n   f()\n\n.. testoutput::\n   :options: +ELLIPSIS\n\n   a...\n", "a.rst", ("ellipsis",)),
        ('# %% tags=["raises-exception"]\nf()\n', "a.py", ("raises",)),
        (notebook({"source": "# NBVAL_IGNORE_OUTPUT\nf()"}), "a.ipynb", ("unchecked",)),
        (notebook({"source": "f()", "metadata": {"tags": ["raises-exception", "a"]}}), "a.ipynb", ("raises",)),
    ],
)  # fmt: skip
def test_a_document_says_what_its_output_means(tmp_path, text, name, marks):
    (block,) = blocks(tmp_path, text, name)
    assert block.marks == marks


@pytest.mark.parametrize(
    "fence",
    ["```python out", "```py output", "```{.text .output}", "```{.python .output}", "```result"],
)
def test_a_fence_that_says_so_is_an_output_though_words_stand_between(tmp_path, fence):
    text = f"{CODE}\nNow we look at it closely.\n\n{fence}\n3\n```\n"
    assert shown(tmp_path, text) == [("f(1)", ["3"])]


@pytest.mark.parametrize(
    "info", ['python title="output.py"', "{python output}", "{python, results='hide'}"]
)
def test_a_name_or_an_option_makes_no_output(tmp_path, info):
    assert shown(tmp_path, f"```{info}\nf(1)\n```\n") == [("f(1)", [])]


def test_an_output_without_code_is_said(tmp_path):
    assert shown(tmp_path, "```python out\n3\n```\n") == [(2, 2)]


MKDOCS = '=== "PyTorch"\n\n    ```python\n    a\n    ```\n\n=== "TensorFlow"\n\n    ```python\n    b\n    ```\n'
SPHINX = ".. tabs::\n\n   .. tab:: Torch\n\n      .. code-block:: python\n\n         a\n\n   .. tab:: Keras\n\n      .. code-block:: python\n\n         b\n"
CODE_TABS = ".. tabs::\n\n   .. code-tab:: c\n\n      int x;\n\n   .. code-tab:: py\n\n      b\n"
MYST = "````{tab-set}\n```{tab-item} JAX\n~~~python\na\n~~~\n```\n\n```{tab-item} TF\n~~~python\nb\n~~~\n```\n````\n"
BRANCH = "{#if fw === 'pt'}\n```py\na\n```\n{:else}\n```py\nb\n```\n{/if}\n"
ELEMENTS = "<pt>\n\n```py\na\n```\n</pt>\n<tf>\n\n```py\nb\n```\n</tf>\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [(MKDOCS, "a.md"), (SPHINX, "a.rst"), (MYST, "a.md"), (BRANCH, "a.md"), (ELEMENTS, "a.md")],
)
def test_of_the_tabs_of_a_set_tensorflows_is_run(tmp_path, text, name):
    first, second = blocks(tmp_path, text, name)
    assert (first.skipped[:9], second.skipped) == ("a tab of ", "")


def test_without_tensorflow_the_first_tab_with_code_is_run(tmp_path):
    text = MKDOCS.replace("TensorFlow", "Polars").replace("PyTorch", "pandas")
    assert [bool(block.skipped) for block in blocks(tmp_path, text)] == [False, True]
    assert [block.skipped for block in blocks(tmp_path, CODE_TABS, "a.rst")] == [""]
    alone = MKDOCS[: MKDOCS.index('=== "Ten')]
    assert [block.skipped for block in blocks(tmp_path, f"{alone}\nWords.\n\n{alone}")] == ["", ""]


def test_an_output_in_a_tab_belongs_to_the_code_before_the_tabs(tmp_path):
    out = (
        "{{#if fw === 'pt'}}\n```python out\n{}\n```\n{{:else}}\n```python out\n{}\n```\n{{/if}}\n"
    )
    found = shown(tmp_path, CODE + out.format(1, 2))
    assert found == [("f(1)", ["2"]), (6, 6)]


@pytest.mark.parametrize(
    "line",
    [
        "Ausgabe:", "Die Ausgabe ist:", "Das ergibt", "**Sortie :**", "Ce qui donne :", "La salida es:", "Resultado", "Вывод:",
        "输出\uff1a", "运行结果如下\uff1a", "出力結果\uff1a", "実行結果は次の通りです。", "출력:", "실행 결과:", "결과는 다음과 같습니다:",
    ],
)  # fmt: skip
def test_a_line_of_other_languages_leads_to_an_output(tmp_path, line):
    assert leads_to_output(line)
    assert shown(tmp_path, f"{CODE}\n{line}\n\n```\n3\n```\n") == [("f(1)", ["3"])]


@pytest.mark.parametrize(
    "line",
    [
        "Die Ausgabe der Funktion ist falsch",
        "次に進みます",
        "输出层的大小为10",
        "Le code",
        "es ist so",
        "",
        "결과 " * 30,
    ],
)
def test_other_lines_lead_to_none(line):
    assert not leads_to_output(line)


def test_long_lines_of_such_words_take_no_time():
    assert not leads_to_output("実行結果" * 19 + "x")


@pytest.mark.parametrize(
    ("below", "output"),
    [
        ("::: {.cell-output .cell-output-stdout}\n```\n3\n```\n:::", ["3"]),
        ("```{code-block} text\n:linenos:\n\n3\n```", ["3"]),
        ("```\n\\```{python}\nx\n```", []),
        ("```{{python}}\n1 + 1\n```", []),
        ("```\n$ python x.py\n3\n```", []),
        ("```r\n> sum(1:10)\n[1] 55\n```", []),
        ("```diff\n-3\n+4\n```", []),
    ],
)
def test_what_stands_below_code_is_its_output_or_not(tmp_path, below, output):
    assert shown(tmp_path, f"{CODE}\n{below}\n")[0] == ("f(1)", output)


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("print(x)\n# tensor([1, 2])", ["tensor([1, 2])"]), ("x\n# 3", ["3"]), ("f(1)\n# 3", []), ("x = 3\n# 4", []),
        ("x = 3  # three apples", []), ("f(1)  # 4 layers", []), ("x.append(3)  # 4", []), ("x.shape  # torch.Size([2, 3])", ["torch.Size([2, 3])"]),
        ("x  # {'a': 1, 'b': [2]}", ["{'a': 1, 'b': [2]}"]), ("x  # array([1., nan], dtype=float32)", ["array([1., nan], dtype=float32)"]),
    ],
)  # fmt: skip
def test_only_values_behind_code_that_shows_one_are_outputs(tmp_path, code, output):
    assert shown(tmp_path, f"```python\n{code}\n```\n") == [(code, output)]


def test_a_cell_without_a_language_has_that_of_its_page(tmp_path):
    front = "---\nkernelspec:\n  name: ir\n---\n"
    text = f"{front}\n```{{code-cell}}\nx\n```\n\n```python\ny\n```\n"
    assert [block.skipped for block in blocks(tmp_path, text)] == ["a page of ir", ""]


def test_ipythons_directive_has_instructions_between_its_code(tmp_path):
    text = (
        ".. ipython:: python\n   :okexcept:\n\n   a\n   @savefig b.png\n   c\n   @verbatim\n   d\n"
    )
    found = blocks(tmp_path, text, "a.rst")
    assert [(block.code, block.skipped) for block in found] == [((4, 4), ""), ((6, 6), ""), ((8, 8), "@verbatim")]  # fmt: skip
    assert found[0].marks == ("raises",)


def test_a_plot_of_a_script_elsewhere_is_no_code(tmp_path):
    assert blocks(tmp_path, ".. plot:: a.py\n\n   The caption.\n", "a.rst") == []
    assert len(blocks(tmp_path, ".. plot::\n\n   a\n", "a.rst")) == 1


def test_the_output_of_a_gallery_stands_below_its_mark(tmp_path):
    text = ".. code-block:: Python\n\n   f()\n\n.. rst-class:: sphx-glr-script-out\n\n .. code-block:: none\n\n    3\n"
    assert shown(tmp_path, text, "a.rst") == [("f()", ["3"])]


@pytest.mark.parametrize("mark", ["# +", '# + tags=["a"]', "# COMMAND ----------"])
def test_other_marks_begin_cells_of_a_script(tmp_path, mark):
    assert [block.code for block in blocks(tmp_path, f"{mark}\na\n\n{mark}\nb\n", "a.py")] == [
        (2, 2),
        (5, 5),
    ]


def test_jupytexts_light_form_may_have_no_marks(tmp_path):
    text = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:light\n# ---\n\nx = 1\n"
    assert [block.code for block in blocks(tmp_path, text, "a.py")] == [(1, 7)]


@pytest.mark.parametrize(("quotes", "skipped"), [('"""', True), ('r"""', False)])
def test_an_escape_in_a_docstring_is_not_what_python_reads(tmp_path, quotes, skipped):
    text = f'def f():\n    {quotes}\n    >>> g("\\\\n")\n    1\n    >>> h()\n    """\n'
    assert [bool(block.skipped) for block in blocks(tmp_path, text, "a.py")] == [skipped, False]


def test_a_text_right_below_a_print_is_its_output(tmp_path):
    text = "```python\nprint('a')\n\"\"\"\nb\nc\n\"\"\"\nx = '''\nd\n'''\n```\n"
    assert shown(tmp_path, text) == [
        ("print('a')\n\"\"\"\nb\nc\n\"\"\"\nx = '''\nd\n'''", ["b\nc"])
    ]
