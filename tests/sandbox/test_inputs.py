"""Data files have plain names below their folders; no name leads elsewhere."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.sandbox.inputs import (
    DataFile,
    RefusedFileError,
    check_names,
    close_files,
    copy_below,
    open_files,
)
from harness.sandbox.sandbox import Sandbox
from tests.sandbox.test_sandbox import SMALL, ends, needs_containment

BAD = [
    "", "/x", "//x", "..", "../x", "x/..", "x/../y", "a/../../x", ".", "./x", "x/.", "x//y", "x/",
    "a\x00b", "a\nb", "\x1b[2J", "..\\x", "a\\b", "C:x", "C:/x", "\\\\host\\x", "x" * 300,
    "x/" * 40 + "x", "\ud800", "\u20ac" * 100, "x" * 2000, "a:b",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data" / "deep").mkdir(parents=True)
    (tmp_path / "data" / "a.txt").write_text("a")
    (tmp_path / "data" / "deep" / "b.txt").write_text("b")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "home").mkdir()
    return tmp_path


def data(folder, name="a.txt", target="a.txt"):
    return DataFile(str(folder / "data"), name, target)


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_leads_elsewhere_is_refused_in_one_line(folder, name):
    for file in (data(folder, name=name), data(folder, target=name)):
        with pytest.raises(RefusedFileError) as caught:
            check_names([file])
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 250


@pytest.mark.parametrize("name", [5, None, ["a"], b"a"])
def test_a_name_that_is_no_text_is_refused(folder, name):
    with pytest.raises(RefusedFileError):
        check_names([data(folder, target=name)])


@pytest.mark.parametrize("targets", [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a/b/c", "a")])
def test_two_files_cannot_share_a_place(folder, targets):
    with pytest.raises(RefusedFileError, match="two data files would be at"):
        check_names([data(folder, target=target) for target in targets])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["..", ".", "", "a", "/", "~", "C:", "\\"])).map("/".join)
)
def test_no_name_leads_to_a_write_outside_the_home(folder, name):
    before = sorted(path for path in folder.rglob("*") if folder / "home" not in path.parents)
    opened = []
    try:
        opened = open_files([data(folder, target=name)])
        for path in (folder / "home").rglob("*"):
            if path.is_file():
                path.unlink()
        copy_below(str(folder / "home"), opened)
    except (RefusedFileError, OSError):
        pass
    finally:
        close_files(opened)
    assert before == sorted(p for p in folder.rglob("*") if folder / "home" not in p.parents)
    assert (folder / "secret").read_text() == "secret"


def test_a_link_is_followed_within_the_folder_and_not_out_of_it(folder):
    (folder / "data" / "inside").symlink_to("deep/b.txt")
    (folder / "data" / "outside").symlink_to("../secret")
    (folder / "data" / "away").symlink_to(folder)
    close_files(open_files([data(folder, name="inside")]))
    for name in ("outside", "away/secret"):
        with pytest.raises(RefusedFileError, match="leads out of its folder"):
            open_files([data(folder, name=name)])


def test_the_folder_itself_may_be_a_link(folder):
    (folder / "link").symlink_to("data")
    close_files(open_files([DataFile(str(folder / "link"), "a.txt", "a.txt")]))


def test_only_plain_files_are_opened_and_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "data" / "pipe")
    (folder / "data" / "loop").symlink_to("loop")
    for name in ("pipe", "deep", "loop"):
        with pytest.raises(RefusedFileError):
            open_files([data(folder, name=name)])


def test_a_file_that_is_absent_is_left_out(folder):
    (folder / "data" / "dangling").symlink_to("nowhere")
    assert open_files([data(folder, name="none"), data(folder, "dangling", "b")]) == []
    assert open_files([DataFile(os.devnull, "a.txt", "a.txt")]) == []


def test_a_copy_replaces_nothing_and_follows_no_link(folder):
    (folder / "home" / "a.txt").symlink_to(folder / "secret")
    opened = open_files([data(folder)])
    with pytest.raises(FileExistsError):
        copy_below(str(folder / "home"), opened)
    close_files(opened)
    assert (folder / "secret").read_text() == "secret"


@needs_containment
def test_copies_belong_to_the_code_and_others_may_not_write_them(folder):
    source = "import os\nfor p in ('deep', 'deep/b.txt'):\n  s = os.stat(os.path.expanduser('~/' + p)); print(oct(s.st_mode & 0o777), s.st_uid == os.getuid())"
    with Sandbox(SMALL, data=[data(folder, target="deep/b.txt")]) as sandbox:
        assert ends(sandbox, source) == "0o755 True\n0o644 True"


@needs_containment
@pytest.mark.parametrize("target", ["../../../../../OWNED", "/OWNED", "../work/x"])
def test_a_sandbox_with_such_a_name_does_not_start(folder, target):
    with pytest.raises(RefusedFileError):
        Sandbox(SMALL, data=[data(folder, target=target)])


@needs_containment
def test_a_file_may_be_larger_than_one_that_the_code_writes(folder):
    (folder / "data" / "large").write_bytes(b"x" * (10 << 20))
    with Sandbox(SMALL, data=[data(folder, name="large")]) as sandbox:
        source = "import os; os.path.getsize(os.path.expanduser('~/a.txt')) >> 20"
        assert ends(sandbox, source) == "10"
