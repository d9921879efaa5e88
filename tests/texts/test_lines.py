"""The lines of a text and of a notebook."""

import json
import unicodedata

import pytest

from harness.documents import Document, DocumentError
from harness.texts.lines import composed, lines_of, parts_of

STREAM = {"output_type": "stream", "name": "stdout", "text": ["1\n", "2\n"]}
RESULT = {"output_type": "execute_result", "data": {"text/plain": ["7"], "image/png": "eA=="}}
PICTURE = {"output_type": "display_data", "data": {"image/png": "eA=="}}
ERROR = {"output_type": "error", "ename": "E", "evalue": "x", "traceback": ["\x1b[0;31mE\x1b[0m", "E: x"]}  # fmt: skip
CELLS = [
    {"cell_type": "markdown", "source": "# Title\nwords"},
    {"cell_type": "code", "source": ["print(1)\n", "7"], "outputs": [STREAM, RESULT, PICTURE]},
    {"cell_type": "code", "source": "bad()", "outputs": [ERROR]},
]
LINES = ("# Title", "words", "", "print(1)", "7", "", "1", "2", "", "7", "", "bad()", "", "E", "E: x")  # fmt: skip


def notebook(tmp_path, data):
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_every_line_of_a_notebook_s_cells_and_outputs_has_a_number(tmp_path):
    path = notebook(tmp_path, {"nbformat": 4, "cells": CELLS})
    assert lines_of(path) == LINES
    assert Document.read(path).passage((4, 5)) == "print(1)\n7"


def test_a_notebook_of_format_3_reads_the_same(tmp_path):
    old = [{**cell, "input": cell["source"]} for cell in CELLS]
    for cell in old:
        del cell["source"]
    assert lines_of(notebook(tmp_path, {"worksheets": [{"cells": old}]})) == LINES


def test_the_pieces_of_a_notebook_have_their_kind():
    kinds = [part.kind for part in parts_of(json.dumps({"cells": CELLS}))]
    assert kinds == ["text", "code", "output", "output", "code", "output"]


def test_the_pieces_of_a_notebook_know_their_cell_and_what_it_holds():
    found = list(parts_of(json.dumps({"cells": CELLS})))
    assert [part.cell for part in found] == [1, 2, 2, 2, 3, 3]
    assert [part.raw for part in found] == [CELLS[0], CELLS[1], STREAM, RESULT, CELLS[2], ERROR]


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        ({"traceback": [], "ename": "KeyError", "evalue": "'a'"}, [("KeyError: 'a'",)]),
        ({"traceback": []}, [(": ",)]),
        ({"traceback": ["\x1b[31ma\x1b[0m", "b\nc"]}, [("a", "b", "c")]),
        ({"text": "a\r\nb\rc"}, [("a", "b", "c")]),
        ({"text": ["a", "b\n\n"]}, [("ab", "")]),
        ({"text": "a\ud800"}, [("a\N{REPLACEMENT CHARACTER}",)]),
        ({"data": {"text/plain": "7", "text/html": "<b>7</b>"}}, [("7",)]),
        ({"data": {"text/html": "<b>7</b>"}}, []),
        ({"text": ""}, []),
        ({}, []),
    ],
)
def test_an_output_is_its_plain_text_if_it_has_one(output, shown):
    cells = [{"cell_type": "code", "source": "", "outputs": [output]}]
    assert [part.lines for part in parts_of(json.dumps({"cells": cells}))][1:] == shown


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"cells": [{}]}', "no Jupyter notebook: cell 1: KeyError('cell_type')"),
        ('{"cells": [{"cell_type": "raw"}, 3]}', "no Jupyter notebook: cell 2: "),
        ("{}", "no Jupyter notebook: KeyError('cells')"),
        ("{", "no Jupyter notebook: Expecting property name"),
        ("[" * 200_000, "no Jupyter notebook: its JSON is nested too deeply"),
    ],
)
def test_what_is_wrong_with_a_notebook_is_said(text, message):
    with pytest.raises(ValueError, match="no Jupyter notebook") as found:
        list(parts_of(text))
    assert str(found.value).startswith(message)


@pytest.mark.parametrize("data", [[], {}, {"cells": 3}, {"cells": [{}]}, {"cells": ["x"]}, None])
def test_a_file_that_is_no_notebook_is_one_message(tmp_path, data):
    with pytest.raises(DocumentError, match=r"a\.ipynb: no Jupyter notebook"):
        Document.read(notebook(tmp_path, data))


def test_a_notebook_cut_off_is_one_message(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text('{"cells": [')
    with pytest.raises(DocumentError, match=r"a\.ipynb: "):
        Document.read(path)


def test_another_file_is_split_into_its_lines(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("\ufeffa\r\nb\n", encoding="utf-8")
    assert lines_of(path) == ("a", "b")


@pytest.mark.parametrize(
    ("line", "is_composed"),
    [
        ("e\u0301", True),
        ("e" + "\u0301" * 100, True),
        ("e\u0301" * 600, True),  # long, and its marks stand apart
        ("e" + "\u0301" * 64 + "x" * 1000, True),
        ("e" + "\u0301" * 65 + "x" * 1000, False),  # composing many marks in a row takes long
        ("e\u0301" + "x" * 1000 + "\u0301" * 64, True),
        ("\u0301" * 64 + "e\u0301" + "x" * 1000, True),
        ("\u0301" * 65 + "e\u0301" + "x" * 1000, False),
        ("e" + "\u0301" * 65 + "x" * 934, True),  # a thousand characters are few
        ("e" + "\u0301" * 65 + "x" * 935, False),
    ],
)
def test_a_line_is_composed_unless_it_is_long_and_has_marks_in_a_pile(line, is_composed):
    assert composed(line + " \t") == (unicodedata.normalize("NFC", line) if is_composed else line)
