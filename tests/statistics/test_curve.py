"""A documented curve beside those of several seeds, as a whole."""

from random import Random

import pytest

from harness.statistics.curve import FEWEST_CURVES, band_of, judge_curve
from harness.verdicts import Word
from tests.statistics.worlds import WORLDS

TRIALS, EPOCHS = 400, 20


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_true_curves_are_refuted_at_about_5_percent_whatever_their_distribution(world):
    random, refuted = Random(4), 0
    for _ in range(TRIALS):
        rows = [[world(random) for _ in range(EPOCHS)] for _ in range(FEWEST_CURVES + 1)]
        refuted += judge_curve(rows[0], rows[1:]).word is Word.REFUTED
    assert refuted / TRIALS <= 0.05 + 0.033  # 99.8 % of all samples of 400


def test_a_curve_with_one_wrong_epoch_is_noticed():
    random = Random(6)
    rows = [[WORLDS["log-normal"](random) for _ in range(EPOCHS)] for _ in range(20)]
    rows[0][4] *= 3
    verdict = judge_curve(rows[0], rows[1:])
    assert verdict.word is Word.REFUTED
    assert "farthest at epoch 5" in verdict.why


def test_18_runs_decide_nothing():
    assert judge_curve([1.0], [[1.0]] * 18).word is Word.UNDECIDED


def test_other_epochs_are_no_curve_to_compare():
    assert judge_curve([1.0], [[1.0, 2.0]] * 19).word is Word.ERROR


def test_a_run_that_diverged_decides_nothing():
    assert judge_curve([1.0], [[1.0]] * 19 + [[float("nan")]]).word is Word.UNDECIDED


@pytest.mark.parametrize("runs", [19, 32, 64])
@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_the_band_holds_95_percent_of_further_runs_at_all_epochs_at_once(world, runs):
    random, outside = Random(9), 0
    for _ in range(TRIALS):
        *rows, further = [[world(random) for _ in range(EPOCHS)] for _ in range(runs + 1)]
        band = band_of(rows)
        ends = zip(band.low, further, band.high, strict=True)
        outside += not all(low <= value <= high for low, value, high in ends)
    assert outside / TRIALS <= 0.05 + 0.033


def test_the_band_of_curves_that_agree_at_an_epoch_has_no_width_there():
    runs = [[1.0, 2.0 + n] for n in range(19)]
    band = band_of(runs)
    assert (band.low[0], band.high[0]) == (1.0, 1.0)
    assert band.low[1] < 2.0 < 20.0 < band.high[1]


@pytest.mark.parametrize(
    "runs",
    [[[1.0]] * 18, [[1.0]] * 19 + [[float("nan")]], [[1.0]] * 19 + [[2.0]]],
    ids=["too few", "diverged", "all but one agree"],
)
def test_where_a_band_would_have_no_ends_there_is_none(runs):
    assert band_of(runs) is None
