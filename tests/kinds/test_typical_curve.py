"""The figures of a log are judged by those of other runs, and varied at both ends and between."""

import pytest

from harness.evidence import Evidence, Request
from tests.kinds.judging import claim_of

LOG = ["0.8", "0.40", "0.2", "0.10"]
RUNS = [[0.8 + step / 99, 0.4, 0.2, 0.1 - step / 999] for step in range(20)]
CURVE = claim_of("curve", expected=LOG, seeds=20)


def texts(mutants):
    return [[figure.text for figure in mutant] for mutant in mutants]


def test_the_first_the_middle_and_the_last_figure_are_doubled():
    assert texts(CURVE.mutants()) == [
        ["1.6", "0.40", "0.2", "0.10"],
        ["0.8", "0.40", "0.4", "0.10"],
        ["0.8", "0.40", "0.2", "0.20"],
    ]
    two = claim_of("curve", expected=["0.8", "0.4"], seeds=20)
    assert texts(two.mutants()) == [["1.6", "0.4"], ["0.8", "0.8"]]


def test_every_figure_has_a_near_miss():
    moved = texts(CURVE.near_misses())
    assert [sum(a != b for a, b in zip(LOG, row, strict=True)) for row in moved] == [1] * 4
    assert [row[place] != LOG[place] for place, row in enumerate(moved)] == [True] * 4


def test_the_middle_of_the_runs_is_printed_like_the_log():
    value = CURVE.agreeing_value(Evidence(Request("m:f"), RUNS))
    assert texts([value]) == [["0.9", "0.40", "0.2", "0.09"]]
    with pytest.raises(LookupError, match="nothing is measured"):
        CURVE.agreeing_value(None)


@pytest.mark.parametrize(
    ("measured", "why"),
    [
        ([3], "not a list of numbers for each seed: [3]"),
        ([[0.8, True, 0.2, 0.1]], "not a list of numbers for each seed"),
        ([row[:3] for row in RUNS], "the runs have other epochs than the log"),
    ],
)
def test_what_is_no_log_for_each_seed_is_an_error(measured, why):
    verdict = CURVE.judge(Evidence(Request("m:f"), measured))
    assert verdict.word == "error"
    assert verdict.why.startswith(why)


def test_the_middle_of_the_runs_is_what_was_measured():
    verdict = CURVE.judge(Evidence(Request("m:f"), RUNS))
    assert verdict.word == "confirmed"
    assert CURVE.measured_text(verdict.measured) == "0.896 to 0.09049 in the median of 20 seeds"


@pytest.mark.parametrize("figures", ["0.5", ["0.5"]])
def test_a_curve_has_several_figures(figures):
    with pytest.raises(ValueError, match="one an epoch"):
        claim_of("curve", expected=figures, seeds=20)
