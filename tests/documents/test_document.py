"""Passages of a document are found by their digests, anywhere or around a line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents import Document, DocumentError, find_document

LINES = st.lists(st.sampled_from(["a", "b 1", "b 2", ""]), max_size=8)


def document(lines):
    return Document("d.txt", Path("d.txt"), tuple(lines))


@given(LINES, st.integers(1, 4), st.integers(1, 9), st.integers(0, 9))
def test_both_digests_of_a_passage_lead_to_each_line_where_it_begins(lines, length, near, around):
    page = document(lines)
    places = list(range(1, len(lines) - length + 2))
    expected = {}
    for first in places:
        for part in page.digest((first, first + length - 1)).split("-"):
            expected.setdefault(part, []).append(first)
    assert page.places(length, near, None) == expected
    close = {
        part: [first for first in found if abs(first - near) <= around]
        for part, found in expected.items()
    }
    assert page.places(length, near, around) == {
        part: found for part, found in close.items() if found
    }


@given(LINES, st.integers(1, 8), st.integers(0, 3))
def test_a_passage_is_its_lines(lines, first, more):
    page = document(lines)
    for _ in range(2):
        assert page.passage((first, first + more)) == "\n".join(lines[first - 1 : first + more])
        assert page.passage((1, 1)) == "\n".join(lines[:1])


def test_numbers_alone_change_the_first_half_of_a_digest():
    one, two = (
        document(["b 1", "", "a"]).digest((1, 3)),
        document(["b 2", "", "a"]).digest((1, 3)),
    )
    assert one != two
    assert one.split("-")[1] == two.split("-")[1]


def test_a_document_lies_in_its_folder_or_in_the_root_that_is_given(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    for file in (tmp_path / "out.txt", folder / "in.txt"):
        file.write_text("words")
    assert find_document("in.txt", folder).lines == ("words",)
    assert find_document("../out.txt", folder, tmp_path).lines == ("words",)
    assert find_document("../none.txt", folder) is None
    for root in (None, folder):
        with pytest.raises(DocumentError) as found:
            find_document("../out.txt", folder, root)
        assert (
            str(found.value)
            == f"{folder}/../out.txt: leads out of {folder}; documents lie in there"
        )
    with pytest.raises(DocumentError, match=f"leads out of {folder}"):
        find_document("out.txt", tmp_path, folder)


def test_a_name_that_no_file_can_have_is_refused_in_the_words_of_the_system(tmp_path):
    name = "a" * 300
    with pytest.raises(DocumentError) as found:
        find_document(name, tmp_path)
    assert str(found.value) == f"{tmp_path / name}: File name too long"


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(DocumentError) as found:
        Document.read(tmp_path)
    assert str(found.value) == f"{tmp_path}: Is a directory"
