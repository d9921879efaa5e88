"""A trend is a way that most seeds go, each counted by itself."""

import pytest

from harness.evidence import Evidence, Request
from tests.kinds.judging import claim_of, verdict

UP, DOWN, LEVEL = {"loss": [1, 2, 3]}, {"loss": [3, 2, 1]}, {"loss": [2, 1, 2]}


def judged(runs, **keys):
    return verdict(runs, "trend", of="loss", seeds=16, **keys)


@pytest.mark.parametrize(
    ("runs", "goes", "word", "followed"),
    [
        ([UP] * 16, "up", "confirmed", 16),
        ([UP] * 16, "down", "refuted", 0),
        ([DOWN] * 16, "down", "confirmed", 16),
        ([UP, DOWN] * 8, "up", "undecided", 8),
        ([LEVEL] * 16, "up", "refuted", 0),
        ([LEVEL] * 16, "down", "refuted", 0),
    ],
)
def test_seeds_that_go_that_way_are_counted_and_a_level_one_goes_neither(
    runs, goes, word, followed
):
    found = judged(runs, goes=goes)
    assert found.word == word
    assert found.measured == {"followed": followed, "seeds": 16}


@pytest.mark.parametrize(("rising", "agrees"), [(16, "up"), (9, "up"), (8, "down"), (0, "down")])
def test_the_way_of_more_than_half_of_the_seeds_agrees(rising, agrees):
    evidence = Evidence(Request("m:f"), [UP] * rising + [DOWN] * (16 - rising))
    assert claim_of("trend", of="loss", seeds=16).agreeing_value(evidence) == agrees


def test_what_is_taken_off_decides_where_both_rise():
    runs = [{"loss": [1, 2], "base": [1, 3]}] * 16
    assert judged(runs).word == "confirmed"
    assert judged(runs, less="base").word == "refuted"


@pytest.mark.parametrize(
    ("run", "keys", "why"),
    [
        ({"mse": [1, 2]}, {}, "no figures of epochs at 'loss': "),
        ({"loss": 3}, {}, "no figures of epochs at 'loss': "),
        ({"loss": [True, 2]}, {}, "no figures of epochs at 'loss': "),
        (UP, {"less": "base"}, "no figures of epochs at 'loss' less 'base': "),
        ({**UP, "base": [1]}, {"less": "base"}, "no figures of epochs at 'loss' less 'base': "),
    ],
)
def test_what_has_no_figure_for_each_epoch_is_an_error(run, keys, why):
    found = judged([run] * 16, **keys)
    assert found.word == "error"
    assert found.why.startswith(why)


@pytest.mark.parametrize(("seeds", "word"), [(7, "error"), (8, "undecided")])
def test_fewer_than_eight_seeds_decide_nothing(seeds, word):
    runs = [UP, DOWN] * seeds
    assert judged(runs[:seeds]).word == word
