"""Code works on copies of its document's folder; what is left out is named."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.working_tree import WorkingTree, working_directory


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    (folder / "data").mkdir(parents=True)
    (folder / "data/x.csv").write_text("1,2\n")
    return folder


@pytest.fixture
def target(tmp_path):
    (tmp_path / "target").mkdir()
    return tmp_path / "target"


def test_files_are_copied_with_their_times_and_the_right_to_run_them(source, target):
    (source / "run.sh").touch()
    (source / "run.sh").chmod(0o500)
    os.utime(source / "data/x.csv", (1000, 1000))
    assert WorkingTree(str(source), str(target)).copy() == []
    assert (target / "data/x.csv").read_text() == "1,2\n"
    assert (target / "data/x.csv").stat().st_mtime == 1000
    assert (target / "run.sh").stat().st_mode & 0o777 == 0o744


@pytest.mark.parametrize("absolute", [True, False])
def test_a_link_leads_to_the_copy_and_never_to_the_original(source, target, absolute):
    (source / "link.csv").symlink_to(source / "data/x.csv" if absolute else "data/x.csv")
    assert WorkingTree(str(source), str(target)).copy() == []
    (target / "link.csv").write_text("changed")
    assert (target / "data/x.csv").read_text() == "changed"
    assert (source / "data/x.csv").read_text() == "1,2\n"


@pytest.mark.parametrize(
    "end", ["/etc/passwd", "../secret", "data/../../secret", "/", "..", "there/secret"]
)
def test_a_link_that_leads_out_is_left_out(source, target, end):
    (source.parent / "secret").write_text("secret")
    (source / "there").symlink_to(source.parent)
    (source / "bad").symlink_to(end)
    left_out = WorkingTree(str(source), str(target)).copy()
    assert "'bad': a link that leads out of the folder" in left_out
    assert not os.path.lexists(target / "bad")
    assert not os.path.lexists(target / "there")


def test_a_link_that_leads_round_in_a_circle_or_nowhere_does_no_harm(source, target):
    (source / "self").symlink_to("self")
    (source / "nowhere").symlink_to("gone.csv")
    (source / "top").symlink_to(".")
    WorkingTree(str(source), str(target)).copy()
    assert not (target / "nowhere").exists()
    assert (target / "top").resolve() == target


def test_pipes_and_sockets_are_left_out_without_being_opened(source, target, monkeypatch):
    os.mkfifo(source / "pipe")
    monkeypatch.chdir(source)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        left_out = WorkingTree(str(source), str(target)).copy()
    assert left_out == ["'pipe': a pipe, socket or device", "'socket': a pipe, socket or device"]


def test_large_files_are_left_out_and_named_or_shown_where_they_lie(source, target):
    (source / "large.bin").write_bytes(b"x" * 3_000_000)
    tree = WorkingTree(str(source), str(target), largest=1 << 20)
    assert tree.copy() == ["'large.bin': 3 MiB"]
    shown = []
    other = target / "other"
    other.mkdir()
    tree = WorkingTree(
        str(source), str(other), largest=1 << 20, show=lambda *paths: shown.append(paths) or True
    )
    assert tree.copy() == []
    assert shown == [(str(source / "large.bin"), str(other / "large.bin"))]


def test_all_copies_together_have_a_bound(source, target):
    for name in "abc":
        (source / name).write_bytes(b"x" * 1000)
    assert WorkingTree(str(source), str(target), most=2100).copy() == ["'c': 1 MiB"]
    assert not (target / "c").exists()
    assert (target / "b").exists()


def test_a_file_that_becomes_a_link_while_it_is_copied_is_not_followed(source, target, monkeypatch):
    (source.parent / "secret").write_text("secret")
    real = os.open

    def swapping(path, *rest, **named):
        if str(path).endswith("x.csv"):
            Path(path).unlink()
            Path(path).symlink_to(source.parent / "secret")
        return real(path, *rest, **named)

    monkeypatch.setattr(os, "open", swapping)
    (left_out,) = WorkingTree(str(source), str(target)).copy()
    assert left_out.startswith("'data/x.csv'")
    assert not (target / "data/x.csv").exists()


def test_a_folder_that_has_gone_is_an_empty_one(tmp_path, target):
    assert WorkingTree(str(tmp_path / "gone"), str(target)).copy() == [
        "'.': cannot be read: No such file or directory"
    ]


def test_a_working_directory_is_made_where_it_is_missing(target):
    assert working_directory(str(target), "") == str(target)
    assert Path(working_directory(str(target), "docs/deep")).is_dir()
    (target / "file").touch()
    assert working_directory(str(target), "file/below") == str(target)


@pytest.mark.parametrize("below", ["..", "/etc", "out"])
def test_a_working_directory_never_lies_outside(target, below):
    (target / "out").symlink_to("/")
    with pytest.raises(ValueError, match="leads out"):
        working_directory(str(target), below)


NAMES = st.binary(min_size=1, max_size=9).filter(lambda name: not set(name) & set(b"/\0"))


@given(files=st.dictionaries(NAMES, st.binary(max_size=99), max_size=5))
def test_files_of_any_name_are_copied_but_hidden_ones(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    source, target = folder / "source", folder / "target"
    source.mkdir()
    target.mkdir()
    named = {os.fsdecode(name): held for name, held in files.items() if name not in (b".", b"..")}
    for name, held in named.items():
        (source / name).write_bytes(held)
    assert WorkingTree(str(source), str(target)).copy() == []
    copies = {path.name: path.read_bytes() for path in target.iterdir()}
    assert copies == {name: held for name, held in named.items() if not name.startswith(".")}
