"""Documents in any encoding are read."""

import json

import pytest

from harness.documents import DocumentError
from harness.documents.decoding import read_any_encoding


@pytest.mark.parametrize(
    ("data", "line", "encoding"),
    [
        ("합 42".encode(), "합 42", "utf-8"),
        ("합 42".encode("utf-8-sig"), "합 42", "utf-8"),
        ("합 42".encode("cp949"), "합 42", "cp949"),
        ("합 42".encode("utf-16"), "합 42", "utf-16"),
        ("합 42".encode("utf-32"), "합 42", "utf-32"),
        (b"caf\xe9 42", "caf\\xe9 42", "utf-8, in part"),
        (b"\xff\xfe1", "\\xff\\xfe1", "utf-8, in part"),
    ],
)
def test_a_document_is_read_and_its_encoding_named(tmp_path, data, line, encoding):
    file = tmp_path / "d.txt"
    file.write_bytes(data)
    document, found = read_any_encoding(file)
    assert (document.lines, found) == ((line,), encoding)


def test_a_notebook_is_read_as_its_cells(tmp_path):
    file = tmp_path / "d.ipynb"
    file.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": "a\nb"}]}))
    assert read_any_encoding(file)[0].lines == ("a", "b")


@pytest.mark.parametrize("text", ["{", "{}", '{"cells": [{"cell_type"'])
def test_a_broken_notebook_is_not_shown_as_text(tmp_path, text):
    file = tmp_path / "d.ipynb"
    file.write_text(text)
    with pytest.raises(DocumentError):
        read_any_encoding(file)


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(DocumentError, match="No such file"):
        read_any_encoding(tmp_path / "none.txt")
