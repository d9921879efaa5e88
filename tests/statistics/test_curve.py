"""A documented curve beside those of several seeds, as a whole."""

from random import Random

import pytest

from harness.statistics.curve import FEWEST_CURVES, judge_curve
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
