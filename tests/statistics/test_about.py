"""A typical run that is near a figure, or is not."""

from random import Random

import pytest

from harness.statistics.about import judge_about
from harness.verdicts import Word
from tests.statistics.worlds import log_normal

TRIALS = 600


def words(offset, margin, size=16):
    random = Random(size)
    for _ in range(TRIALS):
        runs = [log_normal(random) for _ in range(size)]
        yield judge_about(0.00275 * offset, margin, runs)


def test_a_figure_just_outside_of_the_margin_is_confirmed_in_at_most_5_percent():
    found = [verdict.word for verdict in words(1.1, 0.1)]
    assert found.count(Word.CONFIRMED) / TRIALS <= 0.05 + 0.027


def test_a_figure_just_inside_of_the_margin_is_refuted_in_at_most_5_percent():
    found = [verdict.word for verdict in words(1.0999, 0.1)]
    assert found.count(Word.REFUTED) / TRIALS <= 0.05 + 0.027


@pytest.mark.parametrize(("offset", "word"), [(1.0, Word.CONFIRMED), (1.3, Word.REFUTED)])
def test_a_figure_that_is_near_or_far_is_told(offset, word):
    found = [verdict.word for verdict in words(offset, 0.1)]
    assert found.count(word) / TRIALS >= 0.9


def test_no_positive_runs_are_about_nothing():
    assert judge_about(0.0, 0.1, [1.0, 1.1] * 4).word is Word.REFUTED


def test_runs_that_all_agree_need_no_further_ones():
    assert judge_about(1.0, 0.1, [1.05] * 8).word is Word.CONFIRMED
    assert judge_about(1.0, 0.1, [1.2] * 8).word is Word.REFUTED
