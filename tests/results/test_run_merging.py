"""Runs of several machines become one."""

from dataclasses import replace

import pytest

from harness.results.check_run import check_run, checked_pages
from harness.results.known_findings import KnownFindings
from harness.results.run_merging import merge_runs
from tests.checked_pages import STARTED, every_label, right_page

LATER = "2026-01-02T00:00:00+00:00"


def test_the_documents_of_all_runs_are_in_it():
    runs = [check_run([page], STARTED, 2.0) for page in (right_page("b.md"), right_page("a.md"))]
    merged = merge_runs(runs)
    assert [page.document for page in checked_pages(merged)] == ["a.md", "b.md"]
    assert merged.seconds == 4.0


def test_of_a_document_that_was_checked_twice_the_later_check_counts():
    first = check_run([every_label("a.md")], STARTED, 1.0)
    second = check_run([right_page("a.md")], LATER, 1.0)
    assert merge_runs([second, first]).exit_code == 0
    assert merge_runs([first, second]).exit_code == 0
    assert merge_runs([first, second]).started == merge_runs([second, first]).started == STARTED
    assert merge_runs([first, second]).claims == merge_runs([second, first]).claims


def test_documents_of_one_name_keep_ids_of_their_own():
    runs = [check_run([right_page(f"/{name}/a.md")], STARTED, 1.0) for name in "xy"]
    assert len(merge_runs(runs).by_id) == 4


def test_stacks_of_several_machines_are_told_apart():
    other = right_page("b.md", stack={"name": "gpu"})
    runs = [check_run([page], STARTED, 1.0) for page in (right_page(), other)]
    assert merge_runs(runs).stack == {"name": "several stacks"}


def test_known_findings_stay_known():
    run = check_run([every_label()], STARTED, 1.0)
    known = KnownFindings().accept(run, "old", "2026-01-01")
    marked = check_run([every_label()], STARTED, 1.0, known=known)
    assert merge_runs([marked], blocked=9).exit_code == 0


def test_other_runs_are_refused(record):
    with pytest.raises(ValueError, match="harness check"):
        merge_runs([record])
    with pytest.raises(ValueError, match="harness check"):
        merge_runs([])


def test_an_interrupted_page_leaves_the_merged_run_incomplete():
    run = check_run([replace(right_page(), complete=False)], STARTED, 1.0)
    assert merge_runs([run]).complete is False
