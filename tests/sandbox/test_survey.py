"""A survey names each file of a folder, follows no link, and has an end."""

import os

import pytest

from harness.sandbox.survey import FOLDER, LINK, PLAIN, SPECIAL, UNSEEN, Survey, is_too_large


def kinds(folder, **options):
    return {entry.name: entry.kind for entry in Survey(str(folder), **options)}


def test_it_tells_what_each_entry_is(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/x.csv").touch()
    (tmp_path / "up").symlink_to("..")
    os.mkfifo(tmp_path / "pipe")
    assert kinds(tmp_path) == {
        "a": FOLDER, "a/b": FOLDER, "a/b/x.csv": PLAIN, "up": LINK, "pipe": SPECIAL
    }  # fmt: skip


@pytest.mark.parametrize("name", [".git", ".venv", ".env", "node_modules", "__pycache__", "venv"])
def test_hidden_files_environments_and_caches_are_unseen_and_not_entered(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "pyvenv.cfg").touch()
    assert kinds(tmp_path) == {name: UNSEEN}


def test_a_folder_that_would_be_too_much_comes_once_more_as_unseen_and_is_named(tmp_path):
    for folder, number in (("few", 2), ("many", 50), ("some", 3)):
        (tmp_path / folder).mkdir()
        for index in range(number):
            (tmp_path / folder / str(index)).touch()
    survey = Survey(str(tmp_path), most=10)
    found = {entry.name: entry.kind for entry in survey}
    assert found["many"] == UNSEEN
    assert len(found) == 3 + 2 + 3
    assert survey.left_out == ["'many': more than 10 files in all"]


def test_a_folder_that_has_gone_is_empty_and_is_named(tmp_path):
    survey = Survey(str(tmp_path / "gone"))
    assert list(survey) == []
    assert survey.left_out == ["'.': cannot be read: No such file or directory"]
    assert not is_too_large(str(tmp_path / "gone"))


def test_a_name_that_is_no_text_is_walked_and_told(tmp_path):
    (tmp_path / os.fsdecode(b"\xff\n")).touch()
    survey = Survey(str(tmp_path))
    (entry,) = survey
    survey.leave_out(entry.name, "odd")
    assert survey.left_out == [r"'?\n': odd"]


def test_many_that_are_left_out_are_counted(tmp_path):
    survey = Survey(str(tmp_path))
    for index in range(99):
        survey.leave_out(str(index), "large")
    assert len(survey.left_out) == 21
    assert survey.left_out[-1] == "and 79 more"


def test_a_folder_is_too_large_by_its_own_entries(tmp_path):
    for index in range(5):
        (tmp_path / str(index)).touch()
    assert is_too_large(str(tmp_path), 4)
    assert not is_too_large(str(tmp_path), 5)


@pytest.mark.parametrize("most", range(1, 8))
def test_many_folders_that_would_be_too_much_end_the_walk(tmp_path, most):
    for folder in range(4):
        (tmp_path / f"{folder}").mkdir()
        (tmp_path / f"{folder}/a").touch()
        (tmp_path / f"{folder}/b").touch()
    found = list(Survey(str(tmp_path), most=most))
    assert {entry.name for entry in found} >= {"0", "1", "2", "3"}
