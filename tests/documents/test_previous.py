"""A document's older copy is found, and its words are compared."""

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents import Document, DocumentError
from harness.documents.previous import previous_copy, word_diff


@pytest.fixture
def document(tmp_path):
    """A document whose first version is committed, and changed since."""
    file = tmp_path / "d.txt"
    file.write_text("the loss is 0.5\n")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    file.write_text("the loss is 0.6\n")
    return Document.read(file)


def test_an_older_copy_comes_from_a_revision_a_file_or_a_folder(document, tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "d.txt").write_text("the loss is 0.5\n")
    for against in ("HEAD", str(folder), str(folder / "d.txt")):
        assert previous_copy(document, against).lines == ("the loss is 0.5",)


@pytest.mark.parametrize("against", ["nothing", "--output=x", "HEAD~3"])
def test_what_is_no_older_copy_is_one_message(document, against):
    with pytest.raises(DocumentError, match="is no "):
        previous_copy(document, against)


def test_words_that_changed_are_marked():
    assert word_diff("the loss is 0.5", "a loss is 0.6") == "[-the-]{+a+} loss is [-0.5-]{+0.6+}"


@given(st.text("ab \n", max_size=20), st.text("ab \n", max_size=20))
def test_both_texts_can_be_read_from_the_comparison(old, new):
    text = word_diff(old, new)
    assert (
        re.sub(r"\{\+.*?\+\}", "", re.sub(r"\[-(.*?)-\]", r"\1", text, flags=16), flags=16) == old
    )
    assert (
        re.sub(r"\[-.*?-\]", "", re.sub(r"\{\+(.*?)\+\}", r"\1", text, flags=16), flags=16) == new
    )
