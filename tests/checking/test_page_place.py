"""Where a page runs: interpreter, packages, folder, variables; and what is no input of it."""

import sys
from pathlib import Path

import pytest

from harness.checking import page_place
from harness.checking.execution import OTHER_ARITHMETIC, OTHER_HASH, PLAIN
from harness.checking.interpreters import Interpreter, InterpreterError
from harness.checking.page import DocumentPage
from harness.checking.page_place import PagePlace
from tests.checking.notebooks import code, notebook

FOUND = Interpreter(
    "/env/bin/python",
    "3.11.2",
    "/env",
    ("/usr/lib/python3.11", "/env/lib/python3.11/site-packages", "/work/own/src"),
    {"numpy": "2.1.0", "tensorflow": "2.21.0", "keras": "3.12.0"},
)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for name in ("page.md", "docs/page.md"):
        Path(name).write_text("")


def page(path="page.md"):
    return DocumentPage.read(Path(path))


@pytest.fixture
def asked(monkeypatch):
    """What was asked for; the answer is the same interpreter."""
    told = []

    def find(named, kernel):
        told.append((named, kernel))
        return FOUND

    page_place._interpreter.cache_clear()
    monkeypatch.setattr(page_place, "find_interpreter", find)
    yield told
    page_place._interpreter.cache_clear()


def test_a_page_sees_its_folder_and_the_packages_of_its_interpreter(tmp_path):
    place = PagePlace(page(), FOUND).place(PLAIN)
    assert (place.python, place.folder) == ("/env/bin/python", str(tmp_path))
    assert place.packages == ("/env/lib/python3.11/site-packages", "/work/own/src")
    assert place.variables == ()


def test_another_run_has_other_variables():
    place = PagePlace(page(), FOUND)
    assert dict(place.place(OTHER_HASH).variables) == {"PYTHONHASHSEED": "1"}
    assert dict(place.place(OTHER_ARITHMETIC).variables)["TF_ENABLE_ONEDNN_OPTS"] == "0"


def test_the_stack_is_called_this_environment():
    stack = PagePlace(page(), FOUND).stack
    assert (stack["name"], stack["tensorflow"]) == ("this environment", "2.21.0")


@pytest.mark.parametrize(
    ("about", "kernel"),
    [
        ({"kernelspec": {"name": "course"}}, "course"),
        ({"kernelspec": {"name": 3}}, None),
        ({"kernelspec": "course"}, None),
        ({}, None),
    ],
)
def test_the_kernel_of_a_notebook_may_say_which_interpreter(asked, about, kernel):
    PagePlace.of(page(notebook(Path("page.ipynb"), code("1"), **about)), None)
    assert asked == [(None, kernel)]


def test_an_interpreter_that_is_named_counts_and_is_asked_once(asked):
    named = notebook(Path("page.ipynb"), code("1"), kernelspec={"name": "course"})
    for path in (named, "page.md", named):
        PagePlace.of(page(path), "/other/python")
    assert asked == [("/other/python", None)]


def test_this_interpreter_is_the_usual_one(monkeypatch):
    page_place._interpreter.cache_clear()
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    assert Path(PagePlace.of(page(), None).interpreter.path).samefile(sys.executable)
    with pytest.raises(InterpreterError):
        PagePlace.of(page(), "/no/such/python")


def test_neither_the_page_nor_what_we_write_is_an_input():
    place = PagePlace(page("docs/page.md"), FOUND)
    written = [Path("docs/out/here/run.json"), Path("elsewhere.json")]
    assert set(place.but(written)) == {"page.md", ".", "out", "out/here", "out/here/run.json"}
