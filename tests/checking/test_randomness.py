"""What varies between two runs is taken out of a comparison, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.randomness import Variation, without_variation
from harness.printed.outputs import compare_outputs


def judged(printed, here, other):
    """Compare a page with a run, and leave out what differs in another run."""
    found = compare_outputs(list(enumerate(printed.split("\n"), 1)), here)
    return without_variation(found, [Variation("random", here, other)])


@pytest.mark.parametrize(
    ("printed", "here", "other"),
    [
        ("0.5", "0.25", "0.75"),
        ("n=3 mean=0.5", "n=3 mean=0.25", "n=3 mean=0.75"),
        ("[0.5 0.25]", "[0.125 0.75]", "[0.625 0.875]"),
        ("['a', 'b', 'c']", "['b', 'a', 'c']", "['c', 'a', 'b']"),
    ],
)
def test_what_differs_in_another_run_is_not_wrong(printed, here, other):
    found, varied = judged(printed, here, other)
    assert not found.substance
    assert varied["random"]


@pytest.mark.parametrize(
    ("printed", "here", "other", "wrong"),
    [
        ("n=4 mean=0.5", "n=3 mean=0.25", "n=3 mean=0.75", ["4"]),
        ("0.5\n7", "0.25\n8", "0.75\n8", ["7"]),
        ("(3,)", "(2,)", "(2,)", ["3"]),
    ],
)
def test_what_is_the_same_in_every_run_is_wrong(printed, here, other, wrong):
    found, _ = judged(printed, here, other)
    assert [item.printed for item in found.substance] == wrong


def test_a_random_number_that_agrees_by_chance_is_random_like_those_beside_it():
    found, varied = judged("[1 5 6 2]", "[3 4 7 2]", "[3 5 8 9]")
    assert not found.substance
    assert varied["random"]


def test_shapes_of_random_arrays_are_compared():
    found, _ = judged("[0.5 0.25 0.75]", "[0.125 0.75]", "[0.625 0.875]")
    assert found.substance


@given(st.lists(st.integers(0, 99), min_size=1, max_size=9), st.data())
def test_two_equal_runs_leave_nothing_out(numbers, data):
    here = f"{numbers}"
    printed = f"{[*numbers[1:], data.draw(st.integers(0, 99))]}"
    found, varied = judged(printed, here, here)
    assert not varied
    assert found == compare_outputs([(1, printed)], here)


def test_a_fixed_number_beside_a_drawn_one_is_compared():
    found, varied = judged("[2, 77]", "[1, 50]", "[1, 33]")
    assert [item.printed for item in found.substance] == ["2"]
    assert varied["random"] == 1
