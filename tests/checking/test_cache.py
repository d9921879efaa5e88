"""The cache gives back what was written, misses whatever differs, and never gets in the way."""

import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking import cache
from harness.checking.cache import ExecutionCache, cache_folder, execution_key, folder_digest
from harness.checking.execution import BlockCourse, Execution, StatementEnding
from harness.checking.interpreters import Interpreter
from harness.sandbox.limits import Limits
from harness.sandbox.steps import CodePlace, CodeStep

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
RAISED = {"type": "E", "message": "m", "line": None, "missing": None, "causes": ["E"]}
ENDINGS = st.builds(
    StatementEnding,
    lines=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    output=TEXTS,
    raises=st.none() | st.just(RAISED),
    stopped=TEXTS,
    result=st.none() | st.just({"of": "int", "length": 1}),
    pictures=st.integers(0, 9),
    sought=st.lists(TEXTS, max_size=2).map(tuple),
    seconds=st.floats(0, 1e9),
)
COURSES = st.builds(
    BlockCourse,
    statements=st.lists(ENDINGS, max_size=3).map(tuple),
    left_out=st.dictionaries(st.integers(1, 99), TEXTS, max_size=2),
)
EXECUTIONS = st.builds(
    Execution,
    how=TEXTS,
    stack=st.dictionaries(TEXTS, TEXTS, max_size=3),
    blocks=st.dictionaries(st.integers(0, 99), COURSES, max_size=3),
    seconds=st.floats(0, 1e9),
    complete=st.just(True),
)
SOME = Execution("plain", {"name": "tf2.21"}, {0: BlockCourse((StatementEnding((1, 2), "3\n"),))})
KEY = "0" * 64


@pytest.fixture
def kept(tmp_path):
    return ExecutionCache(tmp_path)


@given(execution=EXECUTIONS)
def test_what_was_written_is_read(execution, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / "cache"
    ExecutionCache(folder).write(KEY, execution)
    assert ExecutionCache(folder).read(KEY) == execution


def test_what_was_not_written_is_a_miss(kept):
    assert kept.read(KEY) is None


def test_what_was_interrupted_is_not_kept(kept):
    kept.write(KEY, replace(SOME, complete=False))
    assert kept.read(KEY) is None


BROKEN = [b"", b"{", b"null", b"[]", b"\xff", b"{}" * 9, b"[" * 100_000]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_a_miss_and_is_replaced(kept, tmp_path, data):
    kept.write(KEY, SOME)
    (file,) = (tmp_path / "executions").iterdir()
    file.write_bytes(data)
    assert kept.read(KEY) is None
    kept.write(KEY, SOME)
    assert kept.read(KEY) == SOME


@pytest.mark.parametrize(
    ("old", "new"),
    [('"harness-execution/1"', '"harness-execution/2"'), ('"0000', '"1000'), ('"plain"', "5"),
     ('"complete":true', '"complete":"yes"'), ("[1,2]", "[1,2,3]"), ('"key"', '"keys"')],
)  # fmt: skip
def test_a_file_of_another_kind_is_a_miss(kept, tmp_path, old, new):
    kept.write(KEY, SOME)
    (file,) = (tmp_path / "executions").iterdir()
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    assert kept.read(KEY) is None


def test_a_folder_in_place_of_a_file_is_a_miss(kept, tmp_path):
    (tmp_path / "executions" / f"{KEY}.json").mkdir(parents=True)
    assert kept.read(KEY) is None
    kept.write(KEY, SOME)


def test_a_cache_that_cannot_be_written_is_none(tmp_path):
    (tmp_path / "file").touch()
    kept = ExecutionCache(tmp_path / "file")
    kept.write(KEY, SOME)
    assert kept.read(KEY) is None


def test_what_was_not_used_for_long_is_removed(kept, tmp_path):
    for name, days in (("a", 31), ("b", 29)):
        kept.write(name, SOME)
        used = time.time() - days * 86400
        os.utime(tmp_path / f"executions/{name}.json", (used, used))
    kept.prune()
    assert kept.read("a") is None
    assert kept.read("b") == SOME
    assert time.time() - (tmp_path / "executions/b.json").stat().st_mtime < 60


def test_beyond_its_size_what_was_used_longest_ago_is_removed(kept, tmp_path):
    for index in range(5):
        kept.write(str(index), SOME)
        os.utime(tmp_path / f"executions/{index}.json", (index, index))
    kept.prune(days=10**6, most=2 * (tmp_path / "executions/0.json").stat().st_size)
    assert sorted(path.stem for path in (tmp_path / "executions").iterdir()) == ["3", "4"]


def test_several_writers_and_readers_get_whole_files(tmp_path):
    wrong = []

    def work():
        for _ in range(30):
            kept = ExecutionCache(tmp_path)
            kept.write(KEY, SOME)
            if kept.read(KEY) not in (None, SOME):
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert ExecutionCache(tmp_path).read(KEY) == SOME


@pytest.mark.parametrize(
    ("variables", "platform", "folder"),
    [
        ({"HARNESS_CACHE": "/x"}, "linux", "/x"),
        ({"XDG_CACHE_HOME": "/y"}, "linux", "/y/harness"),
        ({"XDG_CACHE_HOME": "relative"}, "linux", "/home/me/.cache/harness"),
        ({}, "darwin", "/home/me/Library/Caches/harness"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/harness/Cache"),
    ],
)
def test_it_lies_where_the_system_keeps_caches(monkeypatch, variables, platform, folder):
    for name in ("HARNESS_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/me", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder() == Path(folder)


INTERPRETER = Interpreter("/p", "3.11.1", "/x", ("/x/site-packages",), {"numpy": "2.0"}, "why")
STEPS = (CodeStep("x = 1", "page"), CodeStep("x", "page"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page/data").mkdir(parents=True)
    (tmp_path / "page/data/x.csv").write_text("1,2")
    (tmp_path / "page/page.md").write_text("text")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/mine.py").write_text("1")
    return tmp_path


def key(folder, **changed):
    place = CodePlace("/p", (), str(folder / "page"), "", (("A", "1"),))
    parts = {"how": "plain", "steps": STEPS, "place": place, "interpreter": INTERPRETER}
    return execution_key(**{**parts, **changed}, but=("page.md",))


CHANGED = {
    "how": {"how": "other seed"},
    "a step": {"steps": (CodeStep("x = 2", "page"), STEPS[1])},
    "an option of a step": {"steps": (STEPS[0]._replace(html=True), STEPS[1])},
    "a version": {"interpreter": replace(INTERPRETER, distributions={"numpy": "2.1"})},
    "an interpreter": {"interpreter": replace(INTERPRETER, path="/q")},
    "a limit": {"limits": Limits(memory=1)},
}


@pytest.mark.parametrize("name", CHANGED)
def test_whatever_an_execution_rests_on_changes_its_key(folder, name):
    assert key(folder) == key(folder)
    assert key(folder, **CHANGED[name]) != key(folder)


def test_a_variable_changes_the_key_and_the_reason_for_an_interpreter_does_not(folder):
    place = CodePlace("/p", (), str(folder / "page"), "", (("A", "2"),))
    assert key(folder, place=place) != key(folder)
    assert key(folder, interpreter=replace(INTERPRETER, why="")) == key(folder)


def test_a_file_beside_the_document_changes_the_key_and_the_document_does_not(folder):
    before = key(folder)
    (folder / "page/page.md").write_text("other text")
    assert key(folder) == before
    os.utime(folder / "page/data/x.csv", (1, 1))
    assert key(folder) == before
    (folder / "page/data/x.csv").write_text("1,3")
    assert key(folder) != before


def test_the_source_of_an_editable_package_changes_the_key(folder):
    mine = replace(INTERPRETER, folders=(str(folder / "lib"),))
    before = key(folder, interpreter=mine)
    (folder / "lib/mine.py").write_text("12")
    assert key(folder, interpreter=mine) != before


def test_our_own_source_changes_the_key(folder, monkeypatch):
    before = key(folder)
    monkeypatch.setattr(cache, "_own_digest", lambda: "other")
    assert key(folder) != before


CHANGES = {
    "a new file": lambda page: (page / "new").touch(),
    "a lost file": lambda page: (page / "data/x.csv").unlink(),
    "another name": lambda page: (page / "data/x.csv").rename(page / "data/y.csv"),
    "a link": lambda page: (page / "link").symlink_to("data/x.csv"),
    "a new folder": lambda page: (page / "deep").mkdir(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_of_a_folder_changes_its_digest(folder, name):
    before = folder_digest(str(folder / "page"))
    CHANGES[name](folder / "page")
    assert folder_digest(str(folder / "page")) != before


def test_a_large_file_counts_by_size_and_time(folder):
    large = folder / "page/large.bin"
    large.write_bytes(b"x" * 100_000)
    os.utime(large, ns=(1, 1))
    before = folder_digest(str(folder / "page"))
    os.utime(large, ns=(1, 2))
    assert folder_digest(str(folder / "page")) != before


def test_a_link_counts_by_where_it_leads(folder):
    link = folder / "page/link"
    link.symlink_to("a")
    before = folder_digest(str(folder / "page"))
    link.unlink()
    link.symlink_to("b")
    assert folder_digest(str(folder / "page")) != before


def test_hidden_files_and_a_folder_that_has_gone_do_no_harm(folder):
    before = folder_digest(str(folder / "page"))
    (folder / "page/.git").mkdir()
    (folder / "page/.git/index").touch()
    assert folder_digest(str(folder / "page")) == before
    assert folder_digest(str(folder / "gone"))
