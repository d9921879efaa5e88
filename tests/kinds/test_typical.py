"""What the verdicts of random figures hold beside their word."""

import math

import pytest

from harness.evidence import Evidence, Request
from tests.kinds.judging import claim_of, verdict

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


@pytest.mark.parametrize(
    ("figure", "others"),
    [
        ("0.0274", ["0.04110", "0.01370"]),
        ("27", ["40.5", "13.5"]),
        ("1", ["1.5", "0.5"]),
        ("0.11", ["0.165", "0.055"]),
        ("-3", ["-4.5", "-1.5"]),
        ("0", ["1", "-1"]),
    ],
)
def test_half_as_much_again_and_half_as_much_are_its_mutants(figure, others):
    mutants = claim_of("typical", figure, seeds=8).mutants()
    assert [other.first.text for other in mutants] == others


@pytest.mark.parametrize(
    ("kind", "keys", "reason"),
    [
        ("typical", {"figure": "0.5"}, "one run is as true as another; the verdict says what would show"),
        ("curve", {"expected": ["0.5", "0.4"]}, "one run is as true as another"),
    ],
)  # fmt: skip
def test_a_random_figure_has_leeway_since_other_runs_are_as_true(kind, keys, reason):
    assert claim_of(kind, **keys).leeway == reason
    own = claim_of(kind, **keys, survivors="the page draws it anew")
    assert own.leeway == "the page draws it anew"


@pytest.mark.parametrize(
    ("figure", "ends"),
    [
        ("0.0274", (0.02735, 0.02745)),
        ("27", (27, 27)),
        ("about 0.5", (0.45, 0.55)),
        ("over 0.5", (0.5, 0.5)),
        ("at most 0.5", (0.5, 0.5)),
        ("0.4-0.6", (0.4, 0.6)),
        ("4.5%", (0.0445, 0.0455)),
    ],
)
def test_a_figure_stands_for_what_it_leaves_room_for_in_the_unit_of_the_runs(figure, ends):
    said = claim_of("typical", figure, seeds=8)
    assert said.ends(said.document_value, [0.04, 0.05]) == pytest.approx(ends, rel=1e-12)


def test_the_run_in_the_middle_is_quoted_and_said_with_those_around_it():
    said = claim_of("typical", "0.0274", seeds=8)
    evidence = Evidence(Request("m:f"), [*RUNS[1:], 0.05])
    assert str(said.agreeing_value(evidence)) == "0.0276"
    found = said.judge(evidence).measured
    assert said.measured_text(found) == "0.0276 in the median of 8 seeds, 0.0264 to 0.05"
    assert said.measured_text({"seeds": 8}) == "no finite number from any of 8 seeds"
    with pytest.raises(LookupError, match="nothing is measured"):
        said.agreeing_value(None)


@pytest.mark.parametrize("runs", [[], [0.5, "1"], [True] * 8])
def test_what_is_no_number_for_each_seed_is_an_error(runs):
    found = verdict(runs, "typical", "0.5", seeds=8, read="")
    assert (found.word, found.why[:26]) == ("error", "not a number for each seed")


@pytest.mark.parametrize(
    ("kind", "keys", "fewest", "usual"),
    [
        ("typical", {"figure": "0.5"}, 8, 16),
        ("about", {"figure": "0.5", **ABOUT}, 8, 16),
        ("curve", {"expected": ["0.5", "0.4"]}, 19, 32),
        ("trend", {"of": "loss"}, 8, 16),
    ],
)
def test_so_many_seeds_judge_a_claim_that_does_not_say_how_many(kind, keys, fewest, usual):
    assert claim_of(kind, **keys).seeds == usual
    for seeds in (fewest, 1000):
        assert claim_of(kind, **keys, seeds=seeds).seeds == seeds
    for seeds in (fewest - 1, 1001):
        with pytest.raises(ValueError, match="seeds"):
            claim_of(kind, **keys, seeds=seeds)


@pytest.mark.parametrize("margin", [0, -0.1])
def test_a_margin_is_more_than_nothing(margin):
    with pytest.raises(ValueError, match="margin"):
        claim_of("about", "0.5", **{**ABOUT, "margin": margin})
    assert claim_of("about", "0.5", **ABOUT).leeway == ABOUT["why"]
