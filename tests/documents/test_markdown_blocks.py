"""Blocks of Markdown and their outputs are found where they stand; what is left out is said."""

import pytest

from tests.reading import read, shown

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


def test_marks_of_a_notebook_may_stand_above_fences(tmp_path):
    text = "In [1]:\n\n```python\nf()\n```\n\nOut[1]:\n\n```\n3\n```\n\n**In [2]:**\n\n```python\ng()\n```\n\n**Out [2]:**\n\n    4\n"
    assert shown(tmp_path, text) == [("f()", ["3"]), ("g()", ["4"])]


def test_what_a_comment_hides_is_no_block(tmp_path):
    text = f"<!--\n{CODE}-->\n\n{CODE}<!-- text -->\n\n<!-- one\ntwo -->\n\n{CODE}\n<!--\n"
    assert shown(tmp_path, text) == [(1, 5), ("f(1)", []), ("f(1)", [])]
