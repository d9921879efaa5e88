"""Folders are written completely or not at all."""

from pathlib import Path

import pytest

from harness.files.writing import write_folder

MARK = ".mark"


def contents(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_folder_replaces_the_previous_one(tmp_path):
    out = tmp_path / "a" / "site"
    assert write_folder(out, [("one", "1"), ("two", "2")], MARK) == 2
    assert write_folder(out, [("three", "3")], MARK) == 1
    assert contents(out) == {MARK: "", "three": "3"}
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_the_old_folder_is_kept_when_writing_fails(problem, tmp_path):
    def files():
        yield "new", "2"
        raise problem

    out = tmp_path / "site"
    write_folder(out, [("old", "1")], MARK)
    with pytest.raises(type(problem)):
        write_folder(out, files(), MARK)
    assert contents(out) == {MARK: "", "old": "1"}
    assert list(tmp_path.iterdir()) == [out]


def test_the_old_folder_is_restored_when_the_last_step_fails(tmp_path, monkeypatch):
    out = tmp_path / "site"
    write_folder(out, [("old", "1")], MARK)
    rename = Path.rename

    def failing(self, target):
        if self.name == "fresh":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output"):
        write_folder(out, [("new", "2")], MARK)
    assert contents(out) == {MARK: "", "old": "1"}


def test_a_folder_filled_by_hand_is_kept(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write_folder(tmp_path, [("new", "2")], MARK)
    assert contents(tmp_path) == {"thesis.txt": "mine"}


def test_a_file_of_the_same_name_is_kept(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(FileExistsError):
        write_folder(tmp_path / "site", [("new", "2")], MARK)
    assert (tmp_path / "site").read_text() == "mine"


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "site").mkdir()
    assert write_folder(tmp_path / "site", [("new", "2")], MARK) == 1


def test_text_with_half_a_surrogate_pair_is_written(tmp_path):
    write_folder(tmp_path / "site", [("page", "a \ud800 b")], MARK)
    assert (tmp_path / "site" / "page").read_text() == "a ? b"
