"""What a person sees while a measurement takes minutes."""

from hypothesis import given
from hypothesis import strategies as st

from harness.reports.terminal import Progress, time_left


def test_nothing_is_promised_before_a_part_is_finished():
    assert time_left(3.0, 0, 20) == ""


def test_the_rest_is_expected_to_go_on_at_the_pace_so_far():
    assert time_left(30.0, 5, 20) == ", 1:30 left"


@given(st.floats(0, 1e5), st.integers(1, 50))
def test_nothing_is_left_when_all_is_done(seconds, of):
    assert time_left(seconds, of, of) == ", 0:00 left"


def test_the_display_names_the_network_and_the_epoch():
    with Progress(verbose=False) as progress:
        progress.live("deep", "epoch", 0, 20)
        progress.live("deep", "epoch", 3, 20)
        assert progress._bar.tasks[0].description.startswith("deep: epoch 3 of 20, ")
