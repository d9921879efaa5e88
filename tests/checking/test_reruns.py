"""A notebook that others executed is read as an execution of the page; nothing is run."""

import json

import pytest

from harness.checking.page import Page
from harness.checking.reruns import RerunError, read_rerun, stored_only
from harness.documents.document import DocumentError
from tests.checking.notebooks import code, failure, notebook, picture, stream, value


def page_of(path):
    return Page.read(path)


@pytest.fixture
def rerun(tmp_path):
    """A function that writes a page and a rerun of it, and reads the rerun."""

    def read(page, cells, **metadata):
        path = notebook(tmp_path / "page.ipynb", *page)
        return read_rerun(page_of(path), notebook(tmp_path / "there.ipynb", *cells, **metadata))

    return read


def ending(found, index=0):
    """The ending of the last statement that ran."""
    return [it for it in found.blocks[index].statements if not it.stopped][-1]


def test_streams_and_values_are_joined_and_stderr_is_apart(rerun):
    outputs = [stream("1\n"), stream("warned\n", "stderr"), stream("2\n"), value("3")]
    found = rerun([code("f()")], [code("f()", *outputs)])
    assert found.how == "there.ipynb"
    assert ending(found).output == "1\n2\n3\n"
    assert ending(found).result == {"of": "", "length": 1}
    assert ending(found).raises is None


def test_a_value_begins_a_line_of_its_own(rerun):
    found = rerun([code("f()")], [code("f()", stream("no end"), value("3"))])
    assert ending(found).output == "no end\n3\n"


def test_a_picture_is_counted_and_prints_nothing(rerun):
    found = rerun([code("plot()")], [code("plot()", picture(), value("[<line>]"))])
    assert (ending(found).pictures, ending(found).output) == (1, "[<line>]\n")


def test_html_is_read_where_the_page_shows_nothing_else(rerun):
    table = "<table><tr><td>1</td></tr></table>"
    there = code("df", value("   a\n0  1", **{"text/html": table}))
    shows_html = code("df", value("", **{"text/html": table}))
    assert ending(rerun([shows_html], [there])).output == f"{table}\n"
    assert ending(rerun([code("df", value("   a\n0  1"))], [there])).output == "   a\n0  1\n"


def test_the_format_of_older_notebooks_is_read(tmp_path):
    cell = {
        "cell_type": "code",
        "input": ["f()"],
        "prompt_number": 1,
        "outputs": [
            {"output_type": "stream", "stream": "stdout", "text": ["1\n"]},
            {"output_type": "pyout", "text": ["2"], "prompt_number": 1},
        ],
    }
    text = json.dumps({"nbformat": 3, "worksheets": [{"cells": [cell]}]})
    paths = tmp_path / "page.ipynb", tmp_path / "there.ipynb"
    for path in paths:
        path.write_text(text)
    assert ending(read_rerun(page_of(paths[0]), paths[1])).output == "1\n2\n"


def test_an_exception_has_its_type_its_message_and_its_line_in_the_document(rerun):
    source = "a = 1\nb = missing\nc = 2"
    trace = [
        "\x1b[0;31m-----------\x1b[0m",
        "\x1b[0;31mNameError\x1b[0m       Traceback (most recent call last)",
        "Cell \x1b[0;32mIn[4], line 2\x1b[0m\n      1 a = 1\n----> 2 b = missing\n",
        "\x1b[0;31mNameError\x1b[0m: name 'missing' is not defined",
    ]
    page = [code("first = 0"), code(source)]
    there = [
        code("first = 0"),
        code(
            source, stream("seen\n"), failure("NameError", "name 'missing' is not defined", *trace)
        ),
    ]
    found = ending(rerun(page, there), 1)
    assert found.output == "seen\n"
    assert found.raises == {
        "type": "NameError",
        "message": "name 'missing' is not defined",
        "line": 4,
        "missing": "missing",
        "causes": ["NameError"],
    }


def test_the_causes_of_an_exception_follow_it(rerun):
    trace = [
        "KeyError      Traceback (most recent call last)",
        "File lib.py:9, in get(key)\n----> 9 d[key]",
        "The above exception was the direct cause of the following exception:",
        "ValueError    Traceback (most recent call last)",
        "<ipython-input-1-aa> in <module>\n----> 1 get(key)",
    ]
    there = code("get(key)", failure("ValueError", "no\nkey", *trace))
    found = ending(rerun([code("get(key)")], [there])).raises
    assert (found["causes"], found["line"]) == (["ValueError", "KeyError"], 1)
    assert found["message"] == "no key"


@pytest.mark.parametrize(
    ("there", "why"),
    [
        ([code("a"), code("b", count=None)], "was not executed in the rerun"),
        ([code("a"), code("b + 1", value("2"))], "its code is another in the rerun"),
        ([code("a")], "the rerun has no such cell"),
        (
            [code("a", failure("E", "")), code("b", count=None)],
            "the rerun ends with the failure of its cell 1",
        ),
    ],
)
def test_what_was_not_executed_as_the_page_prints_it_is_blocked(rerun, there, why):
    found = rerun([code("a"), code("b", value("1"))], there)
    assert [it.stopped for it in found.blocks[1].statements] == [why]
    assert not found.blocks[0].statements[0].stopped


def test_each_statement_has_its_lines_and_the_last_one_that_ran_the_output(rerun):
    source = "import a\n\n@a\ndef f():\n    return 1\n\nf()\ng()"
    trace = ["NameError   Traceback (most recent call last)", "Cell In[1], line 7", "----> 7 f()"]
    right = rerun([code(source)], [code(source, value("1"))]).blocks[0].statements
    assert [it.lines for it in right] == [(1, 1), (3, 5), (7, 7), (8, 8)]
    assert [it.output for it in right] == ["", "", "", "1\n"]
    broken = code(source, stream("1\n"), failure("NameError", "no", *trace))
    wrong = rerun([code(source)], [broken]).blocks[0].statements
    assert [it.output for it in wrong] == ["", "", "1\n", ""]
    assert [bool(it.raises) for it in wrong] == [False, False, True, False]
    assert wrong[3].stopped == "its cell fails above"


@pytest.mark.parametrize("source", ["not python at all", "# a comment"])
def test_what_python_does_not_take_is_one_statement(rerun, source):
    found = rerun([code(source)], [code(source, stream("1\n"))])
    assert [(it.lines, it.output) for it in found.blocks[0].statements] == [((1, 1), "1\n")]


def test_cells_that_are_not_python_have_no_course(rerun):
    cells = [code("%%bash\nls"), code("a")]
    assert list(rerun(cells, cells).blocks) == [1]


def test_no_rerun_stores_results_that_stand_in_comments(tmp_path):
    page = page_of(notebook(tmp_path / "page.ipynb", code("1 + 1  # -> 2"), code("3", value("3"))))
    kept = stored_only(page)
    assert [len(block.outputs) for block in kept.blocks] == [0, 1]
    assert len(kept.unread) == len([it for b in page.blocks for it in b.outputs if it.comment])


def test_cells_that_were_added_count_for_nothing(rerun):
    parameters = code("n = 9", metadata={"tags": ["injected-parameters"]})
    text = {"cell_type": "markdown", "source": "An exception?", "metadata": {}}
    found = rerun(
        [code("n = 1"), code("n")], [text, code("n = 1"), parameters, code("n", value("9"))]
    )
    assert ending(found, 1).output == "9\n"


def test_empty_cells_are_passed_over_as_in_the_page(rerun):
    found = rerun([code(""), code("a")], [code("", count=None), code("a", value("1"))])
    assert ending(found).output == "1\n"


def test_a_rerun_says_what_it_ran_on_and_how_long(rerun):
    found = rerun(
        [code("a")], [code("a")], language_info={"version": "3.12.1"}, papermill={"duration": 2.5}
    )
    assert found.stack == {"name": "there.ipynb", "python": "3.12.1"}
    assert found.seconds == 2.5


def test_metadata_of_another_form_says_nothing(rerun):
    found = rerun([code("a")], [code("a")], language_info=["3.12"], papermill={"duration": "long"})
    assert (found.stack, found.seconds) == ({"name": "there.ipynb"}, 0.0)


def test_another_notebook_is_no_rerun(rerun):
    with pytest.raises(RerunError, match=r"there\.ipynb is no rerun of .*no cell is the same"):
        rerun([code("a")], [code("b")])


def test_other_documents_have_no_reruns(tmp_path):
    path = notebook(tmp_path / "page.ipynb", code("a"))
    text = tmp_path / "page.md"
    text.write_text("```python\na\n```\n")
    for page, there in ((text, path), (path, text)):
        with pytest.raises(RerunError, match=r"page\.md is no notebook"):
            read_rerun(page_of(page), there)


@pytest.mark.parametrize("text", ["{", "[]", '{"cells": 1}', None])
def test_a_broken_rerun_is_one_message(tmp_path, text):
    page = page_of(notebook(tmp_path / "page.ipynb", code("a")))
    there = tmp_path / "there.ipynb"
    if text is not None:
        there.write_text(text)
    with pytest.raises(DocumentError, match=r"there\.ipynb: "):
        read_rerun(page, there)
