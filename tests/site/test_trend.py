"""The trend: runs compared with the runs before them."""

from dataclasses import replace

from harness.results.run import DocumentSummary
from harness.site.trend import alike, trend


def test_each_run_says_how_it_differs_from_the_one_before(record):
    first = replace(record, claims=record.claims[:3])
    newest, oldest = trend([first, record])
    assert oldest.change == {}
    assert newest.change == {label: 1 for label in record.counts if label not in first.counts}
    assert newest.run is record


def test_an_outcome_that_disappeared_is_shown_as_a_change(record):
    newest, _ = trend([record, replace(record, claims=record.claims[:1])])
    assert newest.change["refuted"] == -1


def test_runs_that_share_no_spec_are_not_alike(record):
    other = replace(record, documents=(DocumentSummary("other", "o.txt", "Another", 0),))
    assert alike([record, replace(record, claims=record.claims[:1])])
    assert not alike([other, record])
