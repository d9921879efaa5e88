"""Reports of a part never replace those of the whole."""

from dataclasses import replace

import pytest

from harness.reports.check_folder import write_check
from harness.results.check_run import check_run, checked_pages
from harness.results.record import read_run
from tests.checked_pages import STARTED, right_page


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("x")
    write_check(check_run([right_page("a.md"), right_page("b.md")], STARTED, 1.0), tmp_path / "out")
    return tmp_path / "out"


def names(folder):
    return [page.document for page in checked_pages(read_run(folder / "run.json"))]


def test_the_whole_replaces_the_whole(folder):
    run = check_run([right_page("a.md"), right_page("b.md"), right_page("c.md")], STARTED, 1.0)
    assert write_check(run, folder) == folder
    assert names(folder) == ["a.md", "b.md", "c.md"]


@pytest.mark.parametrize(
    "run",
    [
        check_run([right_page("a.md")], STARTED, 1.0),
        check_run([right_page("a.md"), right_page("b.md")], STARTED, 1.0, whole=False),
        check_run([right_page("a.md"), replace(right_page("b.md"), complete=False)], STARTED, 1.0),
    ],
)
def test_a_part_is_written_below_the_whole(run, folder):
    assert write_check(run, folder) == folder / "part"
    assert names(folder) == ["a.md", "b.md"]


def test_a_document_that_is_gone_is_not_missed(folder):
    (folder.parent / "b.md").unlink()
    assert write_check(check_run([right_page("a.md")], STARTED, 1.0), folder) == folder


def test_a_first_run_is_written_whatever_it_is(tmp_path):
    run = check_run([right_page("a.md")], STARTED, 1.0, whole=False)
    assert write_check(run, tmp_path / "new") == tmp_path / "new"
    other = check_run([right_page("a.md")], STARTED, 1.0, whole=True)
    assert write_check(other, tmp_path / "new") == tmp_path / "new"
