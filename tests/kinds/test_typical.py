"""What the verdicts of random figures hold beside their word."""

import math

import pytest

from tests.kinds.judging import verdict

RUNS = [0.0271, 0.0264, 0.0283, 0.0275, 0.0268, 0.0279, 0.0272, 0.0277]
ABOUT = {"margin": 0.1, "why": "no reader would tell them apart", "states": "it is about 0.027"}


def measured(kind, runs, **more):
    return verdict(runs, kind, "0.027", seeds=8, **more).measured


def test_a_typical_figure_has_its_place_among_the_runs_and_the_error_that_would_be_seen():
    found = measured("typical", RUNS)
    assert found["low"] < found["from"] <= found["median"] <= found["to"] < found["high"]
    assert 0 < found["percentile"] < 50
    assert (found["seeds"], found["relative"]) == (8, True)
    assert 0.03 < found["offset"] < 0.2


def test_a_figure_that_holds_about_has_its_margin_in_place_of_that_error():
    found = measured("about", RUNS, **ABOUT)
    assert "offset" not in found
    assert found["margin"] == 0.1


@pytest.mark.parametrize("kind", ["typical", "about"])
def test_runs_that_diverged_count_and_have_no_numbers(kind):
    more = ABOUT if kind == "about" else {}
    found = measured(kind, [*RUNS[:-1], math.nan], **more)
    assert (found["seeds"], found["to"]) == (8, max(RUNS))
    assert "low" not in found
    assert "median" not in measured(kind, [math.inf] * 8, **more)


def test_a_curve_without_a_finite_run_has_no_middle():
    keys = {"seeds": 19, "expected": ["1", "2"]}
    assert verdict([[math.nan, 1.0]] * 19, "curve", **keys).measured == {"seeds": 19}
