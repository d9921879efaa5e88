"""Live progress at a terminal during a long measurement."""

from hypothesis import given
from hypothesis import strategies as st

from harness.reports.terminal import Progress, time_left


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
