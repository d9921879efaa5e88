"""Live progress at a terminal during a long measurement."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.reports.terminal import Progress, print_run, time_left
from tests.sample_run import claim


def test_no_time_is_estimated_before_a_part_is_finished():
    assert time_left(3.0, 0, 20) == ""


def test_the_remaining_time_follows_from_the_pace_so_far():
    assert time_left(30.0, 5, 20) == ", 1:30 left"


@given(st.floats(0, 1e5), st.integers(1, 50))
def test_no_time_remains_when_all_parts_are_done(seconds, of):
    assert time_left(seconds, of, of) == ", 0:00 left"


def test_the_display_names_the_network_and_the_epoch():
    with Progress(verbose=False) as progress:
        progress.live("deep", "epoch", 0, 20)
        progress.live("deep", "epoch", 3, 20)
        assert progress._bar.tasks[0].description.startswith("deep: epoch 3 of 20, ")


@pytest.mark.parametrize(("columns", "has_words"), [(80, False), (120, True)])
def test_the_table_of_verdicts_keeps_its_counts_in_a_narrow_terminal(
    record, printed, monkeypatch, columns, has_words
):
    monkeypatch.setenv("COLUMNS", str(columns))
    usual = ("confirmed", "erratum", "drift", "not reproducible", "undecided", "blocked")
    run = replace(record, claims=tuple(claim(0, label) for label in usual))
    lines = printed(print_run, run, Path("out"), verbose=False).splitlines()
    head, row, *_ = (line for line in lines if line.startswith(("┃", "│")))
    assert len(head) <= columns
    assert "…" not in head + row
    assert ("not reproducible" in head) == has_words
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["Document 0", "6", *"111111"]
